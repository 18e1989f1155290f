import type { Trx } from '../ledger/ledger.ts'

/** A mute with an end is kept apart from those for good, so that its end takes back nothing that was said before. */
const FOR_A_WHILE = '~'

/** Keeps what somebody wishes of private reminders: none, or none about one duty or kind of activity; 'hear' takes it back. */
export async function addWish(
  trx: Trx,
  personId: string,
  wish: 'mute' | 'hear',
  about: string,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('reminder_wishes')
    .values({ person_id: personId, wish, about, at: now.toISOString() })
    .execute()
}

/** 静音到下周: no private reminders from now until a moment. A mute for good stands beside it, and after it. */
export async function muteForAWhile(trx: Trx, personId: string, now: Date, until: Date): Promise<void> {
  await addWish(trx, personId, 'mute', FOR_A_WHILE, now)
  await addWish(trx, personId, 'hear', FOR_A_WHILE, until)
}

/** Whether somebody wants no private reminders at all, without an end. */
export async function isMutedForGood(trx: Trx, personId: string): Promise<boolean> {
  const last = await trx
    .selectFrom('reminder_wishes')
    .select('wish')
    .where('person_id', '=', personId)
    .where('about', '=', '')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.wish === 'mute'
}

/** Those among some people who want to be reminded of something, a duty's code or the kind of an activity, at a moment. */
export async function withoutMuted<Person extends { personId: string }>(
  trx: Trx,
  people: readonly Person[],
  about: string,
  moment: Date,
): Promise<Person[]> {
  if (people.length === 0) return []
  const concerning = ['', FOR_A_WHILE, about]
  const rows = await trx
    .selectFrom('reminder_wishes')
    .select(['person_id', 'wish', 'about'])
    .where('about', 'in', concerning)
    .where('at', '<=', moment.toISOString())
    .orderBy('id')
    .execute()
  const muted = new Set<string>()
  for (const { person_id, wish, about: what } of rows) {
    const key = `${person_id} ${what}`
    if (wish === 'mute') muted.add(key)
    // Whoever wants to hear of everything again also hears of single things again, and before a while is over.
    else if (what === '') concerning.forEach(each => muted.delete(`${person_id} ${each}`))
    else muted.delete(key)
  }
  return people.filter(({ personId }) => !concerning.some(each => muted.has(`${personId} ${each}`)))
}
