import { chmodSync, existsSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { LedgerRefused } from './ledger.ts'

/** Writes a consistent copy of an open SQLite ledger into a new file (VACUUM INTO), readable by its owner only. */
export function backupSqlite(raw: DatabaseSync, file: string): void {
  if (existsSync(file)) throw new LedgerRefused(`备份文件 ${file} 已存在。请换一个文件名,原文件没有改动。`)
  raw.prepare('vacuum into ?').run(file)
  chmodSync(file, 0o600)
}
