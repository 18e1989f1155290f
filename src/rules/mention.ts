import type { RuleDocument, RuleVersion } from './document.ts'
import { shortTitles } from './short-titles.ts'

/** A rule that a question names, by title, short title, document number or id. */
export interface Mention {
  document: RuleDocument
  /** Set when the words fit one version only: a document number, or the title of an abolished text. */
  version?: RuleVersion
  /** The question without the name. */
  rest: string
  /** Where in `rest` the name stood. */
  at: number
}

/** Finds the rules that a cleaned question names. */
export type FindMention = (clean: string) => Mention | undefined

const ENDINGS = /(?:实施办法|管理办法|实施细则|管理规定|管理制度|办法|细则|规定|制度)(?:\(试行\))?$/
const SPOKEN_ENDINGS = [
  '办法',
  '制度',
  '规定',
  '细则',
  '管理办法',
  '管理规定',
  '管理制度',
  '实施办法',
  '实施细则',
  '文件',
]
const NUMBER = /(\p{Script=Han}{0,6})[〔[(【]?((?:19|20)\d\d)[\])〕】]?年?第?(\d{1,4})号文?件?/u
const ID = /(?<![a-z0-9])([a-z]\d{2,3})(?![a-z0-9])/

/** Prepares the names of all versions. A title that the newest text no longer bears names the old version. */
export function mentionFinder(documents: RuleDocument[]): FindMention {
  const names = new Map<string, { document: RuleDocument; version?: RuleVersion }>()
  for (const document of documents) {
    const newest = document.versions.findLast(version => !version.amends)
    // Oldest first, so that a name the newest version still bears means the document as a whole.
    for (const version of document.versions) {
      const entry = version === newest ? { document } : { document, version }
      for (const name of namesOf(version)) names.set(name, entry)
    }
  }
  for (const [name, document] of shortNames(documents)) if (!names.has(name)) names.set(name, { document })
  const longestFirst = [...names.keys()].sort((a, b) => b.length - a.length)

  return clean => byNumber(documents, clean) ?? byName(longestFirst, names, clean) ?? byId(documents, clean)
}

/** Names without the organ in front, where one document alone would be called so. */
function shortNames(documents: RuleDocument[]): Map<string, RuleDocument> {
  const called = new Map<string, RuleDocument | undefined>()
  for (const document of documents) {
    const newest = document.versions.findLast(version => !version.amends)
    const names = newest ? shortTitles(cleanTitle(newest.title)).flatMap(spokenNames) : []
    for (const name of new Set(names)) called.set(name, called.has(name) ? undefined : document)
  }
  return new Map([...called].flatMap(([name, document]) => (document ? [[name, document] as const] : [])))
}

function namesOf({ title, aliases, amends }: RuleVersion): Set<string> {
  const names = [title, ...aliases].map(cleanTitle)
  return new Set(amends ? names : names.flatMap(spokenNames))
}

/** A title as cleaned questions write it: lower case, plain brackets. */
function cleanTitle(title: string): string {
  return title.normalize('NFKC').toLowerCase()
}

/** A cleaned title, without 试行, and with the other endings that people give it. */
function spokenNames(name: string): string[] {
  const stem = name.replace(ENDINGS, '')
  const hasStem = stem.length >= 2 && stem !== name
  return [name, name.replace(/\(试行\)$/, ''), ...(hasStem ? SPOKEN_ENDINGS.map(end => stem + end) : [])]
}

function byNumber(documents: RuleDocument[], clean: string): Mention | undefined {
  const found = NUMBER.exec(clean)
  if (!found) return undefined
  const [words, prefix = '', year = '', count = ''] = found
  for (const document of documents) {
    for (const version of document.versions) {
      const [, head = '', ownYear, ownCount] = /^(\D*)〔(\d{4})〕(\d+)号$/.exec(version.number) ?? []
      if (ownYear !== year || ownCount !== count) continue
      const start = found.index + (prefix.endsWith(head) ? prefix.length - head.length : prefix.length)
      return { document, version, rest: cut(clean, start, found.index + words.length), at: start }
    }
  }
  return undefined
}

function byName(
  longestFirst: string[],
  names: Map<string, { document: RuleDocument; version?: RuleVersion }>,
  clean: string,
): Mention | undefined {
  const name = longestFirst.find(words => clean.includes(words))
  const entry = name === undefined ? undefined : names.get(name)
  if (name === undefined || !entry) return undefined
  const at = clean.indexOf(name)
  return { ...entry, rest: cut(clean, at, at + name.length), at }
}

function byId(documents: RuleDocument[], clean: string): Mention | undefined {
  const found = ID.exec(clean)
  const document = documents.find(({ id }) => id.toLowerCase() === found?.[1])
  if (!found || !document) return undefined
  return { document, rest: cut(clean, found.index, found.index + found[0].length), at: found.index }
}

function cut(clean: string, from: number, to: number): string {
  const before = clean.slice(0, from).replace(/《$/, '')
  return `${before} ${clean.slice(to).replace(/^(?:\(试行\))?》?/, '')}`
}
