import { setTimeout as pause } from 'node:timers/promises'
import { stopBot } from '../office/live.ts'
import { makeSendingOffice, type SendingOffice } from '../office/sending.ts'
import { inState, queue, reckon, rowsOf, type Wish } from './deliveries.ts'
import type { Outcome } from './row.ts'
import { until } from './until.ts'

/** New messages of each channel in each cycle. */
const EACH = 6

/** Within this time after a start everything of a cycle falls due. */
const SPAN_MS = 600

/**
 * F05: kill -9 at any moment, also while the program starts, while messages fall due. In the end every message of the app was
 * seen exactly once, every message of a robot at most once, and one that is missing is listed as doubtful.
 */
export async function killedAtAnyMoment(cycles: number, random: () => number): Promise<Outcome> {
  const office = await makeSendingOffice({ members: 40, groups: 40 })
  const { platform } = office
  try {
    // Answers take a while, so that many kills fall between what the platform did and what the bot knows of it.
    platform.fault({ kind: 'delay', delayMs: 100, times: 1_000_000 })
    const startMs = await measuredStart(office)
    let busyKills = 0
    for (let cycle = 0; cycle < cycles; cycle++) {
      const now = Date.now()
      const dueAt = () => new Date(now + startMs + random() * SPAN_MS)
      const wishes = Array.from({ length: EACH }, (_, index): Wish[] => {
        const turn = cycle * EACH + index
        const userid = office.userids[turn % 40] ?? ''
        const group = office.groups[turn % 40] ?? ''
        return [
          { channel: 'app', to: userid, text: `应用第${turn}条`, dueAt: dueAt() },
          { channel: 'robot', to: group, text: `群里第${turn}条`, dueAt: dueAt() },
        ]
      })
      await queue(office, wishes.flat())
      const bot = office.spawn()
      await pause(startMs / 2 + random() * (startMs / 2 + SPAN_MS))
      await stopBot(bot, 'SIGKILL')
      if (inState(rowsOf(office), 'sending') > 0) busyKills += 1
    }
    const bot = await office.start()
    await until('everything has ended', () => inState(rowsOf(office), 'pending', 'sending') === 0, 90_000)
    await stopBot(bot)
    const { lost, doubled, listed } = reckon(office)
    const messages = 2 * EACH * cycles
    return { figures: { cycles, messages, busyKills, listed, lost, doubled }, holds: lost + doubled === 0 }
  } finally {
    office.remove()
  }
}

async function measuredStart(office: SendingOffice): Promise<number> {
  const started = performance.now()
  await stopBot(await office.start())
  return performance.now() - started
}
