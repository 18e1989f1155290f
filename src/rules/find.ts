import type { Asked } from './asked.ts'
import { chosenVersion, textsOf } from './chosen.ts'
import { comesNear } from './confidence.ts'
import { type Candidate, findCandidates } from './judge.ts'
import { type ArticleText, holdsOn } from './layers.ts'
import type { RuleBook } from './rule-book.ts'
import { versionBefore, versionOn } from './versions.ts'

/** The most likely text; when a rule is named, in that rule first. */
export function findBest(book: RuleBook, asked: Asked): Candidate | undefined {
  const search = (allowed: (text: ArticleText) => boolean) =>
    findCandidates(book.search, asked.topic, asked.expected, allowed)[0]
  const allowed = allowedTexts(asked)
  if (!asked.mention) return search(allowed)
  const { document } = asked.mention
  const version = chosenVersion(asked, document)
  const texts = new Set(version ? textsOf(book, asked, version) : [])
  const best = search(text => texts.has(text))
  // 公示办法里接待多久公示 names the wrong rule; what it is about may stand in another one.
  return best && comesNear(best) ? best : (search(allowed) ?? best)
}

/** The most likely text among those that are not in force, past or to come. */
export function findFormer(book: RuleBook, asked: Asked): Candidate | undefined {
  const { mention, today } = asked
  return findCandidates(
    book.search,
    asked.topic,
    asked.expected,
    text =>
      !holdsOn(text, today) &&
      (!mention || text.document === mention.document) &&
      (!mention?.version || text.version === mention.version),
  )[0]
}

/** Which texts a question without a named rule may be answered from. */
function allowedTexts({ moment, today }: Asked): (text: ArticleText) => boolean {
  switch (moment.kind) {
    case 'today':
      return text => holdsOn(text, today)
    case 'period': {
      const day = moment.to < today ? moment.to : today
      return text => holdsOn(text, day)
    }
    case 'edition':
      return text => text.version.year === moment.year && !text.amendedBy
    case 'previous':
      return text => isPrevious(text, today)
  }
}

function isPrevious({ document, version, to }: ArticleText, today: string): boolean {
  const current = versionOn(document, today)
  return current !== undefined && version === versionBefore(document, current) && to === version.effectiveTo
}
