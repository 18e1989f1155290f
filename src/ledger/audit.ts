import { createHmac, hash, randomUUID } from 'node:crypto'
import { isoOf } from '../clock.ts'
import { sql } from 'kysely'
import { compiledOnce, insertOnce } from './compiled.ts'
import type { Ledger, Trx } from './ledger.ts'
import type { AuditTable } from './tables.ts'
import { isShared, takeTurns } from './turns.ts'

export interface AuditEntry {
  at: Date
  /** A person's id, 'system' or 'cli'. */
  actor: string
  action: string
  /** What it was done to: 'session:…', 'roster', 'chat:…'. */
  object: string
  /** The person concerned and what is personal about it: both can be forgotten later. */
  subject?: string
  detail?: Record<string, unknown>
}

const insertRow = insertOnce('audit', [
  'at',
  'actor',
  'action',
  'object',
  'subject',
  'detail',
  'salt',
  'digest',
])

/** Writes one audit row inside the unit it tells about. The chain takes it up shortly after the commit. */
export async function audit(trx: Trx, entry: AuditEntry): Promise<void> {
  const detail = entry.detail === undefined ? null : JSON.stringify(entry.detail)
  const salt = detail === null ? null : randomUUID()
  const digest = detail === null ? '' : digestOf(salt ?? '', detail)
  const { actor, action, object, subject = null } = entry
  await insertRow(trx, { at: isoOf(entry.at), actor, action, object, subject, detail, salt, digest })
}

/**
 * Seals the rows that were committed since the last call: one link of the chain covers them all, in the order of their
 * ids. mac(n) = HMAC-SHA256(key, n ‖ mac(n-1) ‖ rows ‖ digest of the rows); the personal part of a row enters only
 * through its salted digest. Returns how many rows. A link for each row would cost five times as much.
 */
export async function sealAudit(ledger: Ledger, key: Buffer, most = 1000): Promise<number> {
  return ledger.write(async trx => {
    await takeTurns(trx, 'audit')
    const rows = await unsealedRows(trx, most)
    if (rows.length === 0) return 0
    const last = await lastSeal(trx)
    const seal = last.seal + 1
    const digest = rows.reduce(linked, '')
    const mac = macOf(key, { seal, before: last.mac, row_count: rows.length, digest })
    await trx.insertInto('audit_seals').values({ seal, row_count: rows.length, mac }).execute()
    await cover(
      trx,
      seal,
      rows.map(({ id }) => Number(id)),
    )
    return rows.length
  })
}

const unsealedRows = compiledOnce<[number], SealedPart & { id: number }>((db, most) => {
  const unsealed = db
    .selectFrom('audit')
    .select(['id', 'at', 'actor', 'action', 'object', 'subject', 'digest'])
    .where('seal', 'is', null)
    .orderBy('id')
    .limit(most)
  if (isShared(db)) return unsealed
  // Read backwards from the end, and no further than the last row that is sealed.
  const lastSealed = db.selectFrom('audit').select('id').where('seal', 'is not', null).orderBy('id', 'desc')
  return unsealed.where('id', '>', eb => eb.fn.coalesce(lastSealed.limit(sql.lit(1)), sql.lit(0)))
})

async function cover(trx: Trx, seal: number, ids: number[]): Promise<void> {
  const first = ids[0] ?? 0
  const last = ids.at(-1) ?? 0
  const update = trx.updateTable('audit').set({ seal })
  // On PostgreSQL a row with an id in between may be committed right now; it belongs to the next seal.
  const withoutGap = last - first + 1 === ids.length
  await (
    withoutGap ? update.where('id', '>=', first).where('id', '<=', last) : update.where('id', 'in', ids)
  ).execute()
}

export type AuditVerdict =
  | { holds: true; sealed: number; unsealed: number }
  | {
      holds: false
      /** The seal that does not hold; every one before it does. */
      seal: number
      why: 'gap' | 'changed' | 'detail changed'
    }

