import { addDays, dayOf, isDay, monthOf, weekdayOf, yearOf, type Day } from '../calendar/day.ts'
import type { RecurrenceRule } from '../calendar/recurrence-rule.ts'
import { readNumber } from '../understand/numbers.ts'
import { readWhen } from '../understand/when.ts'
import { dutyKindNamed, type DutyKind } from './kinds.ts'

/** A duty as somebody's sentence describes it. */
export interface DutyWish {
  /** The kind it names, if one. */
  kind: DutyKind | undefined
  name: string
  /** The same in the words of whoever says it, for what is only theirs. */
  ownName: string
  /** Undefined when no day is named. */
  rule: RecurrenceRule | undefined
  /** Working days before, undefined when none are named. */
  leads: number[] | undefined
  /** 'HH:MM' at which people want to hear of it, when it is named. */
  time: string | undefined
}

const LONGEST = 200

/** Reads 3月底前签责任书,提前一周提醒各科室, or 每月25日前报月统计,提前两天提醒. */
export function readDuty(words: string, now: Date): DutyWish {
  const text = words.slice(0, LONGEST).normalize('NFKC')
  const kind = dutyKindNamed(text)
  const about = text
    .split(/[,。;]/)
    .filter(part => !/提前|提醒/.test(part) || parts(text) === 1)
    .join(',')
  const ownName = nameIn(about) || nameIn(afterReminding(text))
  return {
    kind,
    name: kind?.name ?? ownName,
    ownName,
    rule: ruleIn(about, now),
    // 每周一提醒我写周报: the day itself is when people want to hear of it.
    time: timeToTell(text, now),
    leads: leadsIn(text) ?? (parts(text) === 1 && /提醒/.test(text) ? [0] : undefined),
  }
}

/** 每周五下午4点提醒我写周报: a time before 提醒; one further on belongs to what is to be done. */
function timeToTell(text: string, now: Date): string | undefined {
  const clause = text.split(/[,。;]/).find(part => part.includes('提醒')) ?? ''
  return readWhen(clause.slice(0, clause.indexOf('提醒')), now).time
}

function parts(text: string): number {
  return text.split(/[,。;]/).filter(part => part.trim() !== '').length
}

function afterReminding(text: string): string {
  return /提醒(?:一下)?(?:我|大家|各位|各科室|全体)?(.*)$/.exec(text)?.[1] ?? ''
}

const NUMERAL = '[\\d一二两三四五六七八九十]{1,3}'
const LEAD = new RegExp(`提前(?:(${NUMERAL})(个?工作日|天|日|周|个?星期|个月)|半个月)`, 'g')
const MOST_LEAD = 60

/** '提前一周' is five working days, '提前两天' two: what is promised is at least that much time to work. */
function leadsIn(text: string): number[] | undefined {
  const leads = [...text.matchAll(LEAD)].map(([, count, unit]) => {
    const number = readNumber(count ?? '')
    if (number === undefined || unit === undefined) return 10
    return Math.min(MOST_LEAD, number * (/周|星期/.test(unit) ? 5 : unit === '个月' ? 21 : 1))
  })
  if (/当天/.test(text) && /提醒/.test(text)) leads.push(0)
  return leads.length === 0 ? undefined : [...new Set(leads)]
}

const common = { shift: { policy: 'prev' as const }, useAdjusted: true }
const WEEKDAYS = '日一二三四五六'

function ruleIn(text: string, now: Date): RecurrenceRule | undefined {
  const recurring = recurringIn(text)
  if (recurring !== undefined) return recurring
  const { day, past } = readWhen(text, now)
  if (day === undefined) return undefined
  // 3月底前, said in November, is next year's.
  const ahead = past === true ? nextYear(day, dayOf(now)) : day
  return ahead === undefined ? undefined : { kind: 'once', day: ahead, ...common }
}

function nextYear(day: Day, today: Day): Day | undefined {
  const later = `${yearOf(today) + (day.slice(5) >= today.slice(5) ? 0 : 1)}${day.slice(4)}`
  return isDay(later) && later >= today ? later : undefined
}

function recurringIn(text: string): RecurrenceRule | undefined {
  const weekly = /每(?:个)?(?:周|星期|礼拜)([一二三四五六日天])/.exec(text)
  if (weekly?.[1] !== undefined)
    return {
      kind: 'weekly',
      weekday: Math.max(0, WEEKDAYS.indexOf(weekly[1].replace('天', '日'))),
      ...common,
    }
  const yearly = new RegExp(`每年(${NUMERAL})月(?:(${NUMERAL})[日号]|底|末)`).exec(text)
  if (yearly !== null) {
    const month = readNumber(yearly[1] ?? '')
    const day = yearly[2] === undefined ? 31 : readNumber(yearly[2])
    return isMonth(month) && isDate(day) ? { kind: 'yearly', month, day, ...common } : undefined
  }
  if (/每(?:个)?季度?(?:末|底|最后|结束|$|[^\d]{0,2}前)|每季[末底]|季末/.test(text)) {
    const day = dateIn(text)
    return day === undefined
      ? { kind: 'nthWorkday', nth: -1, months: 'quarterEnd', useAdjusted: true }
      : { kind: 'dayOfMonth', day, months: 'quarterEnd', ...common }
  }
  if (/每(?:个)?月|月月/.test(text)) {
    const nth = /第([一二三四五1-5])个?工作日/.exec(text)
    const first = readNumber(nth?.[1] ?? '')
    if (first !== undefined) return { kind: 'nthWorkday', nth: first, useAdjusted: true }
    const day = dateIn(text)
    return day === undefined
      ? { kind: 'nthWorkday', nth: -1, useAdjusted: true }
      : { kind: 'dayOfMonth', day, ...common }
  }
  return undefined
}

