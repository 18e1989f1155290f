import { createHmac } from 'node:crypto'
import type { Trx } from '../../ledger/ledger.ts'
import type { FeedbackReason } from '../../talk/message.ts'
import type { Citation } from '../document.ts'

/** A question as it may be kept: free of private matters. */
export interface KeptQuestion {
  question: string
  key: string
  cited?: Citation
  /** The groups whose rules existed where it was asked. */
  askedIn: readonly string[]
}

/** An open question as the responsible person sees it. */
export interface Gap {
  id: number
  question: string
  cited?: Citation
  firstAt: string
  lastAt: string
  /** How often it was asked and left open. */
  unanswered: number
  /** How often an answer to it did not help. */
  unhelpful: number
  reasons: FeedbackReason[]
  /** How many want to hear the answer. */
  wishes: number
}

/** Opens a gap or adds to the one that asks the same. A gap that was put aside stays there. */
export async function openGap(
  trx: Trx,
  { question, key, cited, askedIn }: KeptQuestion,
  now: Date,
): Promise<number> {
  const at = now.toISOString()
  const asked_in = JSON.stringify([askedIn])
  const row = await trx
    .insertInto('gaps')
    .values({ key, question, cited: citationText(cited), state: 'open', first_at: at, last_at: at, asked_in })
    .onConflict(conflict =>
      conflict.column('key').doUpdateSet(({ ref }) => ({ last_at: at, cited: ref('excluded.cited') })),
    )
    .returning(['id', 'state', 'asked_in'])
    .executeTakeFirstOrThrow()
  const id = Number(row.id)
  if (row.asked_in !== asked_in) await addPlace(trx, id, row.asked_in, askedIn)
  if (row.state === 'answered') await setGapState(trx, id, 'open')
  return id
}

/** More different places than this are not told apart. */
const MOST_PLACES = 50

async function addPlace(trx: Trx, id: number, before: string, askedIn: readonly string[]): Promise<void> {
  const places = readPlaces(before)
  if (places.length >= MOST_PLACES || places.some(place => sameGroups(place, askedIn))) return
  const asked_in = JSON.stringify([...places, askedIn])
  await trx.updateTable('gaps').set({ asked_in }).where('id', '=', id).execute()
}

function sameGroups(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every(name => other.includes(name))
}

/** Only this file writes these columns. */
function readPlaces(json: string): string[][] {
  return JSON.parse(json) as string[][]
}

export interface Voice {
  kind: 'unanswered' | 'unhelpful'
  /** What makes this asking or this 👎 one and the same when it comes again. */
  of: string
  reasons?: readonly FeedbackReason[]
}

/** Counts one voice, once. */
export async function addVoice(
  trx: Trx,
  key: Buffer,
  gapId: number,
  { kind, of, reasons = [] }: Voice,
  now: Date,
): Promise<void> {
  const row = {
    gap_id: gapId,
    voice: digestOf(key, of),
    kind,
    reasons: JSON.stringify(reasons),
    said_at: now.toISOString(),
  }
  await trx
    .insertInto('gap_voices')
    .values(row)
    .onConflict(conflict => conflict.columns(['gap_id', 'voice']).doUpdateSet({ reasons: row.reasons }))
    .execute()
}

/** Takes a voice back; a gap that nobody speaks for and nobody answered goes with it. */
export async function withdrawVoice(trx: Trx, key: Buffer, of: string): Promise<void> {
  const gone = await trx
    .deleteFrom('gap_voices')
    .where('voice', '=', digestOf(key, of))
    .returning('gap_id')
    .execute()
  for (const { gap_id } of gone) await dropSilentGap(trx, gap_id)
}

async function dropSilentGap(trx: Trx, gapId: number): Promise<void> {
  await trx
    .deleteFrom('gaps')
    .where('id', '=', gapId)
    .where('state', '=', 'open')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('gap_voices').select('voice').where('gap_id', '=', gapId))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('gap_wishes').select('gap_id').where('gap_id', '=', gapId))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('faq').select('id').where('gap_id', '=', gapId))),
    )
    .execute()
}

/** All open gaps in the order of their numbers. */
export async function openGaps(db: Trx, most = 1000): Promise<Gap[]> {
  const rows = await db
    .selectFrom('gaps')
    .selectAll()
    .where('state', '=', 'open')
    .orderBy('id')
    .limit(most)
    .execute()
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const voices = await db.selectFrom('gap_voices').selectAll().where('gap_id', 'in', ids).execute()
  const wishes = await db.selectFrom('gap_wishes').select('gap_id').where('gap_id', 'in', ids).execute()
  return rows.map(({ id, question, cited, first_at, last_at }) => {
    const own = voices.filter(({ gap_id }) => Number(gap_id) === Number(id))
    const citation = readCitation(cited)
    return {
      id: Number(id),
      question,
      ...(citation !== undefined && { cited: citation }),
      firstAt: first_at,
      lastAt: last_at,
      unanswered: own.filter(({ kind }) => kind === 'unanswered').length,
      unhelpful: own.filter(({ kind }) => kind === 'unhelpful').length,
      reasons: [...new Set(own.flatMap(({ reasons }) => JSON.parse(reasons) as FeedbackReason[]))],
      wishes: wishes.filter(({ gap_id }) => Number(gap_id) === Number(id)).length,
    }
  })
}

export async function gapById(
  db: Trx,
  id: number,
): Promise<{ id: number; question: string; key: string; askedIn: string[][] } | undefined> {
  const row = await db
    .selectFrom('gaps')
    .select(['id', 'question', 'key', 'asked_in'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { question, key, asked_in } = row
  return { id: Number(row.id), question, key, askedIn: readPlaces(asked_in) }
}

export async function setGapState(trx: Trx, id: number, state: 'open' | 'answered' | 'dropped') {
  await trx.updateTable('gaps').set({ state }).where('id', '=', id).execute()
}

/** Keeps for a day what was asked, so that 👎 and 没用 know what they are about. */
export async function keepAsked(
  trx: Trx,
  { channel, id: msgid }: { channel: string; id: string },
  { question, key, cited, askedIn }: KeptQuestion,
  now: Date,
): Promise<void> {
  const asked_in = JSON.stringify(askedIn)
  await trx
    .insertInto('rule_questions')
    .values({
      channel,
      msgid,
      question,
      key,
      cited: citationText(cited),
      asked_at: now.toISOString(),
      asked_in,
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

export async function askedUnder(db: Trx, channel: string, msgid: string): Promise<KeptQuestion | undefined> {
  const row = await db
    .selectFrom('rule_questions')
    .select(['question', 'key', 'cited', 'asked_in'])
    .where('channel', '=', channel)
    .where('msgid', '=', msgid)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const cited = readCitation(row.cited)
  const { question, key, asked_in } = row
  const askedIn = JSON.parse(asked_in) as string[]
  return { question, key, askedIn, ...(cited !== undefined && { cited }) }
}

function citationText(cited: Citation | undefined): string | null {
  if (cited === undefined) return null
  const { document, version, article } = cited
  return JSON.stringify({ document, version, article })
}

/** Only `citationText` writes these columns. */
function readCitation(cited: string | null): Citation | undefined {
  return cited === null ? undefined : (JSON.parse(cited) as Citation)
}

/** Keyed, so that nobody can find out by trying whose voice it is. */
function digestOf(key: Buffer, of: string): string {
  return createHmac('sha256', key).update(of).digest('base64url').slice(0, 22)
}
