import { stopBot } from '../office/live.ts'
import { makeSendingOffice, type SendingOffice } from '../office/sending.ts'
import { inState, queue, reckon, rowsOf, type Row, type Wish } from './deliveries.ts'
import type { Outcome } from './row.ts'
import { until } from './until.ts'

/** How many are under way at each kill. */
const AT_ONCE = 4

/**
 * F02: kill -9 after the platform has taken a message of the app and before that is written down. Each is sent again, the same
 * bytes, and the platform swallows it: it is seen once.
 */
export async function killedAfterAcceptedApp(cycles: number): Promise<Outcome> {
  const office = await makeSendingOffice({ members: 40, groups: 1 })
  try {
    const doubtful = await killEach(office, cycles, {
      call: 'message/send',
      wishes: cycle => wishesTo('app', office.userids, cycle),
      end: 'sent',
    })
    const { lost, doubled } = reckon(office)
    const messages = cycles * AT_ONCE
    const seen = [...office.platform.visible().values()].reduce((sum, count) => sum + count, 0)
    const swallowed = office.platform.asked('message/send') - seen
    return {
      figures: { cycles, messages, killedInDoubt: doubtful, swallowed, lost, doubled },
      holds: doubtful === messages && swallowed === messages && lost + doubled === 0,
    }
  } finally {
    office.remove()
  }
}

/**
 * F04: the same for the group's robot, where the platform cannot tell a repetition. Each is listed as doubtful and never sent
 * again by itself.
 */
export async function killedAfterAcceptedRobot(cycles: number): Promise<Outcome> {
  const office = await makeSendingOffice({ members: 1, groups: 40 })
  try {
    const doubtful = await killEach(office, cycles, {
      call: 'webhook/send',
      wishes: cycle => wishesTo('robot', office.groups, cycle),
      end: 'unknown',
    })
    const { lost, doubled } = reckon(office)
    const listed = listedAsDoubtful(office)
    const messages = cycles * AT_ONCE
    const sentAgain = office.platform.asked('webhook/send') - messages
    return {
      figures: { cycles, messages, killedInDoubt: doubtful, listed, sentAgain, lost, doubled },
      holds:
        doubtful === messages && listed === messages && sentAgain === 0 && lost === 0 && doubled === 0,
    }
  } finally {
    office.remove()
  }
}

interface Kills {
  /** The call whose answer is held back. */
  call: string
  wishes(cycle: number): Wish[]
  /** How each delivery ends after the restart. */
  end: Row['state']
}

/** Holds back the platform's answers, kills the bot once everything was seen, and starts it again. Returns how many were in doubt. */
async function killEach(office: SendingOffice, cycles: number, { call, wishes, end }: Kills): Promise<number> {
  const { platform } = office
  let doubtful = 0
  for (let cycle = 0; cycle < cycles; cycle++) {
    const messages = wishes(cycle)
    await queue(office, messages)
    platform.fault({ kind: 'delay', on: call, times: messages.length, delayMs: 60_000 })
    const killed = await office.start()
    await until('everything is seen', () => messages.every(({ text }) => platform.visible().has(text)))
    await stopBot(killed, 'SIGKILL')
    doubtful += inState(rowsOf(office), 'sending')
    platform.clearFaults()
    const bot = await office.start()
    await until(`everything is ${end}`, () => inState(rowsOf(office), end) === (cycle + 1) * AT_ONCE)
    await stopBot(bot, 'SIGKILL')
  }
  return doubtful
}

function wishesTo(channel: Wish['channel'], targets: string[], cycle: number): Wish[] {
  return Array.from({ length: AT_ONCE }, (_, index) => {
    const to = targets[(cycle * AT_ONCE + index) % targets.length] ?? ''
    return { channel, to, text: `第${cycle}轮第${index}条` }
  })
}

/** What the administrator sees: one line each, with words. */
function listedAsDoubtful(office: SendingOffice): number {
  const listed = JSON.parse(office.cli('outbox', '--state', 'unknown', '--json')) as { error: string | null }[]
  return listed.filter(({ error }) => error !== null && error !== '').length
}
