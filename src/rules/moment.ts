import type { Day } from '../calendar/day.ts'
import { readNumber } from './numerals.ts'

/** Which time a question is about. */
export type Moment =
  | { kind: 'today' }
  /** A day, month or year; what held on its last day answers the question. */
  | { kind: 'period'; from: Day; to: Day; said: string }
  /** 2022年版: a version by the year of its number. */
  | { kind: 'edition'; year: string; said: string }
  /** 修订前, 以前: the version before the one in force. */
  | { kind: 'previous'; said: string }

/** What is asked about a rule: its words, whether it still holds, what changed, or since when it holds. */
export type Concern = 'words' | 'validity' | 'change' | 'start'

const YEAR = '(?:19|20)\\d\\d|[12]\\d|[一二][零九][零一二三四五六七八九]{2}'
const EDITION = new RegExp(`(${YEAR})年?版本?的?`)
const YEAR_MONTH = new RegExp(
  `(${YEAR})(?:年|[-./])(\\d{1,2}|[一二三四五六七八九十]{1,2}(?=月))(?:月份?|[-./](?=\\d)|(?![\\d季次个天人条]))(?:(\\d{1,2})[日号]?)?的?`,
)
const PART = '([上下]半年|第?[一二三四1-4]季度|年?初|年?[底末])'
const YEAR_ONLY = new RegExp(
  `(${YEAR})年(?![内以]|一(?!季))${PART}?(?:的时候|那时候?|那会儿|那阵子|当时|前后|度|年中)?的?`,
)
const MONTH = '(\\d{1,2}|十[一二]?|[一二三四五六七八九元])月份?'
const THEN = '(?:那(?:会儿?|时候?|次|回|阵子?)|当时)'
const SPOKEN_YEAR = new RegExp(`(今年|去年|前年)(?:${MONTH}[上中下]?旬?|${PART})?的?${THEN}?`)
const SPOKEN_MONTH = new RegExp(`(?<![\\d年一二三四五六七八九十])${MONTH}(?:[上中下]旬|[初底])?${THEN}的?`)
const LAST_MONTH = /(上上个月|上个?月)的?/
const PREVIOUS =
  /(?:修订|修改|改版|调整|变更)[之以]?前的?|[没未]有?(?:修订|修改|改版|改)(?:[之以]?前|的时候)的?|新(?:版|的?(?:办法|规定|制度|标准))(?:出台|出来|下来|施行|实施|执行)?(?:[之以]前|没)(?:出台?|出来|下来|施行|实施|执行)?的?|(?:老|旧|原)(?:的?(?:办法|规定|规矩|规则|政策|版本|制度|标准|文件|一套)|那套|版)的?|上一版的?|(?<=^|[,。;? ])过去的?|从前的?|原来的?|原先的?|之前的(?=规定|标准|办法|版本|制度)|(?<![日号月天年])以前的?/
const VALIDITY =
  /(?:还|是否|是不是)?(?:有效|作数|算数|适用|管用)(?:吗|不|没|么)|还(?:在)?(?:执行|适用|有效|生效|作数|算数)|废止了?(?:没|吗|么)|废止没|(?:作废|失效|过时|废除)了?(?:没|吗|么)|是不是(?:废止|作废|失效)/
const CHANGE =
  /有(?:什么|啥|哪些)(?:变化|变动|改动|不一样)|(?:改|修改|修订|调整|变)了(?:什么|啥|哪些|哪里)|(?:新旧|新老).{0,8}(?:区别|不同|对比)|[和跟与比](?:以前|旧版|老版|原来|过去|之前).{0,4}(?:比|相比|区别|不同|不一样|变化)/
const START =
  /(?:什么时候|啥时候|何时|哪天|哪一天|几号|从什么时候|什么时间)(?:开始|起)?(?:正式)?(?:施行|执行|实施|生效|启用)|(?:施行|生效|实施|执行)(?:日期|时间|日)|(?:从)?(?:什么时候|哪天)(?:开始|起)(?:施行|执行|实施|生效)?的?$/
const NOW = /现行的?|目前的?|最新的?|新版的?|新办法|新规定|当前的?|如今/

/** Reads the time out of a cleaned question and returns the words that remain. Relative words are reckoned from `today`. */
export function readMoment(clean: string, today: Day): { moment: Moment; concern: Concern; rest: string } {
  const concern = concernOf(clean)
  const spoken = withoutConcern(clean, concern)
  const found =
    readEdition(spoken) ?? readPeriod(spoken) ?? readSpoken(spoken, today) ?? readPrevious(spoken, concern)
  if (found) return { ...found, concern }
  return { moment: { kind: 'today' }, concern, rest: spoken.replace(NOW, ' ') }
}

/** A month and day with or without its year; without one, the latest such day that is not after `today`. */
export function readDays(clean: string, today: Day): Day[] {
  const days: Day[] = []
  let year = today.slice(0, 4)
  const pattern = /(去年|(?:(?:19|20)\d\d|\d\d)年)?(\d{1,2})月(\d{1,2})[日号]?/g
  for (const [, said, month = '', date = ''] of clean.matchAll(pattern)) {
    if (said === '去年') year = String(Number(today.slice(0, 4)) - 1)
    else if (said) year = fullYear(said.slice(0, -1))
    const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
    days.push(!said && days.length === 0 && day > today ? `${Number(year) - 1}${day.slice(4)}` : day)
  }
  return days
}

function concernOf(clean: string): Concern {
  if (CHANGE.test(clean)) return 'change'
  if (VALIDITY.test(clean)) return 'validity'
  return START.test(clean) ? 'start' : 'words'
}

