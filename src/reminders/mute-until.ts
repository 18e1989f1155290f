import {
  addDays,
  dayOf,
  dayOfMonth,
  instantOf,
  monthOf,
  weekdayOf,
  yearOf,
  type Day,
} from '../calendar/day.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import { nextWorkingMoment, type WorkingHours } from '../calendar/working-hours.ts'
import { readWhen } from '../understand/when.ts'
import { periodEnd } from './period-end.ts'
import { shifted, stretchIn } from './stretch.ts'

const LONGEST = 60
const UNTIL = /(?:静音|免打扰|提醒我?|打扰我?|通知我?|催我?)(?:了)?(?:一?直)?(?:到|至)(.{1,12})/
const BEFORE = /^.{1,8}?(?:之前|以前|前)(?=[,。]?(?:都|就|先)?(?:别|不要|不用|莫|勿|静音|免打扰))/
const OF_DAY = /^(?:我)?(今天|今晚|明天|后天|(?:这|本)(?:个)?(?:周|星期|礼拜)|周末)/

/**
 * When 静音到下周, 静音到月底, 静音三天 or 这周别提醒我 ends: at the start of work on or after the day it names. Undefined without an end,
 * 'unclear' when the end is not one that can be reckoned (静音到忙完).
 */
export function muteUntil(
  said: string,
  { calendar, hours }: { calendar: WorkCalendar; hours: WorkingHours },
  now: Date,
): Date | undefined | 'unclear' {
  const words = said.slice(0, LONGEST).normalize('NFKC')
  const until = UNTIL.exec(words)?.[1] ?? BEFORE.exec(words)?.[0]
  if (until !== undefined) {
    const { day: named, time } = readWhen(until, now)
    const day = periodEnd(until, calendar, dayOf(now)) ?? named ?? periodAfter(until, now)
    if (day === undefined) return 'unclear'
    return inFuture(nextWorkingMoment(calendar, hours, instantOf(day, time)), now)
  }
  const stretch = /静音|免打扰/.test(words) ? stretchIn(words) : null
  if (stretch !== null) return shifted(stretch, false, now) ?? 'unclear'
  const whole = OF_DAY.exec(words)?.[1]
  if (whole === undefined) return undefined
  const last = /今/.test(whole) ? dayOf(now) : readWhen(whole, now).day
  const day = /周|星期|礼拜/.test(whole) || last === undefined ? nextMonday(now) : addDays(last, 1)
  return nextWorkingMoment(calendar, hours, instantOf(day))
}

function inFuture(moment: Date, now: Date): Date | 'unclear' {
  return moment > now ? moment : 'unclear'
}

/** 下周, 下个月: the first day of it. */
function periodAfter(words: string, now: Date): Day | undefined {
  const today = dayOf(now)
  if (/^下(?:个)?(?:周|星期|礼拜)/.test(words)) return nextMonday(now)
  return /^下个?月/.test(words) ? dayOfMonth(yearOf(today), monthOf(today) + 1, 1) : undefined
}

function nextMonday(now: Date): Day {
  const today = dayOf(now)
  return addDays(today, (8 - weekdayOf(today)) % 7 || 7)
}
