import { cleanUp } from '../asked.ts'
import { writeNumber } from '../numerals.ts'
import { type FindTitles, type NamedDocument, abbreviationFinder } from './abbreviations.ts'

/** A question or a title without brackets, quotation marks and spaces, numerals in brackets spelt out: 解释(3) -> 解释三. */
export function plainOf(text: string): string {
  return cleanUp(text)
    .replace(/\((\d{1,2})\)/g, (_, digits: string) => writeNumber(Number(digits)))
    .replace(/[\s《》〈〉「」『』【】()"'“”‘’·]/g, '')
}

/**
 * Knows documents by their title, shorter forms of it (without 中华人民共和国, 最高人民法院, 试行), the names that judicial
 * interpretations go by (民间借贷司法解释), and abbreviations (民诉法). A fuller name is stronger than a shorter one; a name
 * that fits several documents equally well belongs to the last of them.
 */
export function titleFinder(titles: readonly string[]): FindTitles {
  const names = new Map<string, number>()
  const plainTitles = titles.map(plainOf)
  for (const namesOf of [spokenNames, bareNames, shortNames, (title: string) => [title]])
    for (const [document, title] of plainTitles.entries())
      for (const name of namesOf(title)) if (name.length >= 2) names.set(name, document)
  const findAbbreviation = abbreviationFinder(plainTitles)
  const lengthsByStart = lengthsOf(names.keys())

  return plain => {
    const found: NamedDocument[] = []
    for (let at = 0; at < plain.length;) {
      const lengths = lengthsByStart.get(plain.slice(at, at + 2)) ?? []
      const length = lengths.find(one => names.has(plain.slice(at, at + one)))
      if (length === undefined) {
        at++
        continue
      }
      const document = names.get(plain.slice(at, at + length)) ?? 0
      found.push({ document, from: at, to: at + length })
      at += length
    }
    return found.length > 0 ? found : findAbbreviation(plain)
  }
}

const STATE = '中华人民共和国'
const COURTS = /^(?:最高人民法院|最高人民检察院|、)+/

function shortNames(title: string): string[] {
  const short = title.replaceAll(STATE, '')
  return [short, short.replace(COURTS, '')]
}

function bareNames(title: string): string[] {
  return shortNames(title).map(short => short.replace(/(?:试行|暂行)$/, ''))
}

const INTERPRETATION =
  /^(?:最高人民法院|最高人民检察院|、)*关于(?:(?:审理|办理|适用|确定|处理)(?:涉及?)?)?(.{2,40}?)(?:纠纷)?(?:民事|刑事|行政)?(?:案件|纠纷)?(?:中)?(?:有关)?(?:若干)?(?:具体)?(?:适用|应用)?(?:法律)?(?:若干)?(?:问题)?的?(?:若干)?(解释|规定)([一二三四五六七八九])?$/

/** 公司法司法解释三, 民间借贷解释, 民间借贷规定, for a title of an interpretation. */
function spokenNames(title: string): string[] {
  const [, core, kind = '', count = ''] = INTERPRETATION.exec(title) ?? []
  if (core === undefined) return []
  const subject = core.replaceAll(STATE, '').replace(/若干$/, '')
  if (subject.length < 2) return []
  return ['司法解释', '解释', kind].map(word => `${subject}${word}${count}`)
}

/** The lengths of the names that begin with the same two letters, longest first. */
function lengthsOf(names: Iterable<string>): Map<string, number[]> {
  const lengths = new Map<string, Set<number>>()
  for (const name of names) {
    const start = name.slice(0, 2)
    lengths.set(start, (lengths.get(start) ?? new Set()).add(name.length))
  }
  return new Map([...lengths].map(([start, own]) => [start, [...own].sort((a, b) => b - a)]))
}
