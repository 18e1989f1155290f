import type { RuleVersion } from './document.ts'
import { readArticles } from './articles.ts'
import { type FrontMatter, readFrontMatter } from './front-matter.ts'
import { RuleBookError } from './problem.ts'

/** A version as its file states it, with the numbers of what it ended. */
export interface IssuedVersion extends RuleVersion {
  supersedes: string[]
  abolishes: string[]
  abolishedBy?: string
}

/** Reads one rule file (Markdown with YAML front matter). Throws RuleBookError in words. */
export function readVersion(file: string, text: string): IssuedVersion {
  const { facts, body, bodyLine } = readFrontMatter(file, text.replace(/^\uFEFF/, '').replaceAll('\r', ''))
  const content = readArticles(file, body, {
    firstLine: bodyLine,
    anyNumbers: facts.amends !== undefined || facts.numbersAsIssued,
  })
  checkNumbers(
    file,
    facts,
    content.articles.map(article => article.number.main),
  )
  const { effectiveTo, trialUntil, amends, transition, abolishedBy } = facts
  return {
    documentId: facts.id,
    title: facts.title,
    number: facts.number,
    year: String(facts.year),
    trial: facts.trial,
    effectiveFrom: facts.effectiveFrom,
    interpretedBy: facts.interpretedBy,
    sharing: facts.sharing,
    ...(facts.groups ? { groups: facts.groups } : {}),
    level: facts.level,
    aliases: facts.aliases,
    supersedes: facts.supersedes,
    abolishes: facts.abolishes,
    ...(effectiveTo ? { effectiveTo } : {}),
    ...(trialUntil ? { trialUntil } : {}),
    ...(amends ? { amends } : {}),
    ...(transition ? { transition } : {}),
    ...(abolishedBy ? { abolishedBy } : {}),
    ...content,
    file,
  }
}

function checkNumbers(file: string, facts: FrontMatter, present: number[]): void {
  const missing = (wanted: number[]) => wanted.filter(number => !present.includes(number))
  const lacking = missing([
    ...(facts.amends?.articles ?? []),
    ...(facts.transition ? [facts.transition.article] : []),
  ])
  if (lacking.length > 0) {
    throw new RuleBookError([{ file, text: `说明里提到第${lacking.join('、')}条,正文里没有这一条。` }])
  }
  if (facts.trial && !facts.trialUntil) {
    throw new RuleBookError([{ file, text: '试行的制度请写 trialUntil(试行期最后一天),如 2026-12-31。' }])
  }
}
