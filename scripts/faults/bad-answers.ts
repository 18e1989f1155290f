import { stopBot } from '../office/live.ts'
import { makeSendingOffice, wake, type SendingOffice } from '../office/sending.ts'
import { inState, messagesTo, queue, reckon, rowsOf } from './deliveries.ts'
import type { Outcome } from './row.ts'
import { until } from './until.ts'

/** As many as the bot sends at the same time. */
const AT_ONCE = 8

/** What security.md F16 allows. */
const MOST_TRIES = 6
const MOST_MS = 120_000

/**
 * F16: the platform answers badly. First a page instead of JSON, a reset, no answer at all, and one after seven seconds, two
 * messages each; then 502 three times for every message.
 */
export async function badAnswers(): Promise<Outcome> {
  const office = await makeSendingOffice({ members: 2 * AT_ONCE, groups: 1 })
  const { platform } = office
  try {
    const bot = await office.start()
    platform.fault({ kind: 'html', on: 'message/send', times: 2 })
    platform.fault({ kind: 'reset', on: 'message/send', times: 2 })
    platform.fault({ kind: 'hang', on: 'message/send', times: 2 })
    platform.fault({ kind: 'delay', on: 'message/send', times: 2, delayMs: 7000 })
    const mixedMs = await sendAll(office, 0)
    platform.fault({ kind: 'status', on: 'message/send', times: 3 * AT_ONCE, status: 502 })
    const gatewayMs = await sendAll(office, 1)
    await stopBot(bot)
    const { lost, doubled } = reckon(office)
    const tries = rowsOf(office).map(({ attempt }) => attempt)
    const requests = platform.asked('message/send')
    const mostTries = Math.max(...tries)
    const figures = { messages: 2 * AT_ONCE, requests, mostTries, lost, doubled, mixedMs, gatewayMs }
    const isCounted = requests === tries.reduce((sum, count) => sum + count, 0)
    return {
      figures,
      holds:
        isCounted &&
        mostTries <= MOST_TRIES &&
        lost + doubled === 0 &&
        Math.max(mixedMs, gatewayMs) <= MOST_MS,
    }
  } finally {
    office.remove()
  }
}

/** Sends one message to each of eight members and returns how long it took until all had arrived. */
async function sendAll(office: SendingOffice, turn: number): Promise<number> {
  const started = performance.now()
  await queue(office, messagesTo('app', office.userids, AT_ONCE, turn))
  await wake(office)
  await until('all are sent', () => inState(rowsOf(office), 'sent') === (turn + 1) * AT_ONCE, MOST_MS)
  return Math.round(performance.now() - started)
}
