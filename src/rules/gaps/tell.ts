import { dayOf } from '../../calendar/day.ts'
import { nextWorkingMoment } from '../../calendar/working-hours.ts'
import type { Notice } from '../../delivery/notice.ts'
import { addToOutbox } from '../../delivery/outbox.ts'
import type { Trx } from '../../ledger/ledger.ts'
import type { OfficeAnswer } from './faq-store.ts'
import { wholeBook, type GapParts } from './parts.ts'
import { sayOfficeAnswer } from './say-answer.ts'
import * as texts from './texts.ts'
import { hasNamed, rulesNamedIn } from './named.ts'
import { standingFor } from './standing.ts'
import { endWish, tellLater, type Wish, wishesOf } from './wishes.ts'

const GIVE_UP_MS = 3 * 24 * 60 * 60 * 1000
/** What a text message of either channel holds, in bytes of UTF-8. */
const MOST_BYTES = 2048

/** When those who wait will hear of an answer given now: at once, or at the next moment of work. */
export function tellingTime({ calendar, hours }: GapParts, now: Date): Date {
  return nextWorkingMoment(calendar, hours, now)
}

/** Tells everybody who waits for this answer: their group once, without names, or in private; the rest in their next reply. */
export async function tellWaiting(trx: Trx, parts: GapParts, answer: OfficeAnswer, now: Date) {
  const wishes = await wishesOf(trx, answer.gapId)
  const toldGroups = new Map<string, boolean>()
  for (const wish of wishes) {
    const { group } = wish
    const isTold =
      group === undefined
        ? await pushPrivately(trx, parts, wish, answer, now)
        : (toldGroups.get(group) ?? (await pushToGroup(trx, parts, group, answer, now)))
    if (group !== undefined) toldGroups.set(group, isTold)
    if (isTold) await endWish(trx, answer.gapId, wish)
    else await tellLater(trx, answer.gapId, answer.id, wish)
  }
}

/**
 * The words for somebody who asked, in a group or (undefined) alone. An answer that rests on a rule for certain groups is
 * not told beside it: whoever may know it gets it by asking.
 */
export function tellingWords(
  parts: GapParts,
  answer: OfficeAnswer,
  group: string | undefined,
  now: Date,
): string {
  const today = dayOf(now)
  const book = parts.shelf.for({ kind: 'groups', names: group === undefined ? [] : [group] })
  const whole = wholeBook(parts)
  const standing = standingFor(book, whole, answer, today)
  if (standing === undefined) {
    const isTellable = rulesNamedIn(whole, answer.question, today).every(rule => hasNamed(book, rule))
    return isTellable ? texts.toldToAsk(answer.question) : texts.toldToAskAgain
  }
  const said = sayOfficeAnswer(answer, standing.texts, today)
  return group === undefined ? texts.toldPrivately(answer.question, said) : texts.told(answer.question, said)
}

async function pushToGroup(
  trx: Trx,
  parts: GapParts,
  group: string,
  answer: OfficeAnswer,
  now: Date,
): Promise<boolean> {
  if (!parts.canReach.robot(group)) return false
  const text = tellingWords(parts, answer, group, now)
  return push(trx, parts, { channel: 'robot', target: group, address: group }, text, now)
}

async function pushPrivately(
  trx: Trx,
  parts: GapParts,
  { personId }: Wish,
  answer: OfficeAnswer,
  now: Date,
): Promise<boolean> {
  if (!parts.canReach.app) return false
  const account = await trx
    .selectFrom('person_identities')
    .select('external_id')
    .where('channel', '=', 'userid')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (account === undefined) return false
  const text = tellingWords(parts, answer, undefined, now)
  return push(trx, parts, { channel: 'app', target: personId, address: account.external_id }, text, now)
}

async function push(
  trx: Trx,
  parts: GapParts,
  to: Omit<Notice, 'content'>,
  text: string,
  now: Date,
): Promise<boolean> {
  const notice: Notice = { ...to, content: { kind: 'text', text } }
  if (Buffer.byteLength(text) > MOST_BYTES || !isWritable(parts, notice)) return false
  const dueAt = tellingTime(parts, now)
  const giveUpAt = new Date(dueAt.getTime() + GIVE_UP_MS)
  await addToOutbox(trx, { notice, encode: parts.encode, dueAt, giveUpAt, anyHour: false, now })
  return true
}

// An account that the platform would never take waits for the person's next message instead.
function isWritable({ encode }: GapParts, notice: Notice): boolean {
  try {
    encode(notice)
    return true
  } catch {
    return false
  }
}
