import { deliveriesInDoubt } from '../../src/delivery/listing.ts'
import { addBody } from '../../src/delivery/outbox.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { openLedger } from '../../src/ledger/open.ts'
import { appText, robotText } from '../../src/wecom/client/bodies.ts'
import { agentId, type SendingOffice } from '../office/sending.ts'
import { askLedger } from './ledger.ts'

/** Something to send: `to` is a group's name (robot) or an account (app). */
export interface Wish {
  channel: 'robot' | 'app'
  to: string
  text: string
  /** Now, if left out. */
  dueAt?: Date
}

/** A delivery as the outbox has it at the moment. */
export interface Row {
  id: string
  channel: string
  /** Empty once the body was dropped, a week after the end. */
  text: string
  state: string
  attempt: number
  error: string | null
}

const HOUR_MS = 60 * 60 * 1000

/** Puts messages into the outbox from outside, whether the bot runs or not. */
export async function queue({ dataDirectory }: SendingOffice, wishes: Wish[]): Promise<void> {
  const now = new Date()
  await withLedger(dataDirectory, ledger =>
    ledger.write(async trx => {
      const identities = await trx.selectFrom('person_identities').selectAll().execute()
      const personOf = new Map(identities.map(({ external_id, person_id }) => [external_id, person_id]))
      for (const { channel, to, text, dueAt = now } of wishes)
        await addBody(trx, {
          channel,
          target: channel === 'robot' ? to : (personOf.get(to) ?? ''),
          body: channel === 'robot' ? robotText(text) : appText(to, agentId, text),
          dueAt,
          giveUpAt: new Date(dueAt.getTime() + 24 * HOUR_MS),
          anyHour: true,
          now,
        })
    }),
  )
}

/** How many doubtful deliveries the administrator is shown with words. */
export function listedInDoubt({ dataDirectory }: SendingOffice): Promise<number> {
  return withLedger(dataDirectory, async ({ read }) => {
    const listed = await deliveriesInDoubt(read)
    return listed.filter(({ error }) => error !== null && error !== '').length
  })
}

async function withLedger<T>(directory: string, use: (ledger: Ledger) => Promise<T>): Promise<T> {
  const ledger = await openLedger({ directory, mode: 'live', now: new Date() })
  try {
    return await use(ledger)
  } finally {
    await ledger.close()
  }
}

/** One message each to the next targets of a list, which has its turns from cycle to cycle. */
export function messagesTo(
  channel: Wish['channel'],
  targets: readonly string[],
  count: number,
  cycle: number,
): Wish[] {
  return Array.from({ length: count }, (_, index) => {
    const to = targets[(cycle * count + index) % targets.length] ?? ''
    return { channel, to, text: `${channel}第${cycle}轮第${index}条` }
  })
}

/** Everything in the outbox. */
export function rowsOf(office: Pick<SendingOffice, 'dataDirectory'>): Row[] {
  const rows = askLedger(office, 'select id, channel, body, state, attempt, error from outbox')
  return rows.map(({ id, channel, body, state, attempt, error }) => ({
    id: String(id),
    channel: String(channel),
    text: body === null ? '' : textIn(String(body)),
    state: String(state),
    attempt: Number(attempt),
    error: error === null ? null : String(error),
  }))
}

function textIn(body: string): string {
  const { text } = JSON.parse(body) as { text?: { content?: string } }
  return text?.content ?? ''
}

export function inState(rows: Row[], ...states: string[]): number {
  return rows.filter(({ state }) => states.includes(state)).length
}

/**
 * The sum at the end: a message nobody saw is lost, unless it is a robot's and listed as doubtful; one that was seen twice is
 * doubled; one that has not ended is lost as well.
 */
export function reckon(
  { platform, ...office }: SendingOffice,
  rows = rowsOf(office),
): { lost: number; doubled: number; listed: number } {
  const visible = platform.visible()
  const count = ({ text }: Row) => visible.get(text) ?? 0
  const isListed = ({ channel, state }: Row) => channel === 'robot' && state === 'unknown'
  return {
    lost: rows.filter(row => !isListed(row) && (row.state !== 'sent' || count(row) === 0)).length,
    doubled: rows.reduce((sum, row) => sum + Math.max(0, count(row) - 1), 0),
    listed: rows.filter(isListed).length,
  }
}
