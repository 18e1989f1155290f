import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Command } from 'commander'
import { verifyAudit } from '../ledger/audit.ts'
import { backupSqlite } from '../ledger/backup.ts'
import { lockDataDirectory } from '../ledger/process-lock.ts'
import { openSqlite } from '../ledger/sqlite.ts'
import { importedFolder } from '../rules/imported.ts'
import { forgetPerson } from '../people/forget.ts'
import { cliSettings, print, Refused, withParts } from './parts.ts'

/** Care of the data: backup, restore, verify-audit, forget. */
export function careCommands(program: Command): void {
  program
    .command('backup <file>')
    .description('把账本备份到一个新文件')
    .option('--json', '输出一个 JSON')
    .action(backup)
  program
    .command('restore <file>')
    .description('用备份恢复账本(先停止程序;原账本会改名保留)')
    .option('--json', '输出一个 JSON')
    .action(restore)
  program
    .command('verify-audit')
    .description('检查审计链是否完整')
    .option('--json', '输出一个 JSON')
    .action(verify)
  program
    .command('forget <account>')
    .description('删除一位离开的同志的个人信息(写账号;没有账号的写姓名),统计数字保留')
    .option('--json', '输出一个 JSON')
    .action(forget)
}

async function backup(file: string, { json }: { json?: true }): Promise<void> {
  const dataDirectory = embeddedDirectory('备份请用 pg_dump')
  const folder = dirname(resolve(file))
  if (!existsSync(folder)) throw new Refused(`没有文件夹 ${folder}。请先建好,或换一个路径。`)
  await withParts(async () => {
    const raw = new DatabaseSync(join(dataDirectory, 'ledger.sqlite'), { readOnly: true })
    try {
      backupSqlite(raw, file)
    } finally {
      raw.close()
    }
  })
  print(json === true, { file, secret: join(dataDirectory, 'secret') }, [
    `已备份到 ${file}。恢复时还需要 ${join(dataDirectory, 'secret')}(或 QINGFENG_SECRET),请分开保存。${importedNote(dataDirectory)}`,
  ])
}

function importedNote(dataDirectory: string): string {
  const folder = importedFolder(dataDirectory)
  return existsSync(folder) ? `导入的制度在 ${folder},请一并复制。` : ''
}

async function restore(file: string, { json }: { json?: true }): Promise<void> {
  const dataDirectory = embeddedDirectory('恢复请用 pg_restore 或 psql')
  if (!existsSync(file)) throw new Refused(`读不到备份文件 ${file}。`)
  const unlock = lockDataDirectory(dataDirectory)
  try {
    refuseBroken(file, cliSettings().mode)
    const ledger = join(dataDirectory, 'ledger.sqlite')
    const kept = `${ledger}.before-restore-${Date.now()}`
    // Copied in full before anything is moved: a full disk leaves the old ledger where it was.
    copyFileSync(file, `${ledger}.restoring`)
    if (existsSync(ledger)) await checkpointAndKeep(ledger, kept)
    renameSync(`${ledger}.restoring`, ledger)
    const before = existsSync(kept) ? kept : null
    print(json === true, { restored: file, before }, [
      `已恢复。${before === null ? '' : `原账本保留为 ${before}。`}`,
    ])
  } finally {
    unlock()
  }
}

/** The data directory of the embedded ledger; with PostgreSQL the database's own tools do this. */
function embeddedDirectory(instead: string): string {
  const { dataDirectory, databaseUrl } = cliSettings()
  if (databaseUrl === undefined) return dataDirectory
  throw new Refused(
    `账本在 PostgreSQL 里(DATABASE_URL),${instead};另外保存好 ${join(dataDirectory, 'secret')}(或 QINGFENG_SECRET)。`,
  )
}

function refuseBroken(file: string, mode: 'trial' | 'live'): void {
  let stamped: unknown
  try {
    const raw = new DatabaseSync(file, { readOnly: true })
    const check = raw.prepare('pragma integrity_check').get()
    raw.prepare('select count(*) from migrations').get()
    stamped = raw.prepare("select value from meta where key = 'mode'").get()?.['value']
    raw.close()
    if (check?.['integrity_check'] === 'ok' && (stamped ?? mode) === mode) return
  } catch (cause) {
    throw new Refused(`${file} 不是清风的备份,没有恢复。`, { cause })
  }
  if ((stamped ?? mode) === mode) throw new Refused(`${file} 已损坏,没有恢复。`)
  const [its, ours] = mode === 'live' ? ['试用', '正式'] : ['正式', '试用']
  throw new Refused(`${file} 是${its}数据的备份,不能恢复到${ours}环境,没有恢复。请换一个备份,或检查 .env。`)
}

/** Folds the write-ahead log into the file before it is renamed, so that nothing stays behind. */
async function checkpointAndKeep(ledger: string, kept: string): Promise<void> {
  await openSqlite(ledger).close()
  renameSync(ledger, kept)
  for (const suffix of ['-wal', '-shm']) rmSync(`${ledger}${suffix}`, { force: true })
}

async function verify({ json }: { json?: true }): Promise<void> {
  await withParts(async ({ ledger, secret }) => {
    const verdict = await verifyAudit(ledger.read, secret.keyFor('audit'))
    const line = verdict.holds
      ? `审计链完整:${verdict.sealed} 条已封存${verdict.unsealed > 0 ? `,${verdict.unsealed} 条待封存` : ''}。`
      : `审计链在第 ${verdict.seal} 次封存处断开(${verdict.why})。请保留现场并联系管理员。`
    print(json === true, verdict, [line])
    if (!verdict.holds) process.exitCode = 1
  })
}

async function forget(userid: string, { json }: { json?: true }): Promise<void> {
  await withParts(async ({ ledger, clock }) => {
    const name = await ledger.write(trx => forgetPerson(trx, userid, 'cli', clock.now()))
    if (name === undefined)
      throw new Refused(`没有账号为“${userid}”的人。有账号的请写账号,用 roster list 查看。`)
    print(json === true, { forgotten: true }, [
      '已删除这位同志的姓名、账号、别名和审计中的个人内容;到会数字保留。旧备份里仍有,请按期清理;名单文件里也请删去这一行,否则下次导入又会加上。',
    ])
  })
}
