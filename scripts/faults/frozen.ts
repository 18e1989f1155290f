import { setTimeout as pause } from 'node:timers/promises'
import { jitterMinutes } from '../../src/reminders/moments.ts'
import { stopBot } from '../office/live.ts'
import { makeSendingOffice, type SendingOffice } from '../office/sending.ts'
import { messagesTo, queue, rowsOf } from './deliveries.ts'
import type { Outcome } from './row.ts'
import { until } from './until.ts'

/** Slots, and as many messages that were set for the same second. */
const EACH = 25

/** The sweep looks every 20 seconds, a minute apart at the very worst. */
const MOST_MS = 30_000

/** Everything is due at this second of the bot's clock: half past nine and the minutes that follow from the names. */
const DUE = Date.parse('2026-11-25T09:35:00+08:00')

/**
 * F11: the bot's event loop stands still for three seconds around the second at which cron fires, the slots are due and so are
 * messages. All are sent once it goes on.
 */
export async function frozenAtTheSecond(rounds: number): Promise<Outcome> {
  const figures = { rounds, messages: 0, lost: 0, doubled: 0, longestMs: 0 }
  for (let round = 0; round < rounds; round++) {
    const { messages, lost, doubled, longestMs } = await freezeOnce()
    figures.messages += messages
    figures.lost += lost
    figures.doubled += doubled
    figures.longestMs = Math.max(figures.longestMs, longestMs)
  }
  const { lost, doubled, longestMs } = figures
  return { figures, holds: lost + doubled === 0 && longestMs <= MOST_MS }
}

async function freezeOnce() {
  const office = await makeSendingOffice({ members: EACH, groups: EACH, lines: dueTogether() })
  try {
    const { platform } = office
    const cronAt = nextCron(5000)
    const offset = DUE - cronAt
    platform.setOffset(offset)
    const dueAt = new Date(DUE)
    await queue(
      office,
      messagesTo('app', office.userids, EACH, 0).map(wish => ({ ...wish, dueAt })),
    )
    const bot = await office.start({ CLOCK_OFFSET_MS: String(offset) })
    await pause(cronAt - Date.now() - 1000)
    bot.kill('SIGSTOP')
    await pause(3000)
    bot.kill('SIGCONT')
    const wentOn = performance.now()
    await until('everything is sent', () => sentIn(office) === 2 * EACH, 2 * MOST_MS).catch(() => undefined)
    const longestMs = Math.round(performance.now() - wentOn)
    await stopBot(bot)
    const counts = [...platform.visible().values()]
    const doubled = counts.reduce((sum, count) => sum + count - 1, 0)
    return { messages: 2 * EACH, lost: 2 * EACH - counts.length, doubled, longestMs }
  } finally {
    office.remove()
  }
}

function sentIn(office: SendingOffice): number {
  return rowsOf(office).filter(({ state }) => state === 'sent').length
}

/** The next second 0, 20 or 40 of the machine's clock that is at least so far ahead. */
function nextCron(aheadMs: number): number {
  return Math.ceil((Date.now() + aheadMs) / 20_000) * 20_000
}

/** One duty for each group, all of them due in the same minute: the names are chosen so. */
function dueTogether(): string[] {
  const codes: string[] = []
  for (let number = 0; codes.length < EACH; number++)
    if (jitterMinutes(`duty-${number}`) === 5) codes.push(`duty-${number}`)
  const rule = 'rule: { kind: weekly, weekday: 3 }, leads: [0]'
  return [
    'duties:',
    ...codes.map(
      (code, index) =>
        `  - { kind: custom, code: ${code}, name: 事项${index}, group: 测试群${index}, ${rule} }`,
    ),
  ]
}
