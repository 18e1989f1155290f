import type { RuleDocument, RuleVersion } from '../document.ts'
import type { FrontMatter } from '../front-matter.ts'
import type { DocumentFacts } from './facts.ts'
import { say } from './texts.ts'

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

/** The facts of a rule file as far as the document and the rules at hand give them; `notes` says what was concluded. */
export function factsFor(
  said: DocumentFacts,
  documents: RuleDocument[],
  notes: string[],
): Partial<FrontMatter> {
  return withFormerOffice(factsFrom(said, documents, notes), documents, notes)
}

/** What whoever imports says goes before all else. */
export function settled(
  facts: Partial<FrontMatter>,
  given: Given,
  documents: RuleDocument[],
  articles: number[],
): Partial<FrontMatter> {
  return withAmended(withGiven(withSharing(facts, documents, given), given), articles)
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
      versions.some(
        version => numbers.has(version.number) && stemOf(version.title) === stemOf(said.title ?? ''),
      ),
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
  const known = new Map(
    documents.flatMap(({ versions }) => versions.map(version => [version.number, version.title])),
  )
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

/** Who interprets a new version that does not say it: whoever did before. */
function withFormerOffice(
  facts: Partial<FrontMatter>,
  documents: RuleDocument[],
  notes: string[],
): Partial<FrontMatter> {
  const former = formerOf(facts, documents)
  if (facts.interpretedBy !== undefined || !former) return facts
  notes.push(say.formerOffice(former.interpretedBy))
  return { ...facts, interpretedBy: former.interpretedBy }
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
  const former = formerOf(facts, documents)
  if (!former) return { ...facts, sharing: 'internal' }
  return { ...facts, sharing: former.sharing, ...(former.groups && { groups: former.groups }) }
}

function formerOf({ id }: Partial<FrontMatter>, documents: RuleDocument[]): RuleVersion | undefined {
  return documents.find(document => document.id === id)?.versions.at(-1)
}

function withGiven(facts: Partial<FrontMatter>, given: Given): Partial<FrontMatter> {
  const { id, title, number, effectiveFrom, trialUntil, interpretedBy, supersedes, abolishes, aliases } =
    given
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

/** An amendment changes the articles that it holds. */
function withAmended(facts: Partial<FrontMatter>, numbers: number[]): Partial<FrontMatter> {
  if (facts.amends === undefined || facts.amends.articles.length > 0) return facts
  return { ...facts, amends: { ...facts.amends, articles: [...new Set(numbers)] } }
}
