import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { dayOf } from '../calendar/day.ts'
import { backupSqlite } from './backup.ts'
import { type Ledger, LedgerRefused } from './ledger.ts'
import { migrate } from './migrate.ts'
import { openForMigration, openPostgres } from './postgres.ts'
import { refusalFor } from './postgres-refusal.ts'
import { openSqlite } from './sqlite.ts'

export type Mode = 'trial' | 'live'

export interface LedgerPlace {
  /** Where the embedded ledger lies. */
  directory: string
  /** postgres://…: the shared ledger instead of the embedded one. */
  databaseUrl?: string | undefined
  mode: Mode
  now: Date
}

/**
 * Opens the ledger of a data directory or of a PostgreSQL database: made or migrated, and stamped trial or live.
 * Throws LedgerRefused with a sentence for the administrator.
 */
export async function openLedger({ directory, databaseUrl, mode, now }: LedgerPlace): Promise<Ledger> {
  const isShared = databaseUrl !== undefined
  const ledger = isShared ? await openShared(databaseUrl, now) : await openEmbedded(directory, now)
  try {
    if ((await stamped(ledger, mode)) !== mode) throw new LedgerRefused(otherMode(mode, isShared))
    return ledger
  } catch (error) {
    await ledger.close()
    throw isShared ? refusalFor(error, databaseUrl) : error
  }
}

async function openEmbedded(directory: string, now: Date): Promise<Ledger> {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const ledger = openSqlite(join(directory, 'ledger.sqlite'))
  try {
    await migrate({
      dialect: ledger.dialect,
      db: ledger.read,
      inTransaction: unit => ledger.write(unit),
      backup: async () => backupSqlite(ledger.raw, backupName(directory, now)),
      now,
    })
    return ledger
  } catch (error) {
    await ledger.close()
    throw error
  }
}

function backupName(directory: string, now: Date): string {
  mkdirSync(join(directory, 'backups'), { recursive: true, mode: 0o700 })
  return join(directory, 'backups', `before-migration-${dayOf(now)}-${now.getTime()}.sqlite`)
}

async function openShared(url: string, now: Date): Promise<Ledger> {
  const db = openForMigration(url)
  try {
    const { rows } = await sql<{ server_encoding: string }>`show server_encoding`.execute(db)
    const encoding = rows[0]?.server_encoding
    if (encoding !== 'UTF8')
      throw new LedgerRefused(`数据库的编码是 ${encoding},有些姓名存不进去。请另建一个 UTF8 编码的库。`)
    await migrate({
      dialect: 'postgres',
      db,
      inTransaction: unit => db.transaction().execute(unit),
      // The file is not ours to copy: the administrator's pg_dump keeps the state before an upgrade.
      backup: async () => {},
      now,
    })
  } catch (error) {
    throw refusalFor(error, url)
  } finally {
    await db.destroy()
  }
  return openPostgres(url)
}

async function stamped(ledger: Ledger, mode: Mode): Promise<string | undefined> {
  return ledger.write(async trx => {
    await trx
      .insertInto('meta')
      .values({ key: 'mode', value: mode })
      .onConflict(conflict => conflict.doNothing())
      .execute()
    const row = await trx.selectFrom('meta').select('value').where('key', '=', 'mode').executeTakeFirst()
    return row?.value
  })
}

function otherMode(mode: Mode, isShared: boolean): string {
  const another = isShared ? '用 DATABASE_URL 指定另一个库' : '用 DATA_DIR 指定一个新目录'
  return mode === 'live'
    ? `这里是试用数据,正式环境不能使用。请${another},正式数据不与试用混在一起。`
    : `这里是正式数据,试用模式不能打开。请配置 WECOM_*(正式运行),或${another}试用。`
}
