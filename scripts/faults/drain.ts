import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { stopBot, tell } from '../office/live.ts'
import { makeSendingOffice, type SendingOffice } from '../office/sending.ts'
import { inState, messagesTo, queue, reckon, rowsOf } from './deliveries.ts'
import { sendHalf } from './half-sent.ts'
import { askLedger } from './ledger.ts'
import type { Outcome } from './row.ts'
import { until } from './until.ts'

/** Due at each stop on each channel; half of it is under way. */
const EACH = 8
/** Members who never stop talking. */
const SPEAKERS = 8
/** Callbacks whose second half arrives only after the signal. */
const HALF_SENT = 3
/** What security.md F06 allows. */
const MOST_MS = 5000

/**
 * F06: SIGTERM under load. The bot answers the callbacks that had begun, ends with 0 within five seconds, leaves no delivery in
 * doubt, and everything is seen once in the end. In every second drain a call of the platform hangs.
 */
export async function drained(drains: number, random: () => number): Promise<Outcome> {
  const office = await makeSendingOffice({ members: 40, groups: 40 })
  try {
    const ends: End[] = []
    for (let drain = 0; drain < drains; drain++) ends.push(await drainOnce(office, drain, random() * 300))
    const bot = await office.start()
    await until('everything has ended', () => inState(rowsOf(office), 'pending', 'sending') === 0, 90_000)
    await stopBot(bot)
    const { lost, doubled, listed } = reckon(office)
    const forgotten = missingIn(office, new Set(ends.flatMap(({ acknowledged }) => acknowledged)))
    const slowest = (isHanging: boolean) =>
      Math.max(0, ...ends.filter((_, drain) => hangsIn(drain) === isHanging).map(({ ms }) => ms))
    const figures = {
      drains,
      messages: 2 * EACH * drains,
      acknowledged: ends.flatMap(({ acknowledged }) => acknowledged).length,
      lost: lost + listed + forgotten,
      doubled,
      begun: HALF_SENT * drains,
      begunUnanswered: sum(ends.map(({ begunUnanswered }) => begunUnanswered)),
      stuck: sum(ends.map(({ stuck }) => stuck)),
      notZero: ends.filter(({ code }) => code !== 0).length,
      slowestMs: slowest(false),
      slowestHangingMs: slowest(true),
    }
    return { figures, holds: isClean(figures) }
  } finally {
    office.remove()
  }
}

function isClean(figures: Record<'begunUnanswered' | 'stuck' | 'notZero' | 'lost' | 'doubled', number>) {
  const { begunUnanswered, stuck, notZero, lost, doubled } = figures
  return begunUnanswered + stuck + notZero + lost + doubled === 0
}

/** How one stop went. */
interface End {
  code: number | null
  ms: number
  acknowledged: string[]
  begunUnanswered: number
  /** Deliveries that were neither finished nor given back. */
  stuck: number
}

async function drainOnce(office: SendingOffice, drain: number, waitMs: number): Promise<End> {
  const { platform, port, userids, groups } = office
  await queue(office, [
    ...messagesTo('app', userids, EACH, drain),
    ...messagesTo('robot', groups, EACH, drain),
  ])
  if (hangsIn(drain)) platform.fault({ kind: 'hang', on: 'message/send' })
  platform.fault({ kind: 'delay', delayMs: 150, times: 1_000_000 })
  const bot = await office.start()
  const speaking = { stopped: false }
  const speakers = userids.slice(0, SPEAKERS).map(userid => keepSaying(office, userid, drain, speaking))
  const half = await Promise.all(
    Array.from({ length: HALF_SENT }, (_, index) => sendHalf(port, `half-${drain}-${index}`)),
  )
  await pause(waitMs)
  const told = performance.now()
  const gone = stopBot(bot)
  await pause(100)
  const answered = await Promise.all(half.map(finish => finish()))
  const code = await codeWithin(bot, gone, MOST_MS)
  const ms = Math.round(performance.now() - told)
  speaking.stopped = true
  const acknowledged = (await Promise.all(speakers)).flat()
  await stopBot(bot, 'SIGKILL')
  platform.clearFaults()
  return {
    code,
    ms,
    acknowledged,
    begunUnanswered: answered.filter(isAnswered => !isAnswered).length,
    stuck: inState(rowsOf(office), 'sending', 'unknown'),
  }
}

function hangsIn(drain: number): boolean {
  return drain % 2 === 1
}

/** The bot's exit code; null when it goes on for longer than it may, or ended by another signal. */
async function codeWithin(bot: ChildProcess, gone: Promise<void>, mostMs: number): Promise<number | null> {
  await Promise.race([gone, pause(mostMs, undefined, { ref: false })])
  return bot.exitCode
}

/** Says one thing after the other on a connection that is kept; returns the ids of what was answered. */
async function keepSaying(
  office: SendingOffice,
  userid: string,
  drain: number,
  speaking: { stopped: boolean },
): Promise<string[]> {
  const acknowledged: string[] = []
  for (let said = 0; !speaking.stopped; said++) {
    const msgid = `${userid}-${drain}-${said}`
    try {
      await tell(office, { msgid, userid, text: '请假' })
    } catch {
      // The bot accepts nothing more; the platform would say it again.
      break
    }
    acknowledged.push(msgid)
  }
  return acknowledged
}

/** How many messages were answered with 200 and are not in the ledger. */
function missingIn(office: SendingOffice, acknowledged: Set<string>): number {
  const kept = new Set(askLedger(office, 'select msgid from inbox').map(({ msgid }) => msgid))
  return [...acknowledged].filter(msgid => !kept.has(msgid)).length
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
