import { createHmac, randomInt } from 'node:crypto'
import type { Trx } from '../ledger/ledger.ts'
import type { BindCodesTable } from '../ledger/tables.ts'

export const CODE_MINUTES = 30

/** Makes a six-digit code that ties a group or a person once; only its keyed digest is kept. */
export async function makeBindCode(
  trx: Trx,
  key: Buffer,
  made: Pick<BindCodesTable, 'purpose' | 'subject'> & { by: string; now: Date },
): Promise<string> {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const row = {
    digest: digestOf(key, code),
    purpose: made.purpose,
    subject: made.subject,
    made_by: made.by,
    expires_at: new Date(made.now.getTime() + CODE_MINUTES * 60_000).toISOString(),
    used_at: null,
  }
  // The same six digits may have been given out before: the newer meaning holds.
  await trx
    .insertInto('bind_codes')
    .values(row)
    .onConflict(conflict => conflict.column('digest').doUpdateSet(row))
    .execute()
  return code
}

/**
 * Uses a code up, if it is known, unused and not too old. A code for the other purpose, or not for whoever sends it,
 * stays unused.
 */
export async function useBindCode(
  trx: Trx,
  key: Buffer,
  code: string,
  purpose: BindCodesTable['purpose'],
  now: Date,
  isForThem: (subject: string) => Promise<boolean> = async () => true,
): Promise<{ subject: string } | 'unknown' | 'other-purpose' | 'not-theirs'> {
  const digest = digestOf(key, code)
  const waiting = await trx
    .selectFrom('bind_codes')
    .select(['purpose', 'subject'])
    .where('digest', '=', digest)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  if (waiting === undefined) return 'unknown'
  if (waiting.purpose !== purpose) return 'other-purpose'
  if (!(await isForThem(waiting.subject))) return 'not-theirs'
  // Whoever changes the row has used it; a second one at the same moment finds it used.
  const used = await trx
    .updateTable('bind_codes')
    .set({ used_at: now.toISOString() })
    .where('digest', '=', digest)
    .where('used_at', 'is', null)
    .returning('subject')
    .executeTakeFirst()
  return used ?? 'unknown'
}

/** Takes personal codes among some digits back that are still good. Returns whom they were for. */
export async function withdrawShownCodes(
  trx: Trx,
  key: Buffer,
  codes: readonly string[],
  now: Date,
): Promise<string[]> {
  const digests = codes.map(code => digestOf(key, code))
  const withdrawn = await trx
    .updateTable('bind_codes')
    .set({ used_at: now.toISOString() })
    .where('digest', 'in', digests)
    .where('purpose', '=', 'person')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .returning('subject')
    .execute()
  return withdrawn.map(({ subject }) => subject)
}

function digestOf(key: Buffer, code: string): string {
  return createHmac('sha256', key).update(code).digest('base64url')
}
