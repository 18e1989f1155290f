import { type Day, addDays } from '../calendar/day.ts'
import { counterpartOf } from './counterpart.ts'
import type { Article, RuleDocument, RuleVersion } from './document.ts'
import type { Synonyms } from './synonyms.ts'

/** The words of one article during one stretch of time. An amendment gives its article a second text. */
export interface ArticleText {
  document: RuleDocument
  version: RuleVersion
  article: Article
  from: Day
  to?: Day
  /** The amendment whose wording this is. */
  amendedBy?: RuleVersion
  /** How members ask for it, as one text; '' when nobody wrote it down. Never quoted. */
  askedAs: string
}

/** Every article in every wording it ever had; amendments are laid over the version they change. */
export function layTexts(documents: RuleDocument[], asked: Synonyms['asked']): ArticleText[] {
  const texts = documents.flatMap(document =>
    document.versions.flatMap(version => {
      if (version.amends) return []
      const amendments = document.versions.filter(other => other.amends?.number === version.number)
      return version.articles.flatMap(article => layersOf(document, version, article, amendments))
    }),
  )
  for (const text of texts) text.askedAs = askedAs(text, asked)
  return texts
}

/** The phrases are written for the newest text; an older article shares those of the article that took its place. */
function askedAs({ document, version, article }: ArticleText, asked: Synonyms['asked']): string {
  const newest = document.versions.findLast(one => !one.amends)
  const place = !newest || version === newest ? article : counterpartOf(article, newest)
  return asked.get(`${document.id} ${place?.label}`)?.phrases ?? ''
}

/** Whether these words were what the rule said on a day. */
export function holdsOn(text: ArticleText, day: Day): boolean {
  return text.from <= day && (text.to === undefined || day <= text.to)
}

function layersOf(
  document: RuleDocument,
  version: RuleVersion,
  article: Article,
  amendments: RuleVersion[],
): ArticleText[] {
  const lastDay = version.effectiveTo ?? version.trialUntil
  const layers: ArticleText[] = [{ document, version, article, from: version.effectiveFrom, askedAs: '' }]
  for (const amendment of amendments) {
    const changed = amendment.articles.find(
      ({ number }) => number.main === article.number.main && number.sub === article.number.sub,
    )
    if (!changed) continue
    const previous = layers.at(-1)
    if (previous) previous.to = addDays(amendment.effectiveFrom, -1)
    const inherited = { ...(article.chapter ? { chapter: article.chapter } : {}), ...changed }
    layers.push({
      document,
      version,
      article: inherited,
      from: amendment.effectiveFrom,
      amendedBy: amendment,
      askedAs: '',
    })
  }
  const last = layers.at(-1)
  if (last && lastDay !== undefined) last.to = lastDay
  return layers
}
