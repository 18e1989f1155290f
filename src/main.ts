import { chmodSync, mkdirSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { ConfigError } from './config-file.ts'
import { environmentWithDotEnv } from './dot-env.ts'
import { LedgerRefused, LedgerUnavailable } from './ledger/ledger.ts'
import { RuleBookError } from './rules/problem.ts'
import { readSettings, SettingsError } from './settings.ts'

/** Starts the bot until it is told to stop. Whatever hinders it is said in one sentence. */
export async function main(): Promise<void> {
  try {
    const settings = readSettings(environmentWithDotEnv(process.env))
    keepCompiled(settings.dataDirectory)
    const { startApp } = await import('./app.ts')
    const app = await startApp(settings)
    greet(app.address, settings.mode)
    stopOnSignal(app.stop)
  } catch (error) {
    process.stderr.write(`${sentence(error)}\n`)
    process.exitCode = 1
  }
}

/** The next start finds the program compiled: a third of its time, and the compiler's memory. Nobody else may write there. */
function keepCompiled(dataDirectory: string): void {
  const directory = join(dataDirectory, 'compiled')
  try {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    chmodSync(directory, 0o700)
  } catch {
    // A start without it is only slower.
    return
  }
  enableCompileCache(directory)
}

function greet(address: string, mode: 'trial' | 'live'): void {
  const lines =
    mode === 'trial'
      ? [
          `清风已在试用模式启动:${address}/playground`,
          '打开后选一位同志,发一句"参加"或"病假要不要证明"试试。',
          '停止:Ctrl+C',
        ]
      : [`清风已启动:${address}`, '停止:Ctrl+C']
  process.stderr.write(`\n${lines.map(line => `  ${line}`).join('\n')}\n\n`)
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
}

/** The sentence for whoever started the program. */
export function sentence(error: unknown): string {
  if (
    error instanceof SettingsError ||
    error instanceof ConfigError ||
    error instanceof LedgerRefused ||
    error instanceof RuleBookError
  )
    return error.message
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return `${'port' in error ? `端口 ${String(error.port)} ` : '端口'}已被占用。请换一个端口再启动,例如:PORT=8081 npm start`
  if (error instanceof LedgerUnavailable) return ledgerTrouble(error)
  const trouble = error instanceof Error ? placeTrouble(error) : undefined
  if (trouble !== undefined) return trouble
  if (error instanceof Error) return `没有启动成功:${error.message}`
  return '没有启动成功。'
}

/** What hinders a file or a port, as the system or SQLite names it; a data directory is looked at before (data-directory). */
function placeTrouble(error: Error): string | undefined {
  const where = 'path' in error ? ` ${String(error.path)} ` : ''
  switch ('code' in error ? error.code : undefined) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'syscall' in error && error.syscall === 'listen'
        ? '没有权限用这个端口。请换一个 1024 以上的,例如:PORT=8080 npm start'
        : `没有权限读写${where}。请检查它的权限。`
    case 'ENOSPC':
      return DISK_FULL
    case 'ERR_SQLITE_ERROR':
      return error.message.includes('unable to open') ? '账本打不开:请检查数据目录的权限。' : undefined
    default:
      return undefined
  }
}

const DISK_FULL = '磁盘满了,账本写不进去。请先腾出空间再启动。'
// https://www.sqlite.org/rescode.html
const SQLITE_FULL = 13

function ledgerTrouble({ cause, message }: LedgerUnavailable): string {
  const isFull = cause instanceof Error && 'errcode' in cause && cause.errcode === SQLITE_FULL
  return isFull
    ? DISK_FULL
    : `账本写不进去(${cause instanceof Error ? cause.message : message})。请检查磁盘和数据目录的权限。`
}

if (import.meta.main) await main()
