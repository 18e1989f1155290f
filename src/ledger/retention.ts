import type { Ledger } from './ledger.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

/** How long each thing is kept. */
export const kept = {
  replyHours: 24,
  /** Far longer than the hour, at most, in which a repeated message still has a valid time. */
  inboxDays: 30,
  claimDays: 30,
  marksYears: 3,
} as const

/** Drops what has had its time, in one unit. Cheap when there is nothing to drop. */
export async function dropOld(ledger: Ledger, now: Date): Promise<void> {
  const before = (ms: number) => new Date(now.getTime() - ms).toISOString()
  await ledger.write(async trx => {
    const replyDay = before(kept.replyHours * HOUR_MS)
    await trx
      .updateTable('inbox')
      .set({ reply: null })
      .where('received_at', '<', replyDay)
      .where('reply', 'is not', null)
      .execute()
    await trx
      .deleteFrom('inbox')
      .where('received_at', '<', before(kept.inboxDays * DAY_MS))
      .execute()
    await trx.deleteFrom('conversations').where('until', '<', now.toISOString()).execute()
    await trx.deleteFrom('bind_codes').where('expires_at', '<', before(DAY_MS)).execute()
    await trx
      .deleteFrom('identity_claims')
      .where('asked_at', '<', before(kept.claimDays * DAY_MS))
      .execute()
    // Calendar years: a mark of 2026 goes with the end of 2029.
    const firstYear = `${now.getUTCFullYear() - kept.marksYears}-01-01T00:00:00.000Z`
    await trx
      .deleteFrom('marks')
      .where('session_id', 'in', ({ selectFrom }) =>
        selectFrom('sessions').select('sessions.id').where('starts_at', '<', firstYear),
      )
      .execute()
    await trx
      .deleteFrom('duty_facts')
      .where('occurrence', '<>', '')
      .where('occurrence', '<', firstYear.slice(0, 10))
      .execute()
    // What the audit says about a person goes with the marks; its digest stays, so the chain still holds.
    await trx
      .updateTable('audit')
      .set({ detail: null, salt: null })
      .where('at', '<', firstYear)
      .where('detail', 'is not', null)
      .execute()
  })
}
