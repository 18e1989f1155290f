import { addDays, instantOf, lastDayOfMonth, monthOf, yearOf, type Day } from '../calendar/day.ts'
import { HOLIDAY_NAMES, type DayRange, type HolidayName } from '../calendar/festivals.ts'
import { holidayRange, type WorkCalendar } from '../calendar/work-calendar.ts'
import { workdayOnOrBefore } from '../calendar/workday.ts'
import { readWhen } from '../understand/when.ts'

/**
 * The day on which a while that is named by its end is over: 月底, 季末 and 年底 last to their end, 国庆 and 国庆后 to the end of
 * the holiday, 国庆前 to the last day of work before it. Undefined for other words, and for a festival nobody knows the day of.
 */
export function periodEnd(words: string, calendar: WorkCalendar, today: Day): Day | undefined {
  const isBefore = /前/.test(words)
  if (MONTH.test(words)) {
    const { day } = readWhen(words, instantOf(today))
    return day === undefined || isBefore ? day : dayAfter(calendar, day)
  }
  if (QUARTER.test(words)) {
    const last = lastDayOfMonth(yearOf(today), Math.ceil(monthOf(today) / 3) * 3)
    return isBefore ? last : dayAfter(calendar, last)
  }
  if (END_OF_YEAR.test(words)) return dayAfter(calendar, `${yearOf(today)}-12-31`)
  const feast = FEASTS.find(([, said]) => said.test(words))?.[0]
  const range = nextHoliday(calendar, feast === undefined ? feastsIn(words) : [feast], today, isBefore)
  if (range === undefined) return undefined
  return isBefore ? workdayOnOrBefore(calendar, addDays(range.from, -1)) : addDays(range.to, 1)
}

const MONTH = /^(?:这个?|本|下个?|[\d一二三四五六七八九十]{1,3})?月(?:底|末)/
const QUARTER = /^(?:这个?|本)?季(?:度)?(?:底|末)/
const END_OF_YEAR = /^(?:今年年?|年)(?:底|末)(?!.{0,3}前)|^明年$/

const FEASTS: readonly (readonly [HolidayName, RegExp])[] = [
  ['元旦', /^(?:过完?)?元旦/],
  ['春节', /^(?:过完?)?(?:春节|年(?:假|后|前|(?:之|以)[前后]|$))/],
  ['清明', /^(?:过完?)?清明/],
  ['劳动节', /^(?:过完?)?(?:五一|5\.?1(?!\d)|劳动节)/],
  ['端午', /^(?:过完?)?端午/],
  ['中秋', /^(?:过完?)?中秋/],
  ['国庆', /^(?:过完?)?(?:国庆|十一(?!月|点|号|日|天))/],
]

/** 节后, 放完假: of the next holiday, whichever it is. */
function feastsIn(words: string): readonly HolidayName[] {
  return /^(?:过完?|放完)?(?:节|假)(?:日|期)?(?:了|前|后|以|之|$)|^收假/.test(words) ? HOLIDAY_NAMES : []
}

/** The next of some holidays, one that has begun included, or one that is still wholly ahead. */
function nextHoliday(
  calendar: WorkCalendar,
  names: readonly HolidayName[],
  today: Day,
  ahead: boolean,
): DayRange | undefined {
  return [yearOf(today), yearOf(today) + 1]
    .flatMap(year => names.map(name => holidayRange(calendar, year, name)))
    .filter(range => range !== undefined)
    .filter(({ from, to }) => (ahead ? from > today : to >= today))
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))[0]
}

/** The day after another; after a year, the one after the holiday with which the next begins. */
function dayAfter(calendar: WorkCalendar, day: Day): Day {
  const next = addDays(day, 1)
  const newYear = next.endsWith('-01-01') ? holidayRange(calendar, yearOf(next), '元旦') : undefined
  return newYear === undefined ? next : addDays(newYear.to, 1)
}
