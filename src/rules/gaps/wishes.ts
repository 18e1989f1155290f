import type { Trx } from '../../ledger/ledger.ts'

/** Somebody who wants to hear the answer, and where. */
export interface Wish {
  personId: string
  /** The group's name; undefined for in private. */
  group?: string
}

/** Notes that somebody wants to hear the answer. */
export async function addWish(trx: Trx, gapId: number, { personId, group = '' }: Wish, now: Date) {
  await trx
    .insertInto('gap_wishes')
    .values({
      gap_id: gapId,
      person_id: personId,
      group_name: group,
      wished_at: now.toISOString(),
      faq_id: null,
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

export async function hasWish(trx: Trx, gapId: number, personId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('gap_wishes')
    .select('gap_id')
    .where('gap_id', '=', gapId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}

export async function wishesOf(trx: Trx, gapId: number): Promise<Wish[]> {
  const rows = await trx
    .selectFrom('gap_wishes')
    .select(['person_id', 'group_name'])
    .where('gap_id', '=', gapId)
    .orderBy('wished_at')
    .execute()
  return rows.map(wishOf)
}

/** The wish was fulfilled: who it was is forgotten. False when somebody else fulfilled it at the same time. */
export async function endWish(trx: Trx, gapId: number, { personId, group = '' }: Wish): Promise<boolean> {
  const ended = await trx
    .deleteFrom('gap_wishes')
    .where('gap_id', '=', gapId)
    .where('person_id', '=', personId)
    .where('group_name', '=', group)
    .returning('gap_id')
    .execute()
  return ended.length > 0
}

/** Nothing can be pushed there: the answer waits for the next reply. */
export async function tellLater(trx: Trx, gapId: number, faqId: number, { personId, group = '' }: Wish) {
  await trx
    .updateTable('gap_wishes')
    .set({ faq_id: faqId })
    .where('gap_id', '=', gapId)
    .where('person_id', '=', personId)
    .where('group_name', '=', group)
    .execute()
}

/** Those to whom an answer is still to be told in a reply. */
export async function toBeTold(db: Trx): Promise<(Wish & { gapId: number; faqId: number })[]> {
  const rows = await db.selectFrom('gap_wishes').selectAll().where('faq_id', 'is not', null).execute()
  return rows.map(row => ({ ...wishOf(row), gapId: Number(row.gap_id), faqId: Number(row.faq_id) }))
}

function wishOf({ person_id, group_name }: { person_id: string; group_name: string }): Wish {
  return { personId: person_id, ...(group_name !== '' && { group: group_name }) }
}
