import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SettingsError } from './settings.ts'

export interface Secret {
  /** A key of its own for each purpose: 'audit', 'codes', 'log', 'login', 'sealed'. */
  keyFor(purpose: string): Buffer
}

/** The given secret, or the one kept in the data directory, which is made once and readable by its owner only. */
export function loadSecret(given: string | undefined, dataDirectory: string): Secret {
  const secret = given ?? kept(join(dataDirectory, 'secret'))
  return {
    keyFor: purpose => Buffer.from(hkdfSync('sha256', secret, 'qingfeng', purpose, 32)),
  }
}

const SHORTEST = 32

function kept(file: string): string {
  if (!existsSync(file)) make(file)
  const secret = readFileSync(file, 'utf8').trim()
  // A secret that was cut short, by a full disk or by hand, would be no secret.
  if (secret.length < SHORTEST)
    throw new SettingsError(
      `${file} 是空的或不完整,不能使用。请从备份恢复它;还没有用过的新目录,删去这个文件再启动即可。`,
    )
  return secret
}

function make(file: string): void {
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    // Another replica was quicker: its secret holds.
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return
    rmSync(file, { force: true })
    throw error
  }
}
