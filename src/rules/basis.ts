import type { Day } from '../calendar/day.ts'
import type { Citation } from './document.ts'
import { textOf } from './document.ts'
import { statusWords } from './cite.ts'
import { holdsOn, type ArticleText } from './layers.ts'
import type { RuleBook } from './rule-book.ts'
import type { Audience } from './shelf.ts'
import { say, sayVersion } from './texts.ts'

/** What reminders and notices want of the rule book: the basis of a duty, and one article a week. */
export interface RuleTexts {
  /** Whether the rule book has 'R10 第五条' in any version. */
  knows(reference: string): boolean
  /** 依据:《…》(2025年)第五条,现行有效。 Undefined when 'R10 第五条' is not in force on that day, or does not exist for the readers. */
  basis(reference: string, day: Day, readers: Audience): string | undefined
  /** The article that a reference points to, for 依据 and 原文. */
  cited(reference: string, day: Day, readers: Audience): Citation | undefined
  /**
   * One short article in force with its basis, word for word, and its key; another one each week. Those `told` lately (keys, oldest
   * first) come again only when all were told.
   */
  ofTheWeek(week: number, day: Day, told: readonly string[]): { key: string; text: string } | undefined
}

const EVERYTHING: Audience = { kind: 'all' }

/** Reads the rules as they are at each call, so that imports count without a restart. */
export function ruleTexts(current: (audience: Audience) => RuleBook): RuleTexts {
  const find = (reference: string, day: Day, readers: Audience) => {
    const [document, article] = reference.split(' ')
    return current(readers).texts.find(
      text => text.document.id === document && text.article.label === article && holdsOn(text, day),
    )
  }
  return {
    knows(reference) {
      const [document, article] = reference.split(' ')
      return current(EVERYTHING).texts.some(
        text => text.document.id === document && text.article.label === article,
      )
    },
    basis(reference, day, readers) {
      const found = find(reference, day, readers)
      return found && basisLine(found, day)
    },
    cited(reference, day, readers) {
      const found = find(reference, day, readers)
      if (found === undefined) return undefined
      return { document: found.document.id, version: found.version.year, article: found.article.label }
    },
    ofTheWeek(week, day, told) {
      const quotable = current(EVERYTHING).texts.filter(text => isQuotable(text, day))
      const fresh = quotable.filter(text => !told.includes(keyOf(text)))
      const oldest = told.find(key => quotable.some(text => keyOf(text) === key))
      const turn = fresh.length > 0 ? fresh : quotable.filter(text => keyOf(text) === oldest)
      const found = inTurn(turn, week)
      return found && { key: keyOf(found), text: `${textOf(found.article)}\n${basisLine(found, day)}` }
    },
  }
}

/** No rule book at all: for tools that plan without one. */
export const noRuleTexts: RuleTexts = {
  knows: () => true,
  basis: () => undefined,
  cited: () => undefined,
  ofTheWeek: () => undefined,
}

function keyOf({ document, article }: ArticleText): string {
  return `${document.id} ${article.label}`
}

function basisLine(text: ArticleText, day: Day): string {
  return say.basis(sayVersion(text.version, text.amendedBy), [text.article.label], statusWords(text, day))
}

const LONGEST = 150

/** Public, in force, short enough to be read in a group, and about something: not 附则, 目的, 适用范围. */
function isQuotable(text: ArticleText, day: Day): boolean {
  const { article, version } = text
  return (
    holdsOn(text, day) &&
    version.sharing === 'public' &&
    textOf(article).length <= LONGEST &&
    !/附则|目的|适用|依据|范围|解释/.test(article.caption ?? textOf(article))
  )
}

/** Documents take turns too: a step that shares no factor with the number of articles reaches each of them. */
function inTurn(texts: readonly ArticleText[], week: number): ArticleText | undefined {
  const step = [17, 19, 23, 1].find(one => texts.length % one !== 0) ?? 1
  return texts[(week * step) % Math.max(1, texts.length)]
}
