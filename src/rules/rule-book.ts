import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { RuleDocument, RuleVersion } from './document.ts'
import { type FindMention, mentionFinder } from './mention.ts'
import { type Problem, RuleBookError } from './problem.ts'
import { type ArticleSearch, indexTexts } from './search.ts'
import { type Synonyms, readSynonyms } from './synonyms.ts'
import { type IssuedVersion, readVersion } from './issued.ts'
import { type ArticleText, layTexts } from './layers.ts'
import { importedFiles } from './imported.ts'
import { linkVersions, newestTitle } from './link.ts'

/** The office's rules (制度汇编), ready to be asked. */
export interface RuleBook {
  documents: RuleDocument[]
  /** Every article in every wording it ever had. */
  texts: ArticleText[]
  search: ArticleSearch
  synonyms: Synonyms
  findMention: FindMention
  /** Whom to ask when the book does not help. */
  askInstead: string
}

/** A file of the rule book: its name, for messages, and its text. */
export interface RuleFile {
  name: string
  text: string
}

const OFFICE = '综合科(办公室)'

/** Reads rules/*.md and synonyms.yaml below a directory, and what was imported. Throws RuleBookError in words. */
export function loadRuleBook(configDirectory: string, askInstead = OFFICE, dataDirectory?: string): RuleBook {
  const { files, synonyms } = readRuleFiles(configDirectory, dataDirectory)
  return buildRuleBook(files, synonyms, askInstead)
}

/** The files a rule book is built from: the office's own, then the imported ones. */
export function readRuleFiles(
  configDirectory: string,
  dataDirectory: string | undefined,
): { files: RuleFile[]; synonyms: RuleFile } {
  const rules = join(configDirectory, 'rules')
  const names = listMarkdown(rules)
  const files = names.map(name => ({ name: `rules/${name}`, text: readFileSync(join(rules, name), 'utf8') }))
  const synonyms = { name: 'synonyms.yaml', text: readIfPresent(join(configDirectory, 'synonyms.yaml')) }
  const imported = dataDirectory === undefined ? [] : importedFiles(dataDirectory)
  return { files: [...files, ...imported], synonyms }
}

/** Checks and indexes the files. Throws RuleBookError with all problems that were found. */
export function buildRuleBook(files: RuleFile[], synonyms: RuleFile, askInstead = OFFICE): RuleBook {
  const documents = readDocuments(files)
  const wordList = readSynonyms(synonyms.name, synonyms.text)
  const strays = strayPhrases(documents, wordList)
  if (strays.length > 0) {
    const text = (key: string) => `asked 里的“${key}”在制度汇编里没有,请写成“R03 第八条”这样的编号和条号。`
    throw new RuleBookError(strays.map(key => ({ file: synonyms.name, text: text(key) })))
  }
  return assemble(documents, wordList, askInstead)
}

/** Reads the files and works out which version ended which, without an index. Throws RuleBookError with all problems. */
export function readDocuments(files: RuleFile[]): RuleDocument[] {
  const problems: Problem[] = []
  const issued: IssuedVersion[] = []
  for (const { name, text } of files) {
    try {
      issued.push(readVersion(name, text))
    } catch (error) {
      if (!(error instanceof RuleBookError)) throw error
      problems.push(...error.problems)
    }
  }
  if (problems.length > 0) throw new RuleBookError(problems)
  return linkVersions(issued)
}

/** A rule book in which the other versions do not exist: no title, no number, no word of them is in it. */
export function partOfBook(
  { documents, synonyms, askInstead }: RuleBook,
  isVisible: (version: RuleVersion) => boolean,
): RuleBook {
  const open = documents.flatMap(({ id, versions: all }) => {
    const versions = all.filter(isVisible)
    return versions.length > 0 ? [{ id, title: newestTitle(versions), versions }] : []
  })
  return assemble(open, synonyms, askInstead)
}

function assemble(documents: RuleDocument[], synonyms: Synonyms, askInstead: string): RuleBook {
  const texts = layTexts(documents, synonyms.asked)
  const search = indexTexts(texts)
  return { documents, texts, search, synonyms, findMention: mentionFinder(documents), askInstead }
}

/** Phrases noted for an article that no text of its rule has. */
function strayPhrases(documents: RuleDocument[], { asked }: Synonyms): string[] {
  const known = new Set(
    documents.flatMap(({ id, versions }) =>
      versions.flatMap(version => version.articles.map(({ label }) => `${id} ${label}`)),
    ),
  )
  return [...asked.keys()].filter(key => !known.has(key))
}

function listMarkdown(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter(name => name.endsWith('.md'))
      .sort()
  } catch (error) {
    if (!isMissing(error)) throw error
    throw new RuleBookError([{ file: 'rules', text: '没有找到 rules 文件夹,请建一个并放入制度文件。' }])
  }
}

function readIfPresent(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return ''
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
