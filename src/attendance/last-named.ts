import { addDays, dayOf, type Day } from '../calendar/day.ts'
import { compiledOnce } from '../ledger/compiled.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { Turn } from '../talk/command.ts'
import type { Conversation } from '../talk/conversation.ts'
import { readWhen } from '../understand/when.ts'

const LATEST = 8

const latest = compiledOnce<[string, string], { json: string }>((db, chatId, now) =>
  db
    .selectFrom('conversations')
    .select('json')
    .where('chat_id', '=', chatId)
    .where('until', '>', now)
    .orderBy('until', 'desc')
    .limit(LATEST),
)

/** What was remembered last in a chat, of whomever, newest first: a handful, whatever the size of the group. */
export async function latestConversations(trx: Trx, chatId: string, now: Date): Promise<Conversation[]> {
  // Only the bot writes this column, from the same shape.
  return (await latest(trx, chatId, now.toISOString())).map(({ json }) => JSON.parse(json) as Conversation)
}

/** The session named last in this chat by anybody within a day: in a group what a colleague or the keeper spoke of counts. */
export async function lastNamedHere({ trx, place, conversation, now }: Turn): Promise<string | undefined> {
  if (place.kind !== 'group') return conversation.sessionId
  const conversations = await latestConversations(trx, place.chatId, now)
  return conversations.find(({ sessionId }) => sessionId !== undefined)?.sessionId
}

/**
 * The days that a message may name, the likelier first: 27日的党日我请假. A day without its month is the next one; when nothing is
 * on it, the last one (27日的党日我请的病假, said on the 30th).
 */
export function daysNamed({ reading, now }: Turn, when?: string): Day[] {
  const said = when ?? reading.slots.when
  const day = said === undefined ? undefined : readWhen(said, now).day
  if (said === undefined || day === undefined) return []
  const isBare = day > dayOf(now) && saysBareDay(said)
  const last = isBare ? monthEarlier(day) : undefined
  return last === undefined ? [day] : [day, last]
}

/** The same where a register is checked: what is over comes first (周二的核对无误, said on a Thursday). */
export function daysHeld(turn: Turn, said: string): Day[] {
  const [day, last] = daysNamed(turn, said)
  if (day === undefined || day <= dayOf(turn.now)) return daysNamed(turn, said)
  const isBareWeekday = BARE_WEEKDAY.test(readWhen(said, turn.now).raw)
  const held = isBareWeekday ? addDays(day, -7) : last
  return held === undefined ? [day] : [held, day]
}

const BARE_WEEKDAY = /^(?:周|星期|礼拜)/

/** 26号上午9点: a day without month, week or year. */
export function saysBareDay(words: string): boolean {
  return BARE_DAY.test(words)
}

const BARE_DAY = /^[^月年周星期礼拜]{0,6}[日号]/

function monthEarlier(day: Day): Day | undefined {
  const before = addDays(`${day.slice(0, 8)}01` as Day, -1)
  const same = `${before.slice(0, 8)}${day.slice(8)}`
  return same <= before ? (same as Day) : undefined
}
