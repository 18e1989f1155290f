import type { Day } from '../calendar/day.ts'
import type { CitedArticle } from './document.ts'
import type { Quote } from './quote.ts'
import { say, sayStatus, sayVersion } from './texts.ts'
import { type ArticleText } from './layers.ts'
import { statusOn, versionOn } from './versions.ts'

/** A text together with the words taken from it. */
export interface Quoted {
  text: ArticleText
  quote: Quote
}

/** What the answer reports about a quotation; the status is that of the version on `today`. */
export function cite({ text, quote }: Quoted, today: Day): CitedArticle {
  return {
    document: text.document.id,
    number: text.version.number,
    version: text.version.year,
    status: statusOn(text.version, today),
    article: text.article.label,
    ...quote,
  }
}

/** 依据:《…》(2026年)第三条、第四条,现行有效。 One line for each version. */
export function basisOf(quoted: Quoted[], today: Day): string {
  const groups = Map.groupBy(quoted, ({ text }) => `${text.version.number} ${text.amendedBy?.number ?? ''}`)
  return [...groups.values()]
    .map(group => {
      const [first] = group
      if (!first) return ''
      const labels = [...new Set(group.map(({ text }) => text.article.label))]
      return say.basis(
        sayVersion(first.text.version, first.text.amendedBy),
        labels,
        statusWords(first.text, today),
      )
    })
    .join('\n')
}

export function statusWords({ document, version }: ArticleText, today: Day): string {
  return sayStatus(version, statusOn(version, today), versionOn(document, today), today)
}
