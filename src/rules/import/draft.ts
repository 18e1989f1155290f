import { stringify } from 'yaml'
import type { RuleDocument } from '../document.ts'
import { type FrontMatter, readFrontMatter } from '../front-matter.ts'
import { readVersion } from '../issued.ts'
import { RuleBookError } from '../problem.ts'
import { cleanLine } from './characters.ts'
import { type DocumentFacts, factsOf } from './facts.ts'
import type { ReadDocument } from './extract.ts'
import { isInternalMark, refuseMarked } from './marks.ts'
import { type Outline, outlineOf } from './outline.ts'
import type { DocumentKind } from './recognise.ts'
import { ImportRefused } from './refusal.ts'
import { missing, say } from './texts.ts'

/** What whoever imports says about the document; it goes before what the document says itself. */
export interface Given {
  id?: string
  title?: string
  number?: string
  effectiveFrom?: string
  trialUntil?: string
  interpretedBy?: string
  amends?: string
  supersedes?: string[]
  abolishes?: string[]
  aliases?: string[]
  isPublic?: boolean
  groups?: string[]
  allGroups?: boolean
  isHigher?: boolean
  numbersAsIssued?: boolean
}

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
  const facts = withAmended(
    withGiven(withSharing(own ?? factsFrom(said, documents, notes), documents, given), given),
    outline,
  )
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
    throw new ImportRefused(error instanceof RuleBookError ? error.message : '文件开头的说明看不懂,没有导入。', {
      cause: error,
    })
  }
}

function factsFrom(said: DocumentFacts, documents: RuleDocument[], notes: string[]): Partial<FrontMatter> {
  const { title, number, trial, effectiveFrom, trialUntil, interpretedBy, transition } = said
  return {
    ...idFor(said, documents, notes),
    ...(title !== undefined && { title }),
    ...(number !== undefined && { number }),
    ...(trial && { trial }),
    ...(effectiveFrom !== undefined && { effectiveFrom }),
    ...(trialUntil !== undefined && { trialUntil }),
    ...endsOf(said, documents),
    ...(transition !== undefined && { transition }),
    ...(interpretedBy !== undefined && { interpretedBy }),
    ...(said.amends !== undefined && { amends: amendment(said.amends) }),
  }
}

/** The id of the rule of which this is a newer version or an amendment; a free one for a new rule. */
function idFor(said: DocumentFacts, documents: RuleDocument[], notes: string[]): { id: string } {
  const numbers = new Set([said.amends, ...said.ends.map(({ number }) => number)])
  const sameRule = documents.find(
    ({ title, versions }) =>
      stemOf(title) === stemOf(said.title ?? '') ||
      (said.amends !== undefined && versions.some(({ number }) => number === said.amends)) ||
      versions.some(version => numbers.has(version.number) && stemOf(version.title) === stemOf(said.title ?? '')),
  )
  if (sameRule) {
    notes.push(say.idByTitle(sameRule.id, sameRule.title))
    return { id: sameRule.id }
  }
  const highest = Math.max(0, ...documents.map(({ id }) => (id.startsWith('R') ? Number(id.slice(1)) : 0)))
  const id = `R${String(highest + 1).padStart(2, '0')}`
  notes.push(say.idProposed(id))
  return { id }
}

/** What bore the same title is replaced, anything else it names is abolished. */
function endsOf({ title = '', ends }: DocumentFacts, documents: RuleDocument[]): Partial<FrontMatter> {
  const known = new Map(documents.flatMap(({ versions }) => versions.map(version => [version.number, version.title])))
  const isSame = (end: DocumentFacts['ends'][number]) =>
    stemOf(end.title ?? known.get(end.number) ?? '') === stemOf(title)
  const numbers = (wanted: boolean) => ends.filter(end => isSame(end) === wanted).map(({ number }) => number)
  const [supersedes, abolishes] = [numbers(true), numbers(false)]
  return {
    ...(supersedes.length > 0 && { supersedes }),
    ...(abolishes.length > 0 && { abolishes }),
  }
}

/** A title without 试行 and the like, by which versions of one rule are known. */
function stemOf(title: string): string {
  return title.normalize('NFKC').replace(/\((?:试行|暂行|修订|修订版)\)$/, '')
}

function amendment(number: string): { number: string; articles: number[] } {
  return { number, articles: [] }
}

function withGiven(facts: Partial<FrontMatter>, given: Given): Partial<FrontMatter> {
  const { id, title, number, effectiveFrom, trialUntil, interpretedBy, supersedes, abolishes, aliases } = given
  const all: Partial<FrontMatter> = {
    ...facts,
    ...(id !== undefined && { id }),
    ...(title !== undefined && { title }),
    ...(number !== undefined && { number }),
    ...(effectiveFrom !== undefined && { effectiveFrom }),
    ...(trialUntil !== undefined && { trial: true, trialUntil }),
    ...(interpretedBy !== undefined && { interpretedBy }),
    ...(supersedes !== undefined && { supersedes }),
    ...(abolishes !== undefined && { abolishes }),
    ...(aliases !== undefined && { aliases }),
    ...(given.amends !== undefined && { amends: amendment(given.amends) }),
    ...(given.isHigher === true && { level: 'higher' as const }),
    ...(given.numbersAsIssued === true && { numbersAsIssued: true }),
  }
  const year = /〔(\d{4})〕/.exec(all.number ?? '')?.[1]
  return { ...all, ...(year !== undefined && { year: Number(year) }) }
}

/**
 * For whom the rule is: as whoever imports says, else as its older version was. Without either it is for the members of
 * the office: nothing becomes public unasked.
 */
function withSharing(
  facts: Partial<FrontMatter>,
  documents: RuleDocument[],
  { isPublic, groups, allGroups }: Given,
): Partial<FrontMatter> {
  const rest = { ...facts }
  delete rest.groups
  if (isPublic === true) return { ...rest, sharing: 'public' }
  if (groups !== undefined) return { ...rest, sharing: 'internal', groups }
  if (allGroups === true) return { ...rest, sharing: 'internal' }
  if (facts.sharing !== undefined) return facts
  const former = documents.find(({ id }) => id === facts.id)?.versions.at(-1)
  if (!former) return { ...facts, sharing: 'internal' }
  return { ...facts, sharing: former.sharing, ...(former.groups && { groups: former.groups }) }
}

/** An amendment changes the articles that it holds. */
function withAmended(facts: Partial<FrontMatter>, { numbers }: Outline): Partial<FrontMatter> {
  if (facts.amends === undefined || facts.amends.articles.length > 0) return facts
  return { ...facts, amends: { ...facts.amends, articles: [...new Set(numbers)] } }
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

