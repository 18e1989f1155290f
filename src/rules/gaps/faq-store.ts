import { randomBytes } from 'node:crypto'
import type { Trx } from '../../ledger/ledger.ts'
import type { FaqTable } from '../../ledger/tables.ts'
import type { NamedRule } from './named.ts'
import type { Tie } from './ties.ts'

/** What the office answered to a question that the rule book had left open. */
export interface OfficeAnswer {
  id: number
  gapId: number
  question: string
  key: string
  answer: string
  tied: Tie[]
  /** Every rule that the answer or its question names. */
  named: NamedRule[]
  /** For each place where it was asked: the groups whose rules existed there. */
  askedIn: string[][]
  /** The section that answered. */
  office: string
  answeredAt: string
}

export interface NewAnswer extends Omit<OfficeAnswer, 'id' | 'answeredAt'> {
  by: string
  now: Date
}

/** Keeps an answer that was shown for 确认; an earlier draft for the same gap goes. Returns its id. */
export async function keepDraft(trx: Trx, { by, now, ...answer }: NewAnswer): Promise<number> {
  await trx.deleteFrom('faq').where('gap_id', '=', answer.gapId).where('state', '=', 'draft').execute()
  const row = await trx
    .insertInto('faq')
    .values({
      gap_id: answer.gapId,
      question: answer.question,
      key: answer.key,
      answer: answer.answer,
      tied: JSON.stringify({
        tied: answer.tied,
        named: answer.named,
        askedIn: answer.askedIn,
      } satisfies Rests),
      office: answer.office,
      state: 'draft',
      answered_by: by,
      answered_at: now.toISOString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return Number(row.id)
}

export async function dropDraft(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('faq').where('id', '=', id).where('state', '=', 'draft').execute()
}

export async function answerById(db: Trx, id: number): Promise<OfficeAnswer | undefined> {
  const row = await db.selectFrom('faq').selectAll().where('id', '=', id).executeTakeFirst()
  return row && answerFrom(row)
}

/** Makes a draft the answer that counts; the one before it stays as a row. Undefined when the draft is gone. */
export async function makeCurrent(trx: Trx, id: number, now: Date): Promise<OfficeAnswer | undefined> {
  const draft = await trx
    .updateTable('faq')
    .set({ state: 'current', answered_at: now.toISOString() })
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .returningAll()
    .executeTakeFirst()
  if (draft === undefined) return undefined
  await trx
    .updateTable('faq')
    .set({ state: 'replaced' })
    .where('gap_id', '=', draft.gap_id)
    .where('state', '=', 'current')
    .where('id', '<>', draft.id)
    .execute()
  await changed(trx)
  return answerFrom(draft)
}

/** The answer is not given any more. */
export async function retireAnswer(trx: Trx, gapId: number): Promise<void> {
  await trx
    .updateTable('faq')
    .set({ state: 'replaced' })
    .where('gap_id', '=', gapId)
    .where('state', '=', 'current')
    .execute()
  await changed(trx)
}

const VERSION = 'faq_version'

async function changed(trx: Trx): Promise<void> {
  const value = randomBytes(6).toString('base64url')
  await trx
    .insertInto('meta')
    .values({ key: VERSION, value })
    .onConflict(conflict => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/** Changes whenever an answer is published or retired; undefined before the first. */
export async function faqVersion(db: Trx): Promise<string | undefined> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', VERSION).executeTakeFirst()
  return row?.value
}

export async function currentAnswers(db: Trx): Promise<OfficeAnswer[]> {
  const rows = await db.selectFrom('faq').selectAll().where('state', '=', 'current').orderBy('id').execute()
  return rows.map(answerFrom)
}

function answerFrom(row: Omit<FaqTable, 'id'> & { id: number }): OfficeAnswer {
  const { question, key, answer, office } = row
  return {
    id: Number(row.id),
    gapId: Number(row.gap_id),
    question,
    key,
    answer,
    ...readRests(row.tied),
    office,
    answeredAt: row.answered_at,
  }
}

type Rests = Pick<OfficeAnswer, 'tied' | 'named' | 'askedIn'>

/**
 * Only keepDraft writes this column. Before the named rules were kept it was the ties alone: those answers need a new look. Before
 * the places were kept nobody knows where an answer belongs: it is served where every rule exists.
 */
function readRests(tied: string): Rests {
  const kept = JSON.parse(tied) as (Omit<Rests, 'askedIn'> & Partial<Rests>) | Tie[]
  if (!Array.isArray(kept)) return { askedIn: [], ...kept }
  const named = kept.map(({ document }) => ({ document, number: '', isPublic: false }))
  return { tied: kept, named, askedIn: [] }
}
