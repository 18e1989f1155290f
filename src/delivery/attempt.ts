import { LedgerUnavailable } from '../ledger/ledger.ts'
import type { Claimed } from './claim.ts'
import { finish, freezeBody } from './finish.ts'
import type { Attempt, Outcome } from './outcome.ts'
import type { DeliveryParts } from './parts.ts'
import { texts } from './texts.ts'

type Parts = Pick<DeliveryParts, 'ledger' | 'send' | 'commons' | 'clock' | 'log'>

/** What this process is doing at the moment, shared by all destinations. */
export interface Doing {
  /** Ids of deliveries that are being sent. */
  underWay: Set<string>
  stopping: boolean
}

/** A claim with the name under which the platform knows the target, if it does. */
export type ToSend = Claimed & { account: string | undefined }

/** Makes one try at a claimed delivery and writes how it ended. */
export async function tryOnce(parts: Parts, claimed: ToSend, doing: Doing): Promise<void> {
  const { commons, clock, log } = parts
  const started = performance.now()
  const outcome = await outcomeOf(parts, claimed)
  const ms = Math.round(performance.now() - started)
  if (outcome.kind === 'again' && outcome.pause !== undefined) {
    const now = clock.now().getTime()
    await commons.rates.pause(outcome.pause.key, now + outcome.pause.ms, now)
  }
  const isOurs = await written(parts, claimed, outcome, doing)
  const line = {
    event: 'delivery',
    channel: claimed.channel,
    chat: log.pseudonym(claimed.target),
    outcome: outcome.kind,
    count: claimed.attempt,
    ms,
    ...('errcode' in outcome && outcome.errcode !== undefined && { errcode: outcome.errcode }),
    ...(!isOurs && { state: 'taken over' }),
  }
  if (outcome.kind === 'sent') log.info(line)
  else log.warn(line)
}

async function outcomeOf(parts: Parts, claimed: ToSend): Promise<Outcome> {
  const { channel, body, account } = claimed
  if (account === undefined) return { kind: 'failed', why: texts.noAccount }
  if (body === '') return { kind: 'failed', why: texts.bodyGone }
  try {
    return await parts.send[channel](attemptOf(parts, claimed, account))
  } catch (error) {
    parts.log.error({ event: 'delivery.sender.failed', channel }, error)
    return { kind: 'unknown', why: texts.perhapsSent(channel) }
  }
}

function attemptOf({ ledger }: Parts, claimed: Claimed, account: string): Attempt {
  const { id, channel, body, attempt } = claimed
  return {
    id,
    channel,
    target: account,
    body,
    attempt,
    async freeze(frozen) {
      const isOurs = await ledger.write(trx => freezeBody(trx, claimed, frozen))
      if (!isOurs) throw new Error('freezing a body: the lease is over and another try has begun')
    },
  }
}

// Together as long as a lease: after that somebody else may have taken it up.
const PATIENCE = 40
const PAUSE_MS = 250

/** A ledger that fails for a moment must not make a doubtful delivery out of one whose end is known. */
async function written(
  { ledger, clock, log }: Parts,
  claimed: Claimed,
  outcome: Outcome,
  doing: Doing,
): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    try {
      return await ledger.write(trx => finish(trx, claimed, outcome, clock.now()))
    } catch (error) {
      if (!(error instanceof LedgerUnavailable) || tries === PATIENCE || doing.stopping) throw error
      log.error({ event: 'delivery.finish.failed', channel: claimed.channel }, error)
    }
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
  }
}
