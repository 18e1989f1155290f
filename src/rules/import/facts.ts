import type { Day } from '../../calendar/day.ts'
import { readNumber } from '../numerals.ts'
import { daysIn, endOfYears } from './dates.ts'
import type { Outline } from './outline.ts'
import { isOrgan } from './tail.ts'

/** What a document says about itself; what it does not say is missing. */
export interface DocumentFacts {
  title?: string
  /** 青办〔2026〕6号 */
  number?: string
  issuer?: string
  trial: boolean
  effectiveFrom?: Day
  trialUntil?: Day
  /** Documents it says it replaces or abolishes: their titles where written, and numbers. */
  ends: { title?: string; number: string }[]
  /** The number of the document that it amends. */
  amends?: string
  isAmendment: boolean
  transition?: { article: number; by: 'departure' }
  interpretedBy?: string
  /** The lines of the head that were none of these. */
  preface: string[]
}

const KIND = '办法|细则|规定|制度|条例|规则|准则|守则|规程|章程|规范|意见|方案|决定|标准|须知|公约'
const TITLE = new RegExp(`^[^。；;！!？?]{2,50}(?:${KIND})(?:[（(](?:试行|暂行|修订|修订版)[）)])?$`)
const QUOTED_TITLE = /《([^《》]{2,50})》/
const NUMBER = /([\p{Script=Han}]{1,12})[〔[(（【﹝［](\d{4})[〕\])）】﹞］]第? ?(\d{1,4}) ?号/u
const AMENDMENT = /^关于(?:修改|修订|调整)《/
const CONTEXT = 30

/** Reads title, number, dates and the like from the head and the last articles of a document. */
export function factsOf(outline: Outline): DocumentFacts {
  const { head, articles, tail } = outline
  const closing = articles
    .slice(-4)
    .map(({ text }) => text)
    .reverse()
  const whole = [...closing, ...head]
  const title = titleOf(head)
  const number = numberOf(head, tail)
  const isAmendment = title !== undefined && AMENDMENT.test(title)
  const issued = [...head, ...tail].flatMap(daysIn).at(-1)?.day
  const from =
    effectiveDay(whole) ?? (whole.some(text => /(?:发布|印发|公布)之日起/.test(text)) ? issued : undefined)
  const trial =
    (title !== undefined && /[（(]试行[）)]$/.test(title)) || whole.some(text => /起试行/.test(text))
  const until = trial && from !== undefined ? trialEnd(whole, from) : undefined
  const amends = isAmendment ? amendedNumber(head, number) : undefined
  const transition = isAmendment ? undefined : transitionOf(outline)
  const interpretedBy = interpreterOf(whole)
  const issuer = head.find(isOrgan) ?? tail.find(isOrgan)
  const used = new Set([
    title,
    issuer,
    ...head.filter(line => number !== undefined && numberIn(line) === number && line.length < 30),
  ])
  return {
    ...(title !== undefined && { title }),
    ...(number !== undefined && { number }),
    ...(issuer !== undefined && { issuer }),
    trial,
    ...(from !== undefined && { effectiveFrom: from }),
    ...(until !== undefined && { trialUntil: until }),
    ends: isAmendment ? [] : endedBy(whole, number),
    ...(amends !== undefined && { amends }),
    isAmendment,
    ...(transition !== undefined && { transition }),
    ...(interpretedBy !== undefined && { interpretedBy }),
    preface: head.filter(line => !used.has(line)),
  }
}

/** The last line of the head that reads like a title, or the one named in 关于印发《…》的通知. */
function titleOf(head: string[]): string | undefined {
  const own = head.findLast(line => TITLE.test(unquoted(line)))
  if (own !== undefined) return unquoted(own)
  const sent = head.find(line => /印发《/.test(line))
  return sent === undefined ? undefined : QUOTED_TITLE.exec(sent)?.[1]
}

/** 《差旅费管理办法》 as a line of its own stands for its title. */
function unquoted(line: string): string {
  return /^《[^《》]{2,50}》$/.test(line) ? line.slice(1, -1) : line
}

/** The number of the document stands near its head, on a line of its own or in brackets under the title. */
function numberOf(head: string[], tail: string[]): string | undefined {
  const alone = [...head, ...tail].find(
    line => line.length < 40 && numberIn(line) !== undefined && !line.includes('《'),
  )
  return alone === undefined ? undefined : numberIn(alone)
}

/** 青办[2026]6号 -> 青办〔2026〕6号 */
export function numberIn(text: string): string | undefined {
  const [, agency, year, count] = NUMBER.exec(text) ?? []
  return agency === undefined ? undefined : `${agency}〔${year}〕${Number(count)}号`
}

/** 自2026年3月1日起施行 */
function effectiveDay(texts: string[]): Day | undefined {
  for (const text of texts)
    for (const { day, at, end } of daysIn(text))
      if (
        /^ ?起?(?:正式)?(?:施行|试行|实施|执行|生效)/.test(text.slice(end, end + 8)) &&
        !/废止/.test(text.slice(at - 4, at))
      )
        return day
  return undefined
}

/** 试行期两年, or 试行至2026年12月31日. */
function trialEnd(texts: string[], from: Day): Day | undefined {
  for (const text of texts) {
    const until = daysIn(text).find(
      ({ day, at }) => day > from && /[至到]$/.test(text.slice(Math.max(0, at - 1), at)),
    )
    if (until) return until.day
    const years = /(?:试行期|有效期|试行)(?:限)?(?:为)? ?([一二两三四五1-5]) ?年/.exec(text)?.[1]
    if (years !== undefined) return endOfYears(from, readNumber(years) ?? 1)
  }
  return undefined
}

/** 《…》（青办〔2023〕9号）同时废止 */
function endedBy(texts: string[], own: string | undefined): { title?: string; number: string }[] {
  const sentences = texts
    .flatMap(text => text.match(/[^。；\n]+/g) ?? [])
    .filter(words => /废止|停止执行|不再执行/.test(words))
  return sentences.flatMap(words =>
    [...words.matchAll(new RegExp(NUMBER, 'gu'))].flatMap(({ 0: found, index }) => {
      const number = numberIn(found)
      if (number === undefined || number === own) return []
      const titles = words.slice(Math.max(0, index - CONTEXT - 30), index).match(/《[^《》]{2,50}》/g)
      const title = titles?.at(-1)?.slice(1, -1)
      return [{ ...(title !== undefined && { title }), number }]
    }),
  )
}

function amendedNumber(head: string[], own: string | undefined): string | undefined {
  for (const line of head)
    for (const [found] of line.matchAll(new RegExp(NUMBER, 'gu'))) {
      const number = numberIn(found)
      if (number !== undefined && number !== own) return number
    }
  return undefined
}

/** 施行之日前已经出发的,仍按原办法执行 */
function transitionOf({ articles }: Outline): DocumentFacts['transition'] {
  const at = articles.findLastIndex(({ text }) => /已经?出发/.test(text) && /按(?:照)?(?:原|旧)/.test(text))
  const number = readNumber(articles[at]?.label.slice(1, -1) ?? '')
  return number === undefined ? undefined : { article: number, by: 'departure' }
}

function interpreterOf(texts: string[]): string | undefined {
  for (const text of texts) {
    const found = /由([^，,。；;由]{2,30}?)(?:负责)?解释/.exec(text)?.[1]
    if (found !== undefined) return found.replace(/^本/, '')
  }
  return undefined
}
