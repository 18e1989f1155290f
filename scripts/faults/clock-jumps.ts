import { setTimeout as pause } from 'node:timers/promises'
import { stopBot } from '../office/live.ts'
import { makeSendingOffice, type SendingOffice } from '../office/sending.ts'
import { inState, rowsOf } from './deliveries.ts'
import { askLedger } from './ledger.ts'
import type { Outcome } from './row.ts'
import { until } from './until.ts'

/** Where the clock is put, one after the other: an hour on, an hour back, into another year, back, and on over days. */
const PATH = [
  '2026-11-25T09:00:00+08:00',
  '2026-11-25T10:00:00+08:00',
  '2026-11-25T09:00:00+08:00',
  '2027-01-01T09:00:00+08:00',
  '2026-11-25T10:30:00+08:00',
  '2026-11-26T10:00:00+08:00',
  '2026-11-30T14:00:00+08:00',
]
const LAST = '2026-12-11T16:00:00+08:00'
const BEGIN = Date.parse(PATH[0] ?? '')

const DAY_MS = 24 * 60 * 60 * 1000

/** A jump lands on the same day, a day back or a day or two ahead, between eight in the morning and two in the afternoon. */
const DAYS = [-1, 0, 0, 1, 2]
const HOURS_MS = 6 * 60 * 60 * 1000

/**
 * F10: the clock jumps between restarts, ahead and back. Every working day at half past nine one thing is due in a group and one
 * in private: no slot goes out twice, and in the end every one was sent or is listed as missed.
 */
export async function clockJumps(jumps: number, random: () => number): Promise<Outcome> {
  const office = await makeSendingOffice({ members: 2, groups: 1, lines: daily('测试群0', 'member1') })
  try {
    const path = [...PATH.map(Date.parse), ...randomPath(jumps - PATH.length - 1, random), Date.parse(LAST)]
    for (const at of path) await standAt(office, at)
    const slots = slotsOf(office)
    // The bot also tells the administrator of a holiday table that is missing; that is not what is counted here.
    const visible = [...office.platform.visible()].filter(([text]) => OURS.test(text))
    const due = slots.filter(({ dueAt }) => dueAt > BEGIN && dueAt <= Date.parse(LAST))
    const missed = due.filter(({ state }) => state === 'missed').length
    const figures = {
      jumps: path.length,
      due: dueUntil(Date.parse(LAST)),
      sentLate: visible.filter(([text]) => text.startsWith('补发')).length,
      missed,
      lost: dueUntil(Date.parse(LAST)) - visible.length - missed,
      doubled: visible.reduce((sum, [, count]) => sum + count - 1, 0) + sentWithoutShowing(office),
      ahead: slots.length - due.length,
    }
    const { lost, doubled, ahead, sentLate } = figures
    return { figures, holds: lost === 0 && doubled === 0 && ahead === 0 && sentLate > 0 && missed > 0 }
  } finally {
    office.remove()
  }
}

/** Starts the bot at an instant, lets it do what it has to, and stops it. */
async function standAt(office: SendingOffice, at: number): Promise<void> {
  const offset = at - Date.now()
  office.platform.setOffset(offset)
  const sweptBefore = lastSweep(office)
  const bot = await office.start({ CLOCK_OFFSET_MS: String(offset) })
  // A sweep whose clock stands behind the last one leaves no trace of its time.
  if (at > sweptBefore || sweptBefore - at > 2 * 60 * 60 * 1000)
    await until('it has swept', () => lastSweep(office) !== sweptBefore)
  else await pause(500)
  await until('it has sent', () => inState(rowsOf(office), 'pending', 'sending') === 0)
  await stopBot(bot)
}

function randomPath(jumps: number, random: () => number): number[] {
  const path: number[] = []
  let day = Date.parse('2026-11-30T08:00:00+08:00')
  for (let jump = 0; jump < jumps; jump++) {
    day += (DAYS[Math.floor(random() * DAYS.length)] ?? 0) * DAY_MS
    path.push(Math.round(Math.min(Math.max(day + random() * HOURS_MS, BEGIN), Date.parse(LAST))))
  }
  return path
}

/** A group and a member are told something on every working day, at half past nine and some minutes. */
function daily(group: string, userid: string): string[] {
  const days = ['一', '二', '三', '四', '五']
  const rule = (weekday: number) => `rule: { kind: weekly, weekday: ${weekday} }, leads: [0]`
  return [
    'duties:',
    ...days.flatMap((day, index) => [
      `  - { kind: custom, code: group-${index}, name: 周${day}公开, group: ${group}, ${rule(index + 1)} }`,
      `  - { kind: custom, code: private-${index}, name: 周${day}私下, branch: first, to: [${userid}], ${rule(index + 1)} }`,
    ]),
  ]
}

const OURS = /周[一二三四五](?:公开|私下)/

/** Two slots on each working day from the first one on; there is no holiday among these days. */
function dueUntil(last: number): number {
  const length = Math.floor((last - BEGIN) / DAY_MS) + 1
  const days = Array.from({ length }, (_, index) => BEGIN + index * DAY_MS)
  return 2 * days.filter(at => ![0, 6].includes(new Date(at).getUTCDay())).length
}

function slotsOf(office: SendingOffice): { dueAt: number; state: string }[] {
  return askLedger(
    office,
    "select due_at, state from slots where job like 'duty:group-%' or job like 'duty:private-%'",
  ).map(({ due_at, state }) => ({
    dueAt: Date.parse(String(due_at)),
    state: String(state),
  }))
}

function lastSweep(office: SendingOffice): number {
  const [row] = askLedger(office, `select value from meta where key = 'sweep_watermark'`)
  return row === undefined ? 0 : Date.parse(String(row['value']))
}

/** The platform swallows an identical message of the app; a slot that went out twice would hide there. */
function sentWithoutShowing({ platform }: SendingOffice): number {
  return platform.asked('message/send') + platform.asked('webhook/send') - platform.seen()
}
