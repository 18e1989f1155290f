import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

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

function kept(file: string): string {
  if (!existsSync(file))
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8').trim()
}