function dateIn(text: string): number | undefined {
  const day = readNumber(new RegExp(`(${NUMERAL})[日号]`).exec(text)?.[1] ?? '')
  return isDate(day) ? day : undefined
}

function isDate(day: number | undefined): day is number {
  return day !== undefined && day >= 1 && day <= 31
}

function isMonth(month: number | undefined): month is number {
  return month !== undefined && month >= 1 && month <= 12
}

const NOT_THE_NAME = new RegExp(
  [
    '(?:请|麻烦|帮我|帮忙|新增|增加|添加|设置|新建|登记)(?:一?[个条项])?(?:事项|任务|待办|定期提醒|工作提醒)?[::]?',
    `(?:每个?年|每个?月|每个?季度?|每个?周)?(?:第?${NUMERAL}个?(?:工作日|星期.|周.))`,
    `(?:20\\d\\d年)?(?:${NUMERAL}月)?${NUMERAL}[日号]`,
    `${NUMERAL}月[底末初]|每?(?:年|月|季度?)[底末]|季末|年底`,
    `(?:早上|上午|中午|下午|傍晚|晚上)(?:${NUMERAL}(?:点半?钟?|时|:\\d\\d)(?:${NUMERAL}分)?)?|${NUMERAL}(?:点半?钟?|:\\d\\d)`,
    '每个?(?:年|月|季度|季|周.?)|(?:之|以)?前|最后一个工作日|下个?(?:月|周.)|(?:本|这个?)(?:月|周.?)',
    '^(?:要|得|须|都要|大家|各科室)+',
  ].join('|'),
  'g',
)

function nameIn(text: string): string {
  return text
    .replace(/提前.*$|提醒.*$/, '')
    .replace(NOT_THE_NAME, '')
    .replace(/[\p{Cc}\p{Cf}\s,。;::*_`<>#[\]\\|]/gu, '')
    .replace(/^(?:上?交|报送?|提交|填报?|完成)(?=.{4})/, '')
    .slice(0, 40)
}

/** The day that somebody moves an occurrence to: 12月2日, 下周三, or a working day that is left to them. */
export function movedTo(words: string, from: Day, now: Date): Day | undefined {
  const { day } = readWhen(words, now)
  if (day !== undefined) return day
  const later = /(\d{1,2}|[一二两三四五])(天|周)/.exec(words)
  const count = readNumber(later?.[1] ?? '')
  return count === undefined ? undefined : addDays(from, count * (later?.[2] === '周' ? 7 : 1))
}

/** A stretch of days that 本月, 下周, 三月, 本季度 or 今年 mean; this month when nothing is said. */
export function spanIn(words: string, today: Day): { from: Day; to: Day; name: string } {
  const month = (year: number, number: number, name: string) => {
    const first = `${year + Math.floor((number - 1) / 12)}-${String(((number - 1) % 12) + 1).padStart(2, '0')}-01`
    const next = addDays(first, 31)
    return { from: first, to: addDays(`${next.slice(0, 7)}-01`, -1), name }
  }
  const year = yearOf(today)
  const thisMonth = monthOf(today)
  const monday = addDays(today, -((weekdayOf(today) + 6) % 7))
  if (/下下?周|下个?星期/.test(words))
    return { from: addDays(monday, 7), to: addDays(monday, 13), name: '下周' }
  if (/上个?(?:周|星期)/.test(words))
    return { from: addDays(monday, -7), to: addDays(monday, -1), name: '上周' }
  if (/本周|这周|这个?星期/.test(words)) return { from: monday, to: addDays(monday, 6), name: '本周' }
  if (/今天/.test(words)) return { from: today, to: today, name: '今天' }
  if (/明天/.test(words)) return { from: addDays(today, 1), to: addDays(today, 1), name: '明天' }
  if (/下个?月/.test(words)) return month(year, thisMonth + 1, '下月')
  if (/上个?月/.test(words)) return month(year, thisMonth - 1, '上月')
  const named = readNumber(/([一二三四五六七八九十]{1,2}|\d{1,2})月/.exec(words)?.[1] ?? '')
  if (isMonth(named)) return month(named < thisMonth - 6 ? year + 1 : year, named, `${named}月`)
  if (/季度/.test(words)) {
    const first = Math.floor((thisMonth - 1) / 3) * 3 + 1
    return { from: month(year, first, '').from, to: month(year, first + 2, '').to, name: '本季度' }
  }
  if (/今年|全年|年底/.test(words)) return { from: today, to: `${year}-12-31`, name: '今年' }
  if (/最近|近期|接下来|手头/.test(words)) return { from: today, to: addDays(today, 30), name: '近期' }
  return month(year, thisMonth, '本月')
}
