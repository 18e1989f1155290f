import { readNumber } from '../numbers.ts'
import type { DayFound } from './days.ts'
import { DAY_PARTS, NUMERAL, two } from './span.ts'
import type { DayPart, Span } from './span.ts'

interface TimeFound {
  time?: string
  part?: DayPart | undefined
  span?: Span
}

const TIME_PATTERN = new RegExp(
  `(${DAY_PARTS})?(?:的)?\\s?(?:(\\d{1,2}):(\\d{2})|(${NUMERAL})(?:点钟?|时(?!间|候))(半|整|[一1]刻|[三3]刻|差?(${NUMERAL})分|(${NUMERAL}))?)`,
)
const PART_PATTERN = new RegExp(DAY_PARTS)

export function firstTime(text: string, { part: dayPart, span }: DayFound): TimeFound {
  // Digits of the date are no clock time.
  const rest =
    span === undefined
      ? text
      : text.slice(0, span.start) + ' '.repeat(span.end - span.start) + text.slice(span.end)
  const match = TIME_PATTERN.exec(rest)
  const named = match?.[1] ?? PART_PATTERN.exec(rest)?.[0]
  const part = partOf(named) ?? dayPart
  if (match === null) return partOnly(rest, part)
  const hour = readNumber(match[2] ?? match[4] ?? '')
  const minute = match[3] === undefined ? minutesOf(match[5], match[6] ?? match[7]) : Number(match[3])
  if (hour === undefined || hour > 24 || minute === undefined || minute > 59)
    return part === undefined ? {} : { part }
  const time = `${two(inDay(hour, part, named) % 24)}:${two(minute)}`
  return {
    time,
    ...(part !== undefined && { part }),
    span: { start: match.index, end: match.index + match[0].length },
  }
}

function partOnly(text: string, part: DayPart | undefined): TimeFound {
  const end = /下班(之?前)?/.exec(text)
  // Offices close at 17:30 in the default settings; 中午 alone is twelve.
  if (end !== null) return { time: '17:30', span: { start: end.index, end: end.index + end[0].length } }
  if (part === undefined) return {}
  const word = PART_PATTERN.exec(text)
  const span = word === null ? {} : { span: { start: word.index, end: word.index + word[0].length } }
  return part === 'noon' ? { time: '12:00', part, ...span } : { part, ...span }
}

function partOf(word: string | undefined): DayPart | undefined {
  if (word === undefined) return undefined
  if (/早|上午|凌晨/.test(word)) return 'morning'
  if (/中午|午间/.test(word)) return 'noon'
  return /下午|午后/.test(word) ? 'afternoon' : 'evening'
}

function minutesOf(tail: string | undefined, count: string | undefined): number | undefined {
  if (tail === undefined || tail === '整') return 0
  if (tail === '半') return 30
  if (tail.endsWith('刻')) return /[一1]/.test(tail) ? 15 : 45
  return readNumber(count ?? '')
}

function inDay(hour: number, part: DayPart | undefined, word: string | undefined): number {
  if (hour > 12) return hour
  if (part === 'morning') return word === '凌晨' && hour === 12 ? 0 : hour
  if (part === 'afternoon' || part === 'evening') return hour === 12 ? 12 : hour + 12
  if (part === 'noon') return hour < 11 ? hour + 12 : hour
  return hour >= 1 && hour <= 6 ? hour + 12 : hour
}
