import { createHmac, randomBytes } from 'node:crypto'
import type { Trx } from '../ledger/ledger.ts'

export const LINK_MINUTES = 30

/** Makes a word that opens one export (see exportCode) once, for half an hour; only its keyed digest is kept. */
export async function makeFileLink(
  trx: Trx,
  key: Buffer,
  code: string,
  by: string,
  now: Date,
): Promise<string> {
  const word = randomBytes(24).toString('base64url')
  await trx
    .insertInto('bind_codes')
    .values({
      digest: digestOf(key, word),
      purpose: 'file',
      subject: code,
      made_by: by,
      expires_at: new Date(now.getTime() + LINK_MINUTES * 60_000).toISOString(),
      used_at: null,
    })
    .execute()
  return word
}

/** Uses the word up and returns the code of the export that it opens; undefined when it is unknown, used or too old. */
export async function useFileLink(
  trx: Trx,
  key: Buffer,
  word: string,
  now: Date,
): Promise<string | undefined> {
  const used = await trx
    .updateTable('bind_codes')
    .set({ used_at: now.toISOString() })
    .where('digest', '=', digestOf(key, word))
    .where('purpose', '=', 'file')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .returning('subject')
    .executeTakeFirst()
  return used?.subject
}

function digestOf(key: Buffer, word: string): string {
  return createHmac('sha256', key).update(`file ${word}`).digest('base64url')
}
