import { setTimeout as pause } from 'node:timers/promises'
import { stopBot } from '../office/live.ts'
import { makeSendingOffice, wake, type SendingOffice } from '../office/sending.ts'
import { inState, messagesTo, queue, reckon, rowsOf } from './deliveries.ts'
import type { Outcome } from './row.ts'
import { until } from './until.ts'

const PER_MINUTE = 20
const MINUTE_MS = 62_000
/** Long enough for anything that would leave to have left. */
const QUIET_MS = 500

/**
 * F17: a robot has more to say than it may, and the platform asks for a pause. Minutes pass by restarting the bot (and the
 * platform) with a later clock, so that nothing but the outbox can know how much has been said.
 */
export async function tooOften(messages: number): Promise<Outcome> {
  const queued = await fullRobot(messages)
  const paused = await refusedOnce()
  const figures = {
    ...queued,
    ...paused,
    lost: queued.lost + paused.lost,
    doubled: queued.doubled + paused.doubled,
  }
  return {
    figures,
    holds:
      queued.refused === 0 &&
      queued.mostAMinute <= PER_MINUTE &&
      queued.outOfOrder === 0 &&
      paused.duringPause === 0 &&
      figures.lost + figures.doubled === 0,
  }
}

async function fullRobot(messages: number) {
  const office = await makeSendingOffice({ members: 1, groups: 1 })
  const { platform } = office
  const [group = ''] = office.groups
  try {
    const wishes = messagesTo('robot', [group], messages, 0)
    await queue(office, wishes)
    let mostAMinute = 0
    let seen = 0
    for (let minute = 0; seen < messages; minute++) {
      const expected = Math.min(messages, seen + PER_MINUTE)
      // A second start within the same minute must not begin to count anew.
      for (const again of minute === 0 ? [false, true] : [false]) {
        const bot = await startLater(office, minute * MINUTE_MS)
        if (!again) await until('the minute is full', () => platform.shownIn({ group }).length >= expected)
        await pause(QUIET_MS)
        await stopBot(bot)
      }
      const now = platform.shownIn({ group }).length
      mostAMinute = Math.max(mostAMinute, now - seen)
      seen = now
    }
    const order = platform.shownIn({ group })
    const outOfOrder = wishes.filter(({ text }, index) => order[index] !== text).length
    const refused = platform.calls('webhook/send').filter(({ errcode }) => errcode !== 0).length
    const { lost, doubled, listed } = reckon(office)
    return { messages, mostAMinute, refused, outOfOrder, lost: lost + listed, doubled }
  } finally {
    office.remove()
  }
}

/** 45009 for the app and HTTP 429 for a robot: each rests, other robots do not, and in the end nothing is missing. */
async function refusedOnce() {
  const office = await makeSendingOffice({ members: 12, groups: 2 })
  const { platform } = office
  const [resting = '', other = ''] = office.groups
  try {
    const bot = await office.start()
    platform.fault({ kind: 'errcode', on: 'message/send', errcode: 45009 })
    platform.fault({ kind: 'status', on: 'webhook/send', status: 429 })
    await queue(office, [...messagesTo('app', office.userids, 1, 0), ...messagesTo('robot', [resting], 1, 0)])
    await wake(office)
    await until('both were refused', () => refusals(office) === 2)
    const before = platform.asked('message/send') + platform.asked('webhook/send')
    await queue(office, [
      ...messagesTo('app', office.userids, 11, 1),
      ...messagesTo('robot', [resting], 5, 1),
      ...messagesTo('robot', [other], 1, 2),
    ])
    await wake(office)
    await until('the other robot has spoken', () => platform.shownIn({ group: other }).length === 1)
    await pause(QUIET_MS)
    const duringPause = platform.asked('message/send') + platform.asked('webhook/send') - before - 1
    await stopBot(bot)
    const later = await startLater(office, 2 * MINUTE_MS)
    await until('everything is sent', () => inState(rowsOf(office), 'sent') === 19)
    await stopBot(later)
    const { lost, doubled, listed } = reckon(office)
    return { duringPause, lost: lost + listed, doubled }
  } finally {
    office.remove()
  }
}

function startLater(office: SendingOffice, ms: number) {
  office.platform.setOffset(ms)
  return office.start({ CLOCK_OFFSET_MS: String(ms) })
}

function refusals(office: SendingOffice): number {
  return rowsOf(office).filter(
    ({ state, attempt, error }) => state === 'pending' && attempt === 1 && error !== null,
  ).length
}
