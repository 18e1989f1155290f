import { dayOf, instantOf, addDays } from '../calendar/day.ts'
import { addWorkdays } from '../calendar/workday.ts'
import { addToOutbox } from '../delivery/outbox.ts'
import type { Encode, Notice, NoticeContent } from '../delivery/notice.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { Card } from '../talk/message.ts'
import { momentAtWork, type WorkTime } from './moments.ts'
import type { ReminderParts } from './parts.ts'

/** One text of one slot on its way into the outbox. */
export interface Outgoing {
  slotId: number
  text: string
  dueAt: Date
  /** After this instant it is not worth sending any more. */
  giveUpAt: Date
  now: Date
  /** Somebody said 现在发: it does not wait for working hours. */
  anyHour?: boolean
  /** The card that goes to a member with these words on it; the words alone go where the platform takes no card. */
  cardOf?: (personId: string, text: string) => Promise<Card>
}

/** Whom a private text is for: the person, and the account that the platform needs. */
export interface Addressee {
  personId: string
  userid: string
}

/** What a text message of either channel holds, in bytes of UTF-8. */
const MOST_BYTES = 2048

/** Puts a text into a group's queue. Returns how many deliveries were added: none when the group has no webhook key. */
export async function queueForGroup(
  trx: Trx,
  { canReach, encode }: ReminderParts,
  group: string | undefined,
  outgoing: Outgoing,
): Promise<number> {
  if (group === undefined || !canReach.robot(group)) return 0
  return queue(trx, encode, outgoing, { channel: 'robot', target: group, address: group })
}

/** Puts a text into the private queue of each member. Returns how many deliveries were added: none without the app. */
export async function queueForMembers(
  trx: Trx,
  { canReach, encode, office }: ReminderParts,
  members: readonly Addressee[],
  { cardOf, ...words }: Outgoing,
): Promise<number> {
  if (!canReach.app) return 0
  const outgoing = office.bot.cards && cardOf !== undefined ? { ...words, cardOf } : words
  let queued = 0
  for (const { personId, userid } of members)
    queued += await queue(trx, encode, outgoing, { channel: 'app', target: personId, address: userid })
  return queued
}

async function queue(
  trx: Trx,
  encode: Encode,
  { text: whole, anyHour = false, cardOf, ...outgoing }: Outgoing,
  to: Omit<Notice, 'content'>,
): Promise<number> {
  const text = fitting(whole)
  if (!isWritable(encode, { ...to, content: { kind: 'text', text } })) return 0
  const content: NoticeContent =
    cardOf === undefined
      ? { kind: 'text', text }
      : { kind: 'card', card: await cardOf(to.target, text), text }
  const notice: Notice = { ...to, content }
  const id = await addToOutbox(trx, { ...outgoing, notice, encode, anyHour })
  return id === undefined ? 0 : 1
}

// One account that the platform would never take must not keep the reminders of all others from being written.
function isWritable(encode: Encode, notice: Notice): boolean {
  try {
    encode(notice)
    return true
  } catch {
    return false
  }
}

function fitting(text: string): string {
  let kept = text
  while (Buffer.byteLength(kept) > MOST_BYTES - 3) kept = [...kept].slice(0, -8).join('')
  return kept === text ? text : `${kept}…`
}

/** How often the bot may speak in a group by itself in one day. */
const MOST_A_DAY = 3

/**
 * The moment at which a group may hear of something: the one asked for, or a morning of work on which fewer than three messages
 * are planned for it.
 */
export async function roomInGroup(
  trx: Trx,
  work: WorkTime,
  group: string | undefined,
  wanted: Date,
): Promise<Date> {
  if (group === undefined) return wanted
  let moment = wanted
  while ((await messagesOn(trx, group, moment)) >= MOST_A_DAY) {
    const next = addWorkdays(work.calendar, dayOf(moment), 1)
    moment = momentAtWork(work, next, work.hours[0]?.from ?? '08:30', `${group} ${next}`)
  }
  return moment
}

async function messagesOn(trx: Trx, group: string, moment: Date): Promise<number> {
  const day = dayOf(moment)
  const { count } = await trx
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('channel', '=', 'robot')
    .where('target', '=', group)
    .where('state', 'not in', ['failed', 'missed'])
    .where('due_at', '>=', instantOf(day).toISOString())
    .where('due_at', '<', instantOf(addDays(day, 1)).toISOString())
    .executeTakeFirstOrThrow()
  return Number(count)
}
