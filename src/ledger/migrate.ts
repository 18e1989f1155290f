import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { columnTypes, type DialectName } from './dialect.ts'
import { LedgerRefused, type Trx } from './ledger.ts'
import { migrations as released, type Migration } from './migrations.ts'
import type { Tables } from './tables.ts'
import { takeTurns } from './turns.ts'

interface Applied {
  id: number
  name: string
  checksum: string
}

export interface MigrateOptions {
  dialect: DialectName
  db: Kysely<Tables>
  /** Runs a unit in one transaction. */
  inTransaction: (unit: (trx: Trx) => Promise<void>) => Promise<void>
  /** Called before the first pending migration of a ledger that already holds data. */
  backup: () => Promise<void>
  now: Date
  migrations?: readonly Migration[]
}

/**
 * Brings the schema up to date, one transaction per migration, and returns the names applied.
 * Refuses a ledger that a newer program wrote, or one whose past migrations differ from ours.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const { dialect, db, inTransaction, backup, now, migrations = released } = options
  await inTransaction(async trx => {
    await takeTurns(trx, 'migrations')
    await sql.raw(createMigrationsTable(dialect)).execute(trx)
  })
  const applied = await appliedMigrations(db)
  refuseUnknown(applied, migrations, dialect)

  const pending = migrations.filter(({ id }) => !applied.some(done => Number(done.id) === id))
  if (pending.length > 0 && applied.length > 0) await backup()
  const done: string[] = []
  for (const migration of pending) {
    await inTransaction(async trx => {
      await takeTurns(trx, 'migrations')
      // Another process may have started at the same moment.
      if ((await appliedMigrations(trx)).some(({ id }) => Number(id) === migration.id)) return
      for (const statement of statementsOf(migration, dialect)) await sql.raw(statement).execute(trx)
      const { id, name } = migration
      await sql`insert into migrations (id, name, checksum, applied_at)
        values (${id}, ${name}, ${checksum(migration, dialect)}, ${now.toISOString()})`.execute(trx)
      done.push(name)
    })
  }
  return done
}

function createMigrationsTable(dialect: DialectName): string {
  const { integer, text, instant, end } = columnTypes[dialect]
  return `create table if not exists migrations (
    id ${integer} primary key, name ${text} not null, checksum ${text} not null, applied_at ${instant} not null)${end}`
}

async function appliedMigrations(db: Kysely<Tables>): Promise<Applied[]> {
  const { rows } = await sql<Applied>`select id, name, checksum from migrations order by id`.execute(db)
  return rows
}

function refuseUnknown(applied: Applied[], known: readonly Migration[], dialect: DialectName): void {
  for (const done of applied) {
    const ours = known.find(({ id }) => id === Number(done.id))
    if (ours === undefined)
      throw new LedgerRefused(
        `数据由更新版本的清风写入(迁移 ${done.id} “${done.name}”本版本不认识)。请换回新版本,或用升级前的备份恢复。`,
      )
    if (checksum(ours, dialect) !== done.checksum)
      throw new LedgerRefused(`迁移 ${done.id} “${done.name}”与写入数据时的不一致。请使用正式发布的版本。`)
  }
}

function statementsOf(migration: Migration, dialect: DialectName): string[] {
  return migration.statements(columnTypes[dialect])
}

function checksum(migration: Migration, dialect: DialectName): string {
  return createHash('sha256').update(statementsOf(migration, dialect).join('\n')).digest('hex')
}
