import type { Ledger, Trx } from './ledger.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

/** How long each thing is kept. */
export const kept = {
  replyHours: 24,
  /** Far longer than the hour, at most, in which a repeated message still has a valid time. */
  inboxDays: 30,
  claimDays: 30,
  /** A chain is edited for days, not for months. */
  chainDays: 60,
  marksYears: 3,
  /** What a rule answer answered, for 👎: as long as the reply itself. */
  ruleQuestionHours: 24,
  /** An answer that was shown and never confirmed. */
  answerDraftHours: 24,
  openQuestionDays: 365,
  opinionDays: 365,
} as const

/** Drops what has had its time, in one unit. Cheap when there is nothing to drop. */
export async function dropOld(ledger: Ledger, now: Date): Promise<void> {
  const before = (ms: number) => new Date(now.getTime() - ms).toISOString()
  await ledger.write(async trx => {
    const replyDay = before(kept.replyHours * HOUR_MS)
    await trx
      .updateTable('inbox')
      .set({ reply: null, card: null })
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
    await dropOldQuestions(trx, before)
    // Calendar years: a mark of 2026 goes with the end of 2029, and what else belongs to its session with it.
    const firstYear = `${now.getUTCFullYear() - kept.marksYears}-01-01T00:00:00.000Z`
    for (const table of ['marks', 'makeups', 'correction_requests', 'cards', 'session_counts'] as const)
      await trx
        .deleteFrom(table)
        .where('session_id', 'in', ({ selectFrom }) =>
          selectFrom('sessions').select('sessions.id').where('starts_at', '<', firstYear),
        )
        .execute()
    await trx
      .deleteFrom('chain_editions')
      .where('at', '<', before(kept.chainDays * DAY_MS))
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

/** Open questions go a year after they were last asked; what the office answered stays with its question. */
async function dropOldQuestions(trx: Trx, before: (ms: number) => string): Promise<void> {
  await trx
    .deleteFrom('rule_questions')
    .where('asked_at', '<', before(kept.ruleQuestionHours * HOUR_MS))
    .execute()
  await trx
    .deleteFrom('faq')
    .where('state', '=', 'draft')
    .where('answered_at', '<', before(kept.answerDraftHours * HOUR_MS))
    .execute()
  const old = trx
    .selectFrom('gaps')
    .select('gaps.id')
    .where('last_at', '<', before(kept.openQuestionDays * DAY_MS))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('faq').select('faq.id').whereRef('faq.gap_id', '=', 'gaps.id'))),
    )
  await trx.deleteFrom('gap_voices').where('gap_id', 'in', old).execute()
  await trx.deleteFrom('gap_wishes').where('gap_id', 'in', old).execute()
  await trx.deleteFrom('gaps').where('id', 'in', old).execute()
  await trx
    .deleteFrom('opinions')
    .where('said_at', '<', before(kept.opinionDays * DAY_MS))
    .execute()
}
