import { labelOf } from '../articles.ts'
import type { ArticleNumber } from '../document.ts'
import { NUMBER_CHARACTERS, readNumber } from '../numerals.ts'
import { isHeading } from './headings.ts'
import { endsSentence, isTitle } from './line-kinds.ts'
import { say } from './texts.ts'

const N = `[${NUMBER_CHARACTERS}]{1,9}`
const ARTICLE = new RegExp(`^第(${N})条(?:之(${N}))?(?![、,，和及至到或与规所款项的第])[ :：]*(.*)$`, 's')

/** The head of an article: its number and what follows it on the line. */
export interface Start {
  number: ArticleNumber
  rest: string
}

/**
 * Which lines begin an article. What breaks the run of numbers and stands in the middle of a sentence, or before the
 * number that was due, is a reference.
 */
export function articleStarts(lines: string[]): Map<number, Start> {
  const candidates = lines.flatMap((line, at) => {
    const start = startOf(line)
    return start ? [{ at, ...start }] : []
  })
  const starts = new Map<number, Start>()
  // The last line on which each number could begin an article.
  const lastSeen = new Map<string, number>()
  for (const { at, number } of candidates) lastSeen.set(labelOf(number), at)
  let previous: ArticleNumber | undefined
  for (const { at, number, rest } of candidates) {
    const isMidSentence = at > 0 && isOpenEnded(lines[at - 1] ?? '')
    const isOpening = starts.size === 0
    const comesAgain = (lastSeen.get(labelOf(number)) ?? 0) > at
    const dueLater = (lastSeen.get(labelOf(nextOf(previous))) ?? 0) > at
    const isDue = follows(previous, number)
    const isReference =
      !isOpening &&
      (isDue ? isMidSentence && comesAgain : isMidSentence || (dueLater && !isTwin(previous, number)))
    if (isReference) continue
    starts.set(at, { number, rest })
    previous = number
  }
  return starts
}

/** Whether the sentence on a line has to go on. */
function isOpenEnded(line: string): boolean {
  return !endsSentence(line) && !isHeading(line) && !isTitle(line)
}

/** Reads a line that may begin an article. */
export function startOf(line: string): Start | undefined {
  const [, main = '', sub, rest = ''] = ARTICLE.exec(line) ?? []
  const number = readNumber(main)
  if (number === undefined) return undefined
  return { number: { main: number, sub: sub === undefined ? 0 : (readNumber(sub) ?? 0) }, rest }
}

function follows(last: ArticleNumber | undefined, next: ArticleNumber): boolean {
  const { main, sub } = last ?? { main: 0, sub: 0 }
  return next.sub === 0 ? next.main === main + 1 : next.main === main && next.sub === sub + 1
}

function nextOf(last: ArticleNumber | undefined): ArticleNumber {
  return { main: (last?.main ?? 0) + 1, sub: 0 }
}

function isTwin(last: ArticleNumber | undefined, next: ArticleNumber): boolean {
  return last?.main === next.main && last.sub === next.sub
}

/** What is wrong when one article follows another, in words. */
export function numberFaults(last: ArticleNumber | undefined, next: ArticleNumber): string[] {
  if (follows(last, next)) return []
  if (last === undefined) return [say.firstIsNot(labelOf(next))]
  if (isTwin(last, next)) return [say.twice(labelOf(next))]
  if (next.main === 1) return [say.beginsAgain(labelOf(last))]
  if (next.main <= last.main) return [say.backwards(labelOf(last), labelOf(next))]
  const from = last.main + 1
  const missing =
    from === next.main - 1
      ? labelOf({ main: from, sub: 0 })
      : `${labelOf({ main: from, sub: 0 })}至${labelOf({ main: next.main - 1, sub: 0 })}`
  return [
    next.sub > 0 && next.main === last.main
      ? say.backwards(labelOf(last), labelOf(next))
      : say.gap(labelOf(last), labelOf(next), missing),
  ]
}
