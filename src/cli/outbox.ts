import { Option, type Command } from 'commander'
import { listDeliveries, outboxStates, type Delivery } from '../delivery/listing.ts'
import type { OutboxState } from '../delivery/finish.ts'
import type { Trx } from '../ledger/ledger.ts'
import { missedSlots } from '../reminders/slots.ts'
import { print, withParts } from './parts.ts'

interface Options {
  state?: OutboxState
  json?: true
}

/** `outbox`: what is to be sent, was sent, or came to nothing. Never the words of a message. */
export function outboxCommands(program: Command): void {
  program
    .command('outbox')
    .description('待发和已发的消息')
    .addOption(new Option('--state <state>', '只看一种').choices(outboxStates))
    .option('--json', '输出一个 JSON')
    .action(list)
}

const words: Record<OutboxState, string> = {
  pending: '待发',
  sending: '正在发',
  sent: '已发',
  failed: '没有发成',
  unknown: '不知是否发出',
  missed: '过时未发',
}

async function list({ state, json }: Options): Promise<void> {
  await withParts(async ({ ledger }) => {
    const accounts = await accountsById(ledger.read)
    const deliveries = (await listDeliveries(ledger.read, state)).map(delivery => ({
      ...delivery,
      target: accounts.get(delivery.target) ?? delivery.target,
    }))
    const missed = state === undefined || state === 'missed' ? await missedBeforeSending(ledger.read) : []
    const listed = [...deliveries, ...missed]
    print(json === true, listed, listed.map(line))
  })
}

/** What was found too late to become a delivery: it has a time, and neither channel nor target. */
async function missedBeforeSending(db: Trx): Promise<Delivery[]> {
  const slots = await missedSlots(db, new Date(0))
  return slots.toReversed().map(({ job, slot, dueAt }) => ({
    id: `${job} ${slot}`,
    slot: `${job} ${slot}`,
    channel: '',
    target: '',
    state: 'missed',
    attempt: 0,
    dueAt: dueAt.toISOString(),
    sentAt: null,
    error: '到时程序没有运行,两小时以后不再补发',
  }))
}

/** People are shown by their accounts, as in `marks`. */
async function accountsById(db: Trx): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('person_identities')
    .select(['person_id', 'external_id'])
    .where('channel', '=', 'userid')
    .execute()
  return new Map(rows.map(({ person_id, external_id }) => [person_id, external_id]))
}

function line({ id, slot, channel, target, state, attempt, dueAt, sentAt, error }: Delivery): string {
  const parts = [
    id,
    words[state],
    channel,
    target,
    sentAt ?? dueAt,
    attempt === 0 ? '' : `试了${attempt}次`,
    slot === id ? '' : (slot ?? ''),
    error ?? '',
  ]
  return parts.filter(part => part !== '').join('  ')
}