function withoutConcern(clean: string, concern: Concern): string {
  if (concern === 'words') return clean
  const patterns = { change: CHANGE, validity: VALIDITY, start: START }
  return clean.replace(patterns[concern], ' ')
}

interface Found {
  moment: Moment
  rest: string
}

function readEdition(clean: string): Found | undefined {
  const found = EDITION.exec(clean)
  if (!found) return undefined
  const year = fullYear(found[1] ?? '')
  return { moment: { kind: 'edition', year, said: `${year}年版` }, rest: without(clean, found) }
}

function readPeriod(clean: string): Found | undefined {
  // 〔2026〕6号 is the number of a document, not a time.
  const text = clean.replace(/[〔[(]\d{4}[\])〕]/g, '      ')
  const month = YEAR_MONTH.exec(text)
  if (month) {
    const year = fullYear(month[1] ?? '')
    const number = readNumber(month[2] ?? '') ?? 0
    if (number >= 1 && number <= 12)
      return { moment: periodOf(year, number, month[3]), rest: without(clean, month) }
  }
  const found = YEAR_ONLY.exec(text)
  if (!found) return undefined
  return { moment: partOfYear(fullYear(found[1] ?? ''), found[2]), rest: without(clean, found) }
}

function readSpoken(clean: string, today: Day): Found | undefined {
  return readSpokenYear(clean, today) ?? readSpokenMonth(clean, today) ?? readLastMonth(clean, today)
}

/** 去年, 前年3月, 去年下半年; of this year only what is past, as the rest holds today. */
function readSpokenYear(clean: string, today: Day): Found | undefined {
  const found = SPOKEN_YEAR.exec(clean)
  if (!found) return undefined
  const [, word, month, part] = found
  const thisYear = Number(today.slice(0, 4))
  const year = String(thisYear - (word === '今年' ? 0 : word === '去年' ? 1 : 2))
  const moment = month === undefined ? partOfYear(year, part) : monthOf(year, monthNumber(month))
  if (moment?.kind !== 'period' || (word === '今年' && moment.to >= today)) return undefined
  return { moment, rest: without(clean, found) }
}

/** 2月那会儿: the last such month that is over. */
function readSpokenMonth(clean: string, today: Day): Found | undefined {
  const found = SPOKEN_MONTH.exec(clean)
  if (!found) return undefined
  const month = monthNumber(found[1] ?? '')
  const isOver = month < Number(today.slice(5, 7))
  const year = String(Number(today.slice(0, 4)) - (isOver ? 0 : 1))
  const moment = monthOf(year, month)
  return moment && { moment, rest: without(clean, found) }
}

function readLastMonth(clean: string, today: Day): Found | undefined {
  const found = LAST_MONTH.exec(clean)
  if (!found) return undefined
  const back = Number(today.slice(5, 7)) - (found[1] === '上上个月' ? 2 : 1)
  const year = String(Number(today.slice(0, 4)) - (back < 1 ? 1 : 0))
  return { moment: periodOf(year, back < 1 ? back + 12 : back, undefined), rest: without(clean, found) }
}

function monthOf(year: string, month: number): Moment | undefined {
  return month >= 1 && month <= 12 ? periodOf(year, month, undefined) : undefined
}

function monthNumber(written: string): number {
  return readNumber(written.replace('元', '一')) ?? 0
}

function partOfYear(year: string, part: string | undefined): Moment {
  const [from, to, said] = PARTS.find(([, , , words]) => words.test(part ?? '')) ?? ['01-01', '12-31', '']
  return { kind: 'period', from: `${year}-${from}`, to: `${year}-${to}`, said: `${year}年${said}` }
}

const PARTS: [from: string, to: string, said: string, words: RegExp][] = [
  ['01-01', '06-30', '上半年', /上半/],
  ['07-01', '12-31', '下半年', /下半/],
  ['01-01', '01-31', '1月', /初/],
  ['12-01', '12-31', '12月', /[底末]/],
  ['01-01', '03-31', '第一季度', /[一1]季/],
  ['04-01', '06-30', '第二季度', /[二2]季/],
  ['07-01', '09-30', '第三季度', /[三3]季/],
  ['10-01', '12-31', '第四季度', /[四4]季/],
]

function readPrevious(clean: string, concern: Concern): Found | undefined {
  const found = PREVIOUS.exec(clean)
  if (!found || concern === 'change') return undefined
  return { moment: { kind: 'previous', said: found[0].replace(/的$/, '') }, rest: without(clean, found) }
}

function periodOf(year: string, month: number, date: string | undefined): Moment {
  const prefix = `${year}-${String(month).padStart(2, '0')}`
  if (date !== undefined && Number(date) >= 1 && Number(date) <= 31) {
    const day = `${prefix}-${date.padStart(2, '0')}`
    return { kind: 'period', from: day, to: day, said: `${year}年${month}月${Number(date)}日` }
  }
  const last = new Date(Date.UTC(Number(year), month, 0)).getUTCDate()
  return { kind: 'period', from: `${prefix}-01`, to: `${prefix}-${last}`, said: `${year}年${month}月` }
}

function fullYear(written: string): string {
  const digits = [...written].map(char => readNumber(char)).join('')
  return digits.length === 2 ? `20${digits}` : digits
}

function without(clean: string, { index, 0: words }: RegExpExecArray): string {
  return `${clean.slice(0, index)} ${clean.slice(index + words.length)}`
}
