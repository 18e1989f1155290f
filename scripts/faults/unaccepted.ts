import { stopBot } from '../office/live.ts'
import { makeSendingOffice, wake, type SendingOffice } from '../office/sending.ts'
import { messagesTo, queue, reckon, rowsOf, type Wish } from './deliveries.ts'
import type { Outcome } from './row.ts'
import { until } from './until.ts'

const AT_ONCE = 4

/** What may pass from the restart until everybody has seen it. */
const MOST_MS = 10_000

/**
 * F03: kill -9 before the platform has taken a message. A message of the app hangs on the platform's doorstep when the bot is
 * killed; a robot's was refused because nobody listened. Both leave after the restart.
 */
export async function killedBeforeAccepted(cycles: number): Promise<Outcome> {
  const office = await makeSendingOffice({ members: 40, groups: 40 })
  try {
    let longestMs = 0
    for (let cycle = 0; cycle < cycles; cycle++) {
      const isApp = cycle % 2 === 0
      const wishes = messagesTo(
        isApp ? 'app' : 'robot',
        isApp ? office.userids : office.groups,
        AT_ONCE,
        cycle,
      )
      await killWhileWaiting(office, wishes, isApp ? hanging : unreachable)
      const started = performance.now()
      const bot = await office.start()
      await until('everything is seen', () => isSeen(office, wishes))
      longestMs = Math.max(longestMs, performance.now() - started)
      await until('everything is sent', () => rowsOf(office).every(({ state }) => state === 'sent'))
      await stopBot(bot, 'SIGKILL')
    }
    const { lost, doubled, listed } = reckon(office)
    const messages = cycles * AT_ONCE
    return {
      figures: { cycles, messages, lost, doubled, longestMs: Math.round(longestMs) },
      holds: lost + doubled + listed === 0 && longestMs <= MOST_MS,
    }
  } finally {
    office.remove()
  }
}

/** Something that keeps the platform from taking anything; returns when the bot has met it, with how to end it. */
type Trouble = (
  office: SendingOffice,
  wishes: Wish[],
  send: () => Promise<void>,
) => Promise<() => Promise<void>>

async function killWhileWaiting(office: SendingOffice, wishes: Wish[], trouble: Trouble): Promise<void> {
  const bot = await office.start()
  const end = await trouble(office, wishes, async () => {
    await queue(office, wishes)
    await wake(office)
  })
  await stopBot(bot, 'SIGKILL')
  await end()
  if (wishes.some(({ text }) => office.platform.visible().has(text))) throw new Error('it was accepted')
}

const hanging: Trouble = async ({ platform }, wishes, send) => {
  const before = platform.asked('message/send')
  platform.fault({ kind: 'hang', on: 'message/send', times: wishes.length })
  await send()
  await until('every call hangs', () => platform.asked('message/send') === before + wishes.length)
  return async () => platform.clearFaults()
}

const unreachable: Trouble = async (office, wishes, send) => {
  await office.platform.close()
  await send()
  const texts = new Set(wishes.map(({ text }) => text))
  const tried = () =>
    rowsOf(office).filter(row => texts.has(row.text) && row.state === 'pending' && row.attempt > 0)
  await until('every call was refused', () => tried().length === wishes.length)
  return () => office.platform.reopen()
}

function isSeen({ platform }: SendingOffice, wishes: Wish[]): boolean {
  const visible = platform.visible()
  return wishes.every(({ text }) => visible.has(text))
}
