import { readFrontMatter } from '../front-matter.ts'
import { RuleBookError } from '../problem.ts'
import { buildRuleBook, readDocuments } from '../rule-book.ts'
import type { RuleFile } from '../rule-files.ts'
import { type Draft, draftOf } from './draft.ts'
import type { Given } from './known-facts.ts'
import type { KeptRule } from './keep.ts'
import { readDocument } from './read-document.ts'
import { ImportRefused } from './refusal.ts'

/** A document to be taken in: its name for messages and its bytes. */
export interface Incoming {
  name: string
  bytes: Buffer
}

/** What became of one document. */
export type Planned =
  | { kind: 'refused'; file: string; reason: string }
  | { kind: 'unready'; file: string; draft: Draft }
  | { kind: 'unchanged'; file: string; draft: Draft }
  | { kind: 'ready'; file: string; draft: Draft; rule: KeptRule; replaces: boolean }

/** The rule files at hand: the office's own and those imported before. */
export interface Present {
  own: RuleFile[]
  imported: RuleFile[]
  synonyms: RuleFile
  asked: RuleFile[]
}

export interface Plan {
  documents: Planned[]
  /** What the documents would do wrong together with the rest of the book. */
  problems: string[]
  /** Whether everything could be taken in; otherwise nothing is. */
  isReady: boolean
}

/** Reads and understands the documents one after another; each knows of those before it. Nothing is written. */
export async function planImport(
  incoming: Incoming[],
  present: Present,
  given: Given,
  mayReplace: boolean,
): Promise<Plan> {
  const documents: Planned[] = []
  let files = [...present.own, ...present.imported]
  for (const { name, bytes } of incoming) {
    const planned = await planOne({ name, bytes }, present, files, given, mayReplace)
    documents.push(planned)
    if (planned.kind === 'ready') files = withRule(files, planned.rule)
  }
  const problems = problemsOf(files, present)
  const isReady =
    problems.length === 0 && documents.every(({ kind }) => kind === 'ready' || kind === 'unchanged')
  return { documents, problems, isReady }
}

async function planOne(
  { name, bytes }: Incoming,
  { own, imported }: Present,
  files: RuleFile[],
  given: Given,
  mayReplace: boolean,
): Promise<Planned> {
  try {
    const draft = draftOf(await readDocument(name, bytes), given, documentsIn(files))
    const { facts, text } = draft
    const { id, number } = facts
    if (text === undefined || id === undefined || number === undefined)
      return { kind: 'unready', file: name, draft }
    const rule = { id, number, text }
    if (own.some(file => holds(file, number)))
      throw new ImportRefused(`${number} 已经在 CONFIG_DIR/rules 里。要修改请直接改那里的文件。`)
    const former = imported.find(file => holds(file, number))
    if (former?.text === text) return { kind: 'unchanged', file: name, draft }
    if (former === undefined && files.some(file => holds(file, number)))
      throw new ImportRefused(`${number} 在这一次里出现了两份。`)
    if (former !== undefined && !mayReplace)
      throw new ImportRefused(`${number} 已经导入过,内容不同。要用这一份代替请加 --replace,旧文件会保留。`)
    return { kind: 'ready', file: name, draft, rule, replaces: former !== undefined }
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error
    return { kind: 'refused', file: name, reason: error.message }
  }
}

function withRule(files: RuleFile[], { id, number, text }: KeptRule): RuleFile[] {
  return [...files.filter(file => !holds(file, number)), { name: `${id} ${number}`, text }]
}

/** Whether a rule file is the one of this number. */
function holds({ name, text }: RuleFile, number: string): boolean {
  return readFrontMatter(name, text.replace(/^\uFEFF/, '').replaceAll('\r', '')).facts.number === number
}

function documentsIn(files: RuleFile[]) {
  try {
    return readDocuments(files)
  } catch (error) {
    if (!(error instanceof RuleBookError)) throw error
    throw new ImportRefused(`与现有制度对不上:${error.message}`)
  }
}

function problemsOf(files: RuleFile[], { synonyms, asked }: Present): string[] {
  try {
    buildRuleBook(files, synonyms, undefined, asked)
    return []
  } catch (error) {
    if (error instanceof RuleBookError) return error.message.split('\n')
    throw error
  }
}
