import { stopBot } from '../office/live.ts'
import { makeSendingOffice, wake } from '../office/sending.ts'
import { inState, messagesTo, queue, reckon, rowsOf } from './deliveries.ts'
import type { Outcome } from './row.ts'
import { until } from './until.ts'

// More than are sent at the same time, so that some are still to come when the token ends.
const MESSAGES = 100

/** F18: the access token ends while 100 messages are being sent. It is fetched once more, and every message needs one try. */
export async function expiredToken(rounds: number): Promise<Outcome> {
  const office = await makeSendingOffice({ members: MESSAGES, groups: 1 })
  const { platform } = office
  try {
    const bot = await office.start()
    platform.fault({ kind: 'delay', on: 'message/send', delayMs: 20, times: 1_000_000 })
    for (let round = 0; round < rounds; round++) {
      await queue(office, messagesTo('app', office.userids, MESSAGES, round))
      await wake(office)
      const before = round * MESSAGES
      await until('half are seen', () => platform.seen() >= before + MESSAGES / 2)
      platform.expireToken()
      await until('all have ended', () => inState(rowsOf(office), 'sent', 'failed') === before + MESSAGES)
    }
    await stopBot(bot)
    const { lost, doubled } = reckon(office)
    const tokens = platform.asked('gettoken')
    const expired = platform.calls('message/send').filter(({ errcode }) => errcode === 42001).length
    const triedAgain = rowsOf(office).filter(({ attempt }) => attempt > 1).length
    return {
      figures: { rounds, messages: rounds * MESSAGES, expired, tokens, triedAgain, lost, doubled },
      // The first one, and one more for each end.
      holds: tokens <= rounds + 1 && expired > 0 && triedAgain + lost + doubled === 0,
    }
  } finally {
    office.remove()
  }
}
