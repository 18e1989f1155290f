import type { Trx } from '../ledger/ledger.ts'

const KEY = 'sweep_watermark'

/** A watermark further ahead of the clock than this means that the clock went back. */
const MOST_AHEAD_MS = 2 * 60 * 60 * 1000

export interface Watermark {
  /** Everything due until then was looked at. */
  since: Date
  /** The clock had stood later before: the watermark starts anew, and the unique slots keep anything from going out twice. */
  clockWentBack: boolean
}

/** Reads until when the last sweep looked. The first sweep of a ledger looks at nothing that lies behind it. */
export async function readWatermark(trx: Trx, now: Date): Promise<Watermark> {
  const since = await lastSweep(trx)
  if (since === undefined) return { since: now, clockWentBack: false }
  const clockWentBack = since.getTime() - now.getTime() > MOST_AHEAD_MS
  return { since: clockWentBack ? now : since, clockWentBack }
}

export async function writeWatermark(trx: Trx, { since }: Watermark, now: Date): Promise<void> {
  const value = (since > now ? since : now).toISOString()
  await trx
    .insertInto('meta')
    .values({ key: KEY, value })
    .onConflict(conflict => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/** Until when the last sweep looked; undefined before the first one. */
export async function lastSweep(db: Trx): Promise<Date | undefined> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', KEY).executeTakeFirst()
  return row === undefined ? undefined : new Date(row.value)
}

/**
 * What was given up because a clock had jumped ahead lies ahead again: it was never sent, so that it may still be. Slots
 * with deliveries stay taken.
 */
export async function forgetMissedAhead(trx: Trx, now: Date): Promise<void> {
  await trx
    .deleteFrom('slots')
    .where('state', '=', 'missed')
    .where('due_at', '>', now.toISOString())
    .execute()
}
