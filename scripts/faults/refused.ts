import { setTimeout as pause } from 'node:timers/promises'
import { stopBot } from '../office/live.ts'
import { makeSendingOffice } from '../office/sending.ts'
import { inState, messagesTo, queue, rowsOf } from './deliveries.ts'
import type { Outcome } from './row.ts'
import { until } from './until.ts'

/** Errors that no repetition mends (security.md F19; page 90313). */
const APP = [40003, 40031, 40056, 40058, 45002, 48002, 60011, 60020, 60111, 81013, 301002]
const ROBOT = [93000, 93004, 93008, 40008, 45002]

/** F19: the platform refuses for good. Nothing is tried again, also not a day later, and each row says why. */
export async function refusedForGood(): Promise<Outcome> {
  const office = await makeSendingOffice({ members: APP.length, groups: ROBOT.length })
  const { platform } = office
  const messages = APP.length + ROBOT.length
  try {
    for (const errcode of APP) platform.fault({ kind: 'errcode', on: 'message/send', errcode })
    for (const errcode of ROBOT) platform.fault({ kind: 'errcode', on: 'webhook/send', errcode })
    await queue(office, [
      ...messagesTo('app', office.userids, APP.length, 0),
      ...messagesTo('robot', office.groups, ROBOT.length, 0),
    ])
    const bot = await office.start()
    await until('every message was refused', () => inState(rowsOf(office), 'failed') === messages)
    await stopBot(bot)
    const nextDay = await office.start({ CLOCK_OFFSET_MS: String(20 * 60 * 60 * 1000) })
    await pause(500)
    await stopBot(nextDay)
    const rows = rowsOf(office)
    const failed = inState(rows, 'failed')
    const withoutWords = rows.filter(({ error }) => !/\p{Script=Han}{4}/u.test(error ?? '')).length
    const repeated = platform.asked('message/send') + platform.asked('webhook/send') - messages
    const seen = platform.visible().size
    return {
      figures: { messages, failed, repeated, withoutWords, seen },
      holds: failed === messages && repeated + withoutWords + seen === 0,
    }
  } finally {
    office.remove()
  }
}
