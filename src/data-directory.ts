import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { SettingsError } from './settings.ts'

/** What the program itself writes there again and again. */
const OURS = ['ledger.sqlite', 'ledger.sqlite-wal', 'ledger.sqlite-shm', 'lock']

/** Makes the data directory if need be. Throws a SettingsError in words when it, or what lies in it, cannot be written. */
export function prepareDataDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw refused(directory, codeOf(cause), cause)
  }
  inWords(directory, () => tryRoom(directory, 1))
  for (const name of OURS) refuseForeign(directory, join(directory, name))
}

// The ledger of a new office; with less not even a start can be written down.
const NEEDED_BYTES = 256 * 1024

/** Throws a SettingsError in words when there is no room left to begin with. */
export function refuseFullDisk(directory: string): void {
  inWords(directory, () => tryRoom(directory, NEEDED_BYTES))
}

function tryRoom(directory: string, bytes: number): void {
  const file = join(directory, `room-${process.pid}`)
  try {
    writeFileSync(file, Buffer.alloc(bytes), { mode: 0o600 })
  } finally {
    rmSync(file, { force: true })
  }
}

const OWNER_MAY = 0o600

/** A file of a start by somebody else, often by root, that whoever starts now cannot use. */
function refuseForeign(directory: string, file: string): void {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined) return
  if (found.isDirectory()) throw new SettingsError(`${file} 应是一个文件,现在是文件夹。请移走它再启动。`)
  const user = process.geteuid?.()
  // Only its owner can keep a file for itself (chmod).
  const isOwn = found.uid === user && (found.mode & OWNER_MAY) === OWNER_MAY
  if (user === undefined || user === 0 || isOwn) return
  const howTo = found.uid === user ? `chmod -R u+rwX ${directory}` : `chown -R ${userName()} ${directory}`
  throw new SettingsError(`${file} 读写不了:${whose()}没有权限。请由 root 执行 ${howTo},再启动。`)
}

function inWords(directory: string, look: () => void): void {
  try {
    look()
  } catch (cause) {
    throw refused(directory, codeOf(cause), cause)
  }
}

function refused(directory: string, code: string, cause: unknown): SettingsError {
  return new SettingsError(`数据目录 ${directory} ${whyNot(directory, code)}`, { cause })
}

function whyNot(directory: string, code: string): string {
  const elsewhere = '在 .env 里用 DATA_DIR 指定别的目录'
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return '不是文件夹。请改 .env 里的 DATA_DIR,或移走这个文件。'
    case 'EROFS':
      return `在只读的磁盘上,写不进去。请${elsewhere}。`
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return '写不进去:磁盘满了。请先腾出空间再启动。'
    case 'EACCES':
    case 'EPERM':
      return `写不进去:${whose()}没有权限。${handOver(directory)}${elsewhere}。`
    case 'ENOENT':
      return `建不起来:上级文件夹只读或不存在。请${elsewhere}。`
    default:
      return `用不了(${code})。请${elsewhere}。`
  }
}

function whose(): string {
  return `运行清风的用户 ${userName()} `
}

function handOver(directory: string): string {
  if (process.geteuid === undefined) return '请给这个用户写入的权限,或'
  return `请由 root 执行 mkdir -p ${directory} && chown -R ${userName()} ${directory} && chmod u+rwx ${directory},或`
}

/** The name, or the number of a user who has none. */
function userName(): string {
  const user = process.geteuid?.()
  try {
    const { username, uid } = userInfo()
    return user === undefined || uid === user ? username : String(user)
  } catch {
    return String(user)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
