import type { Trx } from '../ledger/ledger.ts'

/**
 * Keeps what somebody wishes of private reminders: none, or none about one duty or kind of activity; 'hear' takes it back. A wish
 * holds from `now`, which may lie ahead: 静音到下周 is a mute from now and a 'hear' from Monday.
 */
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

/** Those among some people who want to be reminded of something, a duty's code or the kind of an activity, at a moment. */
export async function withoutMuted<Person extends { personId: string }>(
  trx: Trx,
  people: readonly Person[],
  about: string,
  moment: Date,
): Promise<Person[]> {
  if (people.length === 0) return []
  const rows = await trx
    .selectFrom('reminder_wishes')
    .select(['person_id', 'wish', 'about'])
    .where('about', 'in', ['', about])
    .where('at', '<=', moment.toISOString())
    .orderBy('id')
    .execute()
  const muted = new Set<string>()
  for (const { person_id, wish, about: what } of rows) {
    const key = `${person_id} ${what}`
    if (wish === 'mute') muted.add(key)
    // Whoever wants to hear of everything again also hears of single things again.
    else if (what === '') [key, `${person_id} ${about}`].forEach(each => muted.delete(each))
    else muted.delete(key)
  }
  return people.filter(({ personId }) => !muted.has(`${personId} `) && !muted.has(`${personId} ${about}`))
}
