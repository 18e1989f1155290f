import { join } from 'node:path'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'

/** Asks an office's ledger from outside, whether the bot runs or not. */
export function askLedger(
  { dataDirectory }: { dataDirectory: string },
  sql: string,
): Record<string, SQLOutputValue>[] {
  const ledger = new DatabaseSync(join(dataDirectory, 'ledger.sqlite'), { readOnly: true, timeout: 3000 })
  try {
    return ledger.prepare(sql).all()
  } finally {
    ledger.close()
  }
}
