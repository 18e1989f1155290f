import { parseDocument } from 'yaml'
import { z } from 'zod'
import { type Problem, RuleBookError } from './problem.ts'
import { normalise } from './tokens.ts'

const phrases = z.string().trim().min(1)
const table = z.record(phrases, phrases).nullable().default({})
const asked = z
  .record(z.string().regex(/^\S+\s+\S/), z.record(phrases, phrases).nullable())
  .nullable()
  .default({})
const schema = z.strictObject({ synonyms: table, typos: table, outside: table, asked })

/** The office's own word list: how people say things, common slips of the pen, and subjects kept elsewhere. */
export interface Synonyms {
  /** Words as members say them, normalised, with what the rules call it. */
  meaningsOf: Map<string, string[]>
  /** The words of the rules themselves, so that no shorter word is read into them. */
  terms: Set<string>
  /** Wrong spelling -> right spelling, normalised. */
  typos: Map<string, string>
  /** Subject that is not in the rule book -> who to ask, subject normalised. */
  outside: Map<string, string>
  longest: number
  /** How members ask for an article, by its rule and label, 'R03 第八条'. */
  asked: Map<string, AskedPhrases>
}

/** Phrases as one text, and the title of the rule that they were written for. */
export interface AskedPhrases {
  phrases: string
  title: string
}

/** Reads config/synonyms.yaml. Throws RuleBookError in words. */
export function readSynonyms(file: string, yaml: string): Synonyms {
  const document = parseDocument(yaml)
  const broken = document.errors[0]
  if (broken) {
    const line = broken.linePos?.[0].line
    const problem: Problem = { file, text: '这一行看不懂,请检查缩进、冒号后的空格和括号。' }
    throw new RuleBookError([line === undefined ? problem : { ...problem, line }])
  }
  const result = schema.safeParse(document.toJS() ?? {})
  if (!result.success) {
    throw new RuleBookError(
      result.error.issues.map(issue => ({
        file,
        text: issue.path[0] === 'asked' ? askedProblem(issue.path) : rowProblem(issue.path),
      })),
    )
  }
  return indexed(result.data)
}

function rowProblem(path: readonly PropertyKey[]): string {
  return `“${path.join(' / ') || '开头'}”写法不对。每行写成“大家的说法: 制度的用语”,放在 synonyms、typos 或 outside 下面。`
}

function askedProblem(path: readonly PropertyKey[]): string {
  return `“${path.join(' / ')}”写法不对。先写编号和名称“R03 组织生活请假与补学办法:”,下面每行写成“第八条: 大家的问法”。`
}

/** A word list without words. */
export const noSynonyms: Synonyms = {
  meaningsOf: new Map(),
  terms: new Set(),
  typos: new Map(),
  outside: new Map(),
  longest: 0,
  asked: new Map(),
}

/** Puts slips of the pen right, in one pass; longer slips win over shorter ones. */
export function correctTypos(normalised: string, { typos, longest }: Synonyms): string {
  let text = ''
  for (let at = 0; at < normalised.length;) {
    const slip = longestAt(normalised, at, longest, words => typos.has(words))
    text += slip === '' ? normalised.charAt(at) : (typos.get(slip) ?? slip)
    at += Math.max(1, slip.length)
  }
  return text
}

/** The longest phrase that begins at a position and satisfies `known`; '' if there is none. */
export function longestAt(
  text: string,
  at: number,
  longest: number,
  known: (words: string) => boolean,
): string {
  for (let length = Math.min(longest, text.length - at); length > 0; length--) {
    const words = text.slice(at, at + length)
    if (known(words)) return words
  }
  return ''
}

function indexed({ synonyms, typos, outside, asked }: z.infer<typeof schema>): Synonyms {
  const meaningsOf = new Map<string, string[]>()
  for (const [said, meant] of rows(synonyms)) {
    for (const words of said)
      meaningsOf.set(words, [...(meaningsOf.get(words) ?? []), ...meant.map(normalise)])
  }
  const terms = new Set([...meaningsOf.values()].flat())
  const typoMap = new Map(
    rows(typos).flatMap(([wrong, [right = '']]) => wrong.map(one => [one, normalise(right)])),
  )
  const outsideMap = new Map(
    rows(outside).flatMap(([subjects, [ask = '']]) => subjects.map(one => [one, ask])),
  )
  const keys = [...terms, ...meaningsOf.keys(), ...typoMap.keys(), ...outsideMap.keys()]
  return {
    meaningsOf,
    terms,
    typos: typoMap,
    outside: outsideMap,
    asked: askedPhrases(asked ?? {}),
    longest: Math.max(0, ...keys.map(key => key.length)),
  }
}

function askedPhrases(asked: Record<string, Record<string, string> | null>): Map<string, AskedPhrases> {
  return new Map(
    Object.entries(asked).flatMap(([rule, articles]) => {
      const [id = '', ...title] = rule.split(/\s+/)
      return Object.entries(articles ?? {}).map(
        ([label, phrases]) => [`${id} ${label}`, { phrases, title: title.join(' ') }] as const,
      )
    }),
  )
}

/** The rows of a table, both sides split at 、; the left side normalised. */
function rows(table: Record<string, string> | null): [string[], string[]][] {
  return Object.entries(table ?? {}).map(([left, right]) => [split(left).map(normalise), split(right)])
}

function split(phrases: string): string[] {
  return phrases
    .split('、')
    .map(phrase => phrase.trim())
    .filter(phrase => phrase !== '')
}
