import { wordsOf } from './asked.ts'
import { type AskedLine, readAskedLines } from './asked-lines.ts'
import type { RuleDocument, RuleVersion } from './document.ts'
import { indexLines } from './heard.ts'
import { type FindMention, mentionFinder } from './mention.ts'
import { type Problem, RuleBookError } from './problem.ts'
import { type ArticleSearch, bodyOf, indexTexts } from './search.ts'
import { type Synonyms, readSynonyms } from './synonyms.ts'
import { type IssuedVersion, readVersion } from './issued.ts'
import { type ArticleText, layTexts } from './layers.ts'
import { linkVersions, newestTitle } from './link.ts'
import { type RuleFile, readRuleFiles } from './rule-files.ts'
import { strayProblems } from './strays.ts'

/** The office's rules (制度汇编), ready to be asked. */
export interface RuleBook {
  documents: RuleDocument[]
  /** Every article in every wording it ever had. */
  texts: ArticleText[]
  search: ArticleSearch
  synonyms: Synonyms
  /** How people ask for the articles. */
  asked: readonly AskedLine[]
  findMention: FindMention
  /** Whom to ask when the book does not help. */
  askInstead: string
}

const OFFICE = '综合科(办公室)'

/** Reads rules/*.md and synonyms.yaml below a directory, and what was imported. Throws RuleBookError in words. */
export function loadRuleBook(configDirectory: string, askInstead = OFFICE, dataDirectory?: string): RuleBook {
  const { files, synonyms, asked } = readRuleFiles(configDirectory, dataDirectory)
  return buildRuleBook(files, synonyms, askInstead, asked)
}

/** Checks and indexes the files. Throws RuleBookError with all problems that were found. */
export function buildRuleBook(
  files: RuleFile[],
  synonyms: RuleFile,
  askInstead = OFFICE,
  asked: RuleFile[] = [],
): RuleBook {
  const documents = readDocuments(files)
  const wordList = readSynonyms(synonyms.name, synonyms.text)
  const lines = asked.flatMap(readAskedLines)
  const strays = strayProblems(documents, lines, { file: synonyms.name, asked: wordList.asked })
  if (strays.length > 0) throw new RuleBookError(strays)
  return assemble(documents, wordList, lines, askInstead)
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
  { documents, synonyms, asked, askInstead }: RuleBook,
  isVisible: (version: RuleVersion) => boolean,
): RuleBook {
  const open = documents.flatMap(({ id, versions: all }) => {
    const versions = all.filter(isVisible)
    return versions.length > 0 ? [{ id, title: newestTitle(versions), versions }] : []
  })
  return assemble(open, synonyms, asked, askInstead)
}

function assemble(
  documents: RuleDocument[],
  synonyms: Synonyms,
  asked: readonly AskedLine[],
  askInstead: string,
): RuleBook {
  const texts = layTexts(documents, synonyms.asked)
  const findMention = mentionFinder(documents)
  const lines = asked.map(line => ({ ...line, words: wordsOf(line.text, { findMention, synonyms }) }))
  const search = indexTexts(texts, indexLines(lines, texts, texts.map(bodyOf)))
  return { documents, texts, search, synonyms, asked, findMention, askInstead }
}
