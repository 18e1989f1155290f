import type { ArticleNumber } from './document.ts'
import { NUMBER_CHARACTERS, readNumber } from './numerals.ts'

/** 第三条第二款第（一）项, as asked for; a range has been written out. */
export interface ArticleReference {
  article: ArticleNumber
  paragraph?: number
  item?: number
}

const N = `[${NUMBER_CHARACTERS}]{1,9}`
// 第 may be left out before Arabic digits (35条) and where a rule has been named; 一条消息 is no reference.
const REFERENCE = new RegExp(
  `(第?)(${N})(?:[-—~至到](?:第)?(${N})|((?:[、,，和及](?:第)?${N}){1,6}))?条(?:之(${N}))?(?:第?(${N})款)?(?:第?\\(?(${N})\\)?项)?`,
  'g',
)
const SUB_BEFORE = new RegExp(`([${NUMBER_CHARACTERS}])之(${N})条`, 'g')
const LONGEST_RANGE = 10

/** Reads the articles that a cleaned question asks for. `named` says that it also names a rule. */
export function readReferences(clean: string, named: boolean): ArticleReference[] {
  const found: ArticleReference[] = []
  const text = oneSpelling(clean)
  for (const match of text.matchAll(REFERENCE)) {
    const [, ordinal, first = '', last, more, sub, paragraph, item] = match
    const main = readNumber(first)
    if (main === undefined || main === 0) continue
    if (ordinal === '' && !isCertain(first, named)) continue
    const end = last === undefined ? main : (readNumber(last) ?? main)
    for (let number = main; number <= Math.min(end, main + LONGEST_RANGE - 1); number++) {
      found.push({
        article: { main: number, sub: sub ? (readNumber(sub) ?? 0) : 0 },
        ...parts(paragraph, item),
      })
    }
    for (const other of more?.match(new RegExp(N, 'g')) ?? []) {
      found.push({ article: { main: readNumber(other) ?? 0, sub: 0 } })
    }
  }
  return found
}

/** 第三条到第五条 is read like 第三到五条, 第一百二十之一条 like 第一百二十条之一, 第廿三条 like 第二十三条. */
function oneSpelling(clean: string): string {
  return clean
    .replaceAll('廿', '二十')
    .replaceAll('卅', '三十')
    .replace(/条([-—~至到])第?/g, '$1')
    .replace(SUB_BEFORE, '$1条之$2')
}

/** The chapter that a question names, where it does. */
export function readChapter(clean: string): number | undefined {
  const found = new RegExp(`第(${N})章`).exec(clean)
  return found ? readNumber(found[1] ?? '') : undefined
}

function isCertain(written: string, named: boolean): boolean {
  return /^\d/.test(written) || (named && written !== '一' && written !== '两')
}

function parts(paragraph: string | undefined, item: string | undefined) {
  const paragraphNumber = paragraph ? readNumber(paragraph) : undefined
  const itemNumber = item ? readNumber(item) : undefined
  return {
    ...(paragraphNumber === undefined ? {} : { paragraph: paragraphNumber }),
    ...(itemNumber === undefined ? {} : { item: itemNumber }),
  }
}
