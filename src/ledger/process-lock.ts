import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { LedgerRefused } from './ledger.ts'

/**
 * Keeps a second bot from starting on the same data: holds SQLite's exclusive file lock for the life of the
 * process, so that the operating system frees it even after a kill -9. Returns how to let go.
 */
export function lockDataDirectory(directory: string): () => void {
  const lock = new DatabaseSync(join(directory, 'lock'), { timeout: 0 })
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch (cause) {
    lock.close()
    throw new LedgerRefused(`另一个清风进程正在使用 ${directory}。请先停止它,或用 DATA_DIR 指定别的目录。`, {
      cause,
    })
  }
  return () => lock.close()
}
