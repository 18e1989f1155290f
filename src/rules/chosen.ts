import type { Asked } from './asked.ts'
import type { RuleDocument, RuleVersion } from './document.ts'
import type { ArticleText } from './layers.ts'
import type { RuleBook } from './rule-book.ts'
import { versionBefore, versionOn } from './versions.ts'

/** The version that a question is about; undefined when the year it names has none. */
export function chosenVersion(asked: Asked, document: RuleDocument): RuleVersion | undefined {
  const { mention, moment, today } = asked
  if (mention?.version && mention.document === document) return mention.version
  const newest = document.versions.findLast(version => !version.amends)
  const current = versionOn(document, today) ?? newest
  switch (moment.kind) {
    case 'today':
      return current
    case 'previous':
      return current && (versionBefore(document, current) ?? current)
    case 'edition':
      return document.versions.find(version => version.year === moment.year)
    case 'period': {
      const year = moment.from.slice(0, 4)
      const named = document.versions.find(version => version.year === year && !version.amends)
      // 2023年请假办法 names the version of that year where there is one.
      if (moment.from === `${year}-01-01` && moment.to === `${year}-12-31` && mention && named) return named
      return versionOn(document, moment.to < today ? moment.to : today)
    }
  }
}

/** The texts of a version in the wording that the question is about. */
export function textsOf(book: RuleBook, { moment, today }: Asked, version: RuleVersion): ArticleText[] {
  if (version.amends) return book.texts.filter(text => text.amendedBy === version)
  const layers = book.texts.filter(text => text.version === version)
  const day = moment.kind === 'period' && moment.to < today ? moment.to : (version.effectiveTo ?? today)
  return version.articles.flatMap(article => {
    const own = layers.filter(({ article: { label } }) => label === article.label)
    if (moment.kind === 'edition') return own.slice(0, 1)
    return [own.findLast(layer => layer.from <= day) ?? own.at(-1)].filter(text => text !== undefined)
  })
}
