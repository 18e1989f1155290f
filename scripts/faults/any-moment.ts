import { setTimeout as pause } from 'node:timers/promises'
import { stopBot } from '../office/live.ts'
import { makeSendingOffice } from '../office/sending.ts'
import { inState, queue, reckon, rowsOf, type Wish } from './deliveries.ts'
import type { Outcome } from './row.ts'
import { until } from './until.ts'

/** New messages of each channel in each cycle. */
const EACH = 6

/** The bot starts and sends within this time; longer ago nothing more happens. */
const SPAN_MS = 2500

/**
 * F05: kill -9 at any moment, from the start of the program on, while messages fall due. In the end every message of the app was
 * seen exactly once, every message of a robot at most once, and one that is missing is listed as doubtful.
 */
export async function killedAtAnyMoment(cycles: number, random: () => number): Promise<Outcome> {
  const office = await makeSendingOffice({ members: 40, groups: 40 })
  const { platform } = office
  try {
    // Answers take a while, so that many kills fall between what the platform did and what the bot knows of it.
    platform.fault({ kind: 'delay', delayMs: 40, times: 1_000_000 })
    let busyKills = 0
    for (let cycle = 0; cycle < cycles; cycle++) {
      const now = Date.now()
      const dueAt = () => new Date(now + random() * SPAN_MS)
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
      await pause(random() * SPAN_MS)
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
