import { createHmac, hash, randomUUID } from 'node:crypto'
import { compiledOnce } from './compiled.ts'
import type { Ledger, Trx } from './ledger.ts'
import type { AuditTable } from './tables.ts'
import { takeTurns } from './turns.ts'

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

const insertRow = compiledOnce<
  [string, string, string, string, string | null, string | null, string | null, string],
  never
>((db, at, actor, action, object, subject, detail, salt, digest) =>
  db
    .insertInto('audit')
    .values({ at, actor, action, object, subject, detail, salt, digest, seq: null, mac: null }),
)

/** Writes one audit row inside the unit it tells about. The chain takes it up shortly after the commit. */
export async function audit(trx: Trx, entry: AuditEntry): Promise<void> {
  const detail = entry.detail === undefined ? null : JSON.stringify(entry.detail)
  const salt = detail === null ? null : randomUUID()
  const digest = detail === null ? '' : digestOf(salt ?? '', detail)
  const { actor, action, object, subject = null } = entry
  await insertRow(trx, entry.at.toISOString(), actor, action, object, subject, detail, salt, digest)
}

/**
 * Chains the rows that were committed since the last call, in commit order. Returns how many.
 * h(n) = HMAC-SHA256(key, h(n-1) ‖ row): the personal part enters only through its salted digest.
 */
export async function sealAudit(ledger: Ledger, key: Buffer, most = 1000): Promise<number> {
  return ledger.write(async trx => {
    await takeTurns(trx, 'audit')
    const rows = await trx
      .selectFrom('audit')
      .selectAll()
      .where('seq', 'is', null)
      .orderBy('id')
      .limit(most)
      .execute()
    if (rows.length === 0) return 0
    let { seq, mac } = await chainHead(trx)
    for (const row of rows) {
      seq += 1
      mac = chainedMac(key, mac, seq, row)
      await seal(trx, seq, mac, row.id)
    }
    return rows.length
  })
}

const seal = compiledOnce<[number, string, number], never>((db, seq, mac, id) =>
  db.updateTable('audit').set({ seq, mac }).where('id', '=', id),
)

export type AuditVerdict =
  | { holds: true; sealed: number; unsealed: number }
  | { holds: false; sealed: number; seq: number; why: 'gap' | 'changed' | 'detail changed' }

/** Walks the whole chain and says where it breaks. */
export async function verifyAudit(db: Trx, key: Buffer): Promise<AuditVerdict> {
  let mac = ''
  let sealed = 0
  for await (const row of sealedRows(db)) {
    const seq = Number(row.seq)
    if (seq !== sealed + 1) return { holds: false, sealed, seq: sealed + 1, why: 'gap' }
    mac = chainedMac(key, mac, seq, row)
    if (mac !== row.mac) return { holds: false, sealed, seq, why: 'changed' }
    if (row.detail !== null && digestOf(row.salt ?? '', row.detail) !== row.digest)
      return { holds: false, sealed, seq, why: 'detail changed' }
    sealed = seq
  }
  const { count } = await db
    .selectFrom('audit')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('seq', 'is', null)
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
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(portion)
      .execute()
    yield* rows
    if (rows.length < portion) return
    last = Number(rows.at(-1)?.seq)
  }
}

/** Removes the personal part of every row about a person; the digests stay, so the chain still holds. */
export async function forgetInAudit(trx: Trx, personId: string): Promise<void> {
  await trx.updateTable('audit').set({ detail: null, salt: null }).where('subject', '=', personId).execute()
}

async function chainHead(trx: Trx): Promise<{ seq: number; mac: string }> {
  const head = await trx
    .selectFrom('audit')
    .select(['seq', 'mac'])
    .where('seq', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { seq: Number(head?.seq ?? 0), mac: head?.mac ?? '' }
}

function digestOf(salt: string, detail: string): string {
  return hash('sha256', `${salt}\n${detail}`, 'base64')
}

type AuditRow = Pick<
  { [Column in keyof AuditTable]: AuditTable[Column] },
  'at' | 'actor' | 'action' | 'object' | 'subject' | 'digest'
>

function chainedMac(key: Buffer, previous: string, seq: number, row: AuditRow): string {
  const { at, actor, action, object, subject, digest } = row
  const sealedText = JSON.stringify([previous, seq, at, actor, action, object, subject, digest])
  return createHmac('sha256', key).update(sealedText).digest('base64')
}
