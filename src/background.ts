import type { Clock } from './clock.ts'
import { dropOldBodies } from './delivery/retention.ts'
import { every } from './every.ts'
import { sealAudit } from './ledger/audit.ts'
import type { Ledger } from './ledger/ledger.ts'
import { dropOld } from './ledger/retention.ts'
import type { Log } from './log.ts'
import { dropOldNotices } from './notices/store.ts'
import type { WebhookKeys } from './webhook-keys.ts'

const HOUR_MS = 60 * 60 * 1000

export interface BackgroundParts {
  ledger: Ledger
  auditKey: Buffer
  webhookKeys: WebhookKeys
  clock: Clock
  log: Log
}

/** What goes on beside the messages: the audit chain is sealed, what has had its time is dropped, new webhook keys are seen. */
export function startBackground({ ledger, auditKey, webhookKeys, clock, log }: BackgroundParts): {
  stop(): Promise<void>
} {
  const failed = (event: string) => (error: unknown) => log.error({ event }, error)
  const jobs = [
    every(1000, () => sealAudit(ledger, auditKey), failed('seal.failed')),
    every(20_000, webhookKeys.refresh, failed('webhook-keys.failed')),
    every(HOUR_MS, () => dropAllOld(ledger, clock.now()), failed('retention.failed')),
  ]
  return {
    async stop() {
      for (const job of jobs) await job.stop()
    },
  }
}

async function dropAllOld(ledger: Ledger, now: Date): Promise<void> {
  await dropOld(ledger, now)
  await ledger.write(async trx => {
    await dropOldBodies(trx, now)
    await dropOldNotices(trx, now)
  })
}
