import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { dayOf } from '../calendar/day.ts'
import { backupSqlite } from './backup.ts'
import { type Ledger, LedgerRefused } from './ledger.ts'
import { migrate } from './migrate.ts'
import { openSqlite } from './sqlite.ts'

export type Mode = 'trial' | 'live'

/** Opens the embedded ledger of a data directory: made, migrated (with a backup before) and stamped trial or live. */
export async function openLedger(directory: string, mode: Mode, now: Date): Promise<Ledger> {
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
    await stamp(ledger, mode)
  } catch (error) {
    await ledger.close()
    throw error
  }
  return ledger
}

function backupName(directory: string, now: Date): string {
  mkdirSync(join(directory, 'backups'), { recursive: true, mode: 0o700 })
  return join(directory, 'backups', `before-migration-${dayOf(now)}-${now.getTime()}.sqlite`)
}

async function stamp(ledger: Ledger, mode: Mode): Promise<void> {
  const stamped = await ledger.write(async trx => {
    await trx
      .insertInto('meta')
      .values({ key: 'mode', value: mode })
      .onConflict(conflict => conflict.doNothing())
      .execute()
    const { rows } = await sql<{ value: string }>`select value from meta where key = 'mode'`.execute(trx)
    return rows[0]?.value
  })
  if (stamped === mode) return
  throw new LedgerRefused(
    mode === 'live'
      ? '这里是试用数据,正式环境不能使用。请用 DATA_DIR 指定一个新目录,正式数据不与试用混在一起。'
      : '这里是正式数据,试用模式不能打开。请配置 WECOM_*(正式运行),或用 DATA_DIR 指定别的目录试用。',
  )
}
