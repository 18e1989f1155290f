import { z } from 'zod'
import { chineseDay, daysBetween, isDay, weekdayOf, type Day } from './day.ts'
import { HOLIDAY_NAMES } from './festivals.ts'

const MAX_RANGE_DAYS = 15

const day = z
  .string('应写成 2026-10-01 这样的日期')
  .refine(isDay, { error: '不是存在的日期,应写成 2026-10-01 这样' })

const HolidayRange = z.strictObject({
  names: z.array(z.string().min(1)).min(1, '至少写一个节日的名字'),
  from: day,
  to: day,
})

/** The shape of config/holidays/<year>.yaml; what is wrong is said in words, each with the path of its place. */
export const HolidayFile = z
  .strictObject({
    year: z.int('应是四位的年份').min(2000, '应是四位的年份').max(2999, '应是四位的年份'),
    holidays: z.array(HolidayRange),
    adjustedWorkdays: z.array(day).default([]),
  })
  .superRefine((table, context) => {
    for (const { path, message } of problemsOf(table)) context.addIssue({ code: 'custom', path, message })
  })

/** One year's 放假 ranges and 调休 working days, as the notice gives them. */
export type HolidayTable = z.output<typeof HolidayFile>
export type Holiday = z.output<typeof HolidayRange>

interface Problem {
  path: (string | number)[]
  message: string
}

function problemsOf(table: HolidayTable): Problem[] {
  return [...rangeProblems(table), ...nameProblems(table), ...adjustedProblems(table)]
}

function rangeProblems({ year, holidays }: HolidayTable): Problem[] {
  return holidays.flatMap(({ from, to }, index) => {
    const path = ['holidays', index]
    const earlier = holidays.slice(0, index).find(other => from <= other.to && other.from <= to)
    if (from > to) return [{ path, message: `${from} 在 ${to} 之后,请把起止日期对调` }]
    if (!belongs(year, from) || !belongs(year, to))
      return [{ path, message: `${from} 至 ${to} 不在 ${year} 年` }]
    if (daysBetween(from, to) >= MAX_RANGE_DAYS)
      return [{ path, message: `${from} 至 ${to} 超过 ${MAX_RANGE_DAYS} 天,请核对` }]
    if (earlier)
      return [{ path, message: `与${earlier.names.join('、')}的放假日期重叠;连在一起的节日请写在同一行` }]
    return []
  })
}

function nameProblems({ holidays }: HolidayTable): Problem[] {
  const written = holidays.flatMap(({ names }) => names)
  const missing = HOLIDAY_NAMES.filter(name => !written.includes(name))
  const twice = written.find((name, index) => written.indexOf(name) !== index)
  return [
    ...(missing.length > 0 ? [{ path: ['holidays'], message: `缺少${missing.join('、')}的放假日期` }] : []),
    ...(twice === undefined ? [] : [{ path: ['holidays'], message: `${twice}写了两次` }]),
  ]
}

function adjustedProblems({ year, holidays, adjustedWorkdays }: HolidayTable): Problem[] {
  return adjustedWorkdays.flatMap((day, index) => {
    const path = ['adjustedWorkdays', index]
    if (!belongs(year, day)) return [{ path, message: `${day} 不在 ${year} 年` }]
    if (!isWeekend(day)) return [{ path, message: `${chineseDay(day)}不是周末,调休上班只写周六、周日` }]
    if (holidays.some(({ from, to }) => from <= day && day <= to))
      return [{ path, message: `${chineseDay(day)}在放假日期里,不能又是调休上班` }]
    return []
  })
}

// A 元旦 holiday, and the weekend worked for it, may begin in the last days of the year before.
function belongs(year: number, day: Day): boolean {
  return day.startsWith(`${year}-`) || (day >= `${year - 1}-12-20` && day < `${year}-`)
}

/** Saturday or Sunday, whatever a notice makes of it. */
export function isWeekend(day: Day): boolean {
  const weekday = weekdayOf(day)
  return weekday === 0 || weekday === 6
}
