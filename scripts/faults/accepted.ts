import { stopBot } from '../office/live.ts'
import { makeSendingOffice, wake, type SendingOffice } from '../office/sending.ts'
import {
  inState,
  listedInDoubt,
  messagesTo,
  queue,
  reckon,
  rowsOf,
  type Row,
  type Wish,
} from './deliveries.ts'
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
    const { platform, userids } = office
    const wishes = (cycle: number) => messagesTo('app', userids, AT_ONCE, cycle)
    const killedInDoubt = await killEach(office, cycles, { call: 'message/send', wishes, end: 'sent' })
    const { lost, doubled } = reckon(office)
    const messages = cycles * AT_ONCE
    const swallowed = platform.asked('message/send') - platform.seen()
    return {
      figures: { cycles, messages, killedInDoubt, swallowed, lost, doubled },
      holds: killedInDoubt === messages && swallowed === messages && lost + doubled === 0,
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
    const { platform, groups } = office
    const wishes = (cycle: number) => messagesTo('robot', groups, AT_ONCE, cycle)
    const killedInDoubt = await killEach(office, cycles, { call: 'webhook/send', wishes, end: 'unknown' })
    const { lost, doubled } = reckon(office)
    const messages = cycles * AT_ONCE
    const listed = await listedInDoubt(office)
    const sentAgain = platform.asked('webhook/send') - messages
    return {
      figures: { cycles, messages, killedInDoubt, listed, sentAgain, lost, doubled },
      holds: killedInDoubt === messages && listed === messages && sentAgain + lost + doubled === 0,
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

/**
 * Holds back the platform's answers, kills the bot once everything was seen, and starts it again. Returns how many deliveries
 * were in doubt.
 */
async function killEach(
  office: SendingOffice,
  cycles: number,
  { call, wishes, end }: Kills,
): Promise<number> {
  const { platform } = office
  let killedInDoubt = 0
  for (let cycle = 0; cycle <= cycles; cycle++) {
    const bot = await office.start()
    await until(`everything is ${end}`, () => inState(rowsOf(office), end) === cycle * AT_ONCE)
    if (cycle === cycles) await stopBot(bot)
    else {
      const messages = wishes(cycle)
      platform.fault({ kind: 'delay', on: call, times: messages.length, delayMs: 60_000 })
      await queue(office, messages)
      await wake(office)
      await until('everything is seen', () => messages.every(({ text }) => platform.visible().has(text)))
      await stopBot(bot, 'SIGKILL')
      platform.clearFaults()
      killedInDoubt += inState(rowsOf(office), 'sending')
    }
  }
  return killedInDoubt
}
