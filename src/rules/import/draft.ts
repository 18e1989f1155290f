import { stringify } from 'yaml'
import type { RuleDocument } from '../document.ts'
import { type FrontMatter, readFrontMatter } from '../front-matter.ts'
import { readVersion } from '../issued.ts'
import { RuleBookError } from '../problem.ts'
import { cleanLine } from './characters.ts'
import { type DocumentFacts, factsOf } from './facts.ts'
import type { ReadDocument } from './extract.ts'
import { factsFor, type Given, settled } from './known-facts.ts'
import { isInternalMark, refuseMarked } from './marks.ts'
import { type Outline, outlineOf } from './outline.ts'
import type { DocumentKind } from './recognise.ts'
import { ImportRefused } from './refusal.ts'
import { missing, say } from './texts.ts'

/** What was understood of a document, before it takes effect. */
export interface Draft {
  kind: DocumentKind
  /** What is known so far; whole when nothing is missing. */
  facts: Partial<FrontMatter>
  issuer?: string
  articles: string[]
  /** What has to be said before it can be taken in, each with the flag that says it. */
  missing: string[]
  /** What is wrong with the document itself. */
  faults: string[]
  /** What somebody should look at. */
  doubts: string[]
  notes: string[]
  /** The rule file, when nothing is missing or wrong. */
  text?: string
}

/** Understands a document against the rules at hand. Throws ImportRefused for one that may not be kept. */
export function draftOf(read: ReadDocument, given: Given, documents: RuleDocument[]): Draft {
  const lines = read.lines.map(cleanLine)
  refuseMarked([...lines, ...read.around.map(cleanLine)])
  const mark = [...read.around.map(cleanLine), ...lines].find(isInternalMark)
  const outline = outlineOf(lines.filter(line => !isInternalMark(line)))
  if (outline.articles.length === 0) throw new ImportRefused(missing.articles)
  const said = factsOf(outline)
  const own = read.frontMatter === undefined ? undefined : ownFacts(read.frontMatter)
  const notes = [...read.notes, ...remarks(outline, said, mark)]
  const known = own ?? factsFor(said, documents, notes)
  const facts = settled(known, given, documents, outline.numbers)
  refuseOpening(facts, given, mark)
  const open = gapsIn(facts, said, given, mark, own !== undefined)
  const isLoose = facts.amends !== undefined || facts.numbersAsIssued === true
  const faults = isLoose ? outline.faults.filter(fault => fault.endsWith('没有内容。')) : outline.faults
  const draft: Draft = {
    kind: read.kind,
    facts,
    ...(said.issuer !== undefined && { issuer: said.issuer }),
    articles: outline.articles.map(({ label }) => label),
    missing: open,
    faults,
    doubts: outline.doubts,
    notes,
  }
  if (open.length > 0 || faults.length > 0) return draft
  return withText(draft, outline, said)
}

/** Writes the rule file and reads it again, as it will be read at every start. */
function withText(draft: Draft, outline: Outline, { preface }: DocumentFacts): Draft {
  const { facts } = draft
  const intro = preface.map(line => `> ${line}`)
  const text = `---\n${stringify(facts, { lineWidth: 0 })}---\n\n# ${facts.title}\n\n${[...intro, ...outline.body].join('\n')}\n`
  try {
    readVersion(`${facts.id}`, text)
    return { ...draft, text }
  } catch (error) {
    if (!(error instanceof RuleBookError)) throw error
    return { ...draft, faults: error.problems.map(({ text: words }) => words) }
  }
}

function ownFacts(yaml: string): Partial<FrontMatter> {
  try {
    return readFrontMatter('文件开头', `---\n${yaml}\n---\n`).facts
  } catch (error) {
    // Anything that YAML can be made to do ends here.
    throw new ImportRefused(
      error instanceof RuleBookError ? error.message : '文件开头的说明看不懂,没有导入。',
      {
        cause: error,
      },
    )
  }
}

function refuseOpening(facts: Partial<FrontMatter>, given: Given, mark: string | undefined): void {
  if (mark !== undefined && (given.isPublic === true || facts.sharing === 'public'))
    throw new ImportRefused(`文件写有“${mark}”,不能公开。请用 --groups 或 --all-groups 说明哪些群可以回答。`)
}

function gapsIn(
  facts: Partial<FrontMatter>,
  said: DocumentFacts,
  given: Given,
  mark: string | undefined,
  isOwn: boolean,
): string[] {
  const open: string[] = []
  if (facts.title === undefined) open.push(missing.title)
  if (facts.number === undefined) open.push(missing.number)
  if (facts.effectiveFrom === undefined) open.push(missing.effectiveFrom)
  if (facts.trial === true && facts.trialUntil === undefined) open.push(missing.trialUntil)
  if (facts.interpretedBy === undefined) open.push(missing.interpretedBy)
  if (said.isAmendment && facts.amends === undefined && !isOwn) open.push(missing.amends)
  const isSettled = given.groups !== undefined || given.allGroups === true || facts.groups !== undefined
  if (mark !== undefined && !isSettled) open.push(missing.groups)
  return open
}

function remarks(outline: Outline, { preface }: DocumentFacts, mark: string | undefined): string[] {
  return [
    ...(mark === undefined ? [] : [say.internalMark(mark)]),
    ...(preface.length > 0 ? [say.preface(preface)] : []),
    ...(outline.tail.length > 0 ? [say.tail(outline.tail)] : []),
  ]
}