/** Walks the whole chain and says where it breaks first. */
export async function verifyAudit(db: Trx, key: Buffer): Promise<AuditVerdict> {
  const found = new Map<number, { rows: number; digest: string; detailChanged: boolean }>()
  for await (const row of sealedRows(db)) {
    const before = found.get(Number(row.seal)) ?? { rows: 0, digest: '', detailChanged: false }
    found.set(Number(row.seal), {
      rows: before.rows + 1,
      digest: linked(before.digest, row),
      detailChanged:
        before.detailChanged || (row.detail !== null && digestOf(row.salt ?? '', row.detail) !== row.digest),
    })
  }
  let last = { seal: 0, mac: '' }
  let sealed = 0
  for await (const { seal, row_count, mac } of seals(db)) {
    const rows = found.get(seal)
    found.delete(seal)
    if (seal !== last.seal + 1 || rows?.rows !== row_count)
      return { holds: false, seal: last.seal + 1, why: 'gap' }
    if (macOf(key, { seal, before: last.mac, row_count, digest: rows.digest }) !== mac)
      return { holds: false, seal, why: 'changed' }
    if (rows.detailChanged) return { holds: false, seal, why: 'detail changed' }
    last = { seal, mac }
    sealed += row_count
  }
  // Rows that name a seal nobody made.
  if (found.size > 0) return { holds: false, seal: last.seal + 1, why: 'gap' }
  const { count } = await db
    .selectFrom('audit')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('seal', 'is', null)
    .executeTakeFirstOrThrow()
  return { holds: true, sealed, unsealed: Number(count) }
}

/** In portions, because PostgreSQL streams only through a cursor, and SQLite's one reader is wanted by others too. */
async function* sealedRows(db: Trx, portion = 1000) {
  let last = Number.MIN_SAFE_INTEGER
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('id', '>', last)
      .orderBy('id')
      .limit(portion)
      .execute()
    yield* rows.filter(({ seal }) => seal !== null)
    if (rows.length < portion) return
    last = Number(rows.at(-1)?.id)
  }
}

async function* seals(db: Trx, portion = 1000) {
  let last = Number.MIN_SAFE_INTEGER
  for (;;) {
    const rows = await db
      .selectFrom('audit_seals')
      .selectAll()
      .where('seal', '>', last)
      .orderBy('seal')
      .limit(portion)
      .execute()
    for (const row of rows) yield { ...row, seal: Number(row.seal), row_count: Number(row.row_count) }
    if (rows.length < portion) return
    last = Number(rows.at(-1)?.seal)
  }
}

/** Removes the personal part of every row about a person; the digests stay, so the chain still holds. */
export async function forgetInAudit(trx: Trx, personId: string): Promise<void> {
  await trx.updateTable('audit').set({ detail: null, salt: null }).where('subject', '=', personId).execute()
}

async function lastSeal(trx: Trx): Promise<{ seal: number; mac: string }> {
  const last = await trx
    .selectFrom('audit_seals')
    .select(['seal', 'mac'])
    .orderBy('seal', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { seal: Number(last?.seal ?? 0), mac: last?.mac ?? '' }
}

function digestOf(salt: string, detail: string): string {
  return hash('sha256', `${salt}\n${detail}`, 'base64')
}

type SealedPart = Pick<AuditTable, 'at' | 'actor' | 'action' | 'object' | 'subject' | 'digest'>

/** The digest of the rows so far, with one more. */
function linked(before: string, { at, actor, action, object, subject, digest }: SealedPart): string {
  return hash('sha256', JSON.stringify([before, at, actor, action, object, subject, digest]), 'base64')
}

interface Link {
  seal: number
  before: string
  row_count: number
  digest: string
}

function macOf(key: Buffer, { seal, before, row_count, digest }: Link): string {
  const sealedText = JSON.stringify([seal, before, row_count, digest])
  return createHmac('sha256', key).update(sealedText).digest('base64')
}
