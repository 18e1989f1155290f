import type { Day } from '../calendar/day.ts'

/** Where a text stands on a given day: in force, in force for trial use, replaced, abolished, or not yet begun. */
export type RuleStatus = 'inForce' | 'trial' | 'superseded' | 'abolished' | 'notYetInForce'

/** One rule through its history. Versions are listed oldest first; an amendment is a version of its own. */
export interface RuleDocument {
  /** The short id of the front matter, 'R03'. */
  id: string
  /** The title of the newest version that is not an amendment, without 《》. */
  title: string
  versions: RuleVersion[]
}

/** One issued text of a rule: a full text, or an amendment that changes single articles of another version. */
export interface RuleVersion {
  documentId: string
  title: string
  /** '青办〔2026〕6号' */
  number: string
  /** The year of the number, '2026'; it names the version. */
  year: string
  trial: boolean
  effectiveFrom: Day
  /** Last day in force; undefined while nothing has ended it. */
  effectiveTo?: Day
  /** Last day of the trial period of a text for trial use. */
  trialUntil?: Day
  /** What ended it, once something has. */
  endedBy?: { number: string; how: 'superseded' | 'abolished' }
  amends?: { number: string; articles: number[] }
  /** The article that says which version applies to what had already begun on the first day. */
  transition?: { article: number; by: 'departure' }
  /** The section to ask when the text does not settle a question. */
  interpretedBy: string
  /** Whether only members of the office may be told of it (内部) or everyone who meets the bot (公开). */
  sharing: 'public' | 'internal'
  /** The groups in which an internal text may be told of; undefined: in all of the office. */
  groups?: string[]
  /** A rule of a higher level (上级) goes before the office's own. */
  level: 'higher' | 'own'
  /** Short titles that members use, 请假办法. */
  aliases: string[]
  /** What stands before the first article. */
  preface: string[]
  articles: Article[]
  /** The file it was read from, for messages. */
  file: string
}

export interface Article {
  number: ArticleNumber
  /** 第三十五条之一 */
  label: string
  /** The words in brackets behind the number, where the text has them. */
  caption?: string
  part?: Heading
  chapter?: Heading
  section?: Heading
  paragraphs: Paragraph[]
}

/** `sub` is 0 for 第三十五条 and 1 for 第三十五条之一. */
export interface ArticleNumber {
  main: number
  sub: number
}

export interface Heading {
  number: number
  title: string
}

/** A 款; its items (项) keep their （一） and also stand in `text`, one a line, as do 1. below an item and the rows of a table. */
export interface Paragraph {
  text: string
  items: string[]
}

/** Points to an article of a version. */
export interface Citation {
  /** 'R03' */
  document: string
  /** '2026' */
  version: string
  /** 第八条 */
  article: string
  /** The 款, counted from 1, where the article has several and one was quoted. */
  paragraph?: number
}

/** A citation together with the quoted words, which are always a literal part of the stored text. */
export interface CitedArticle extends Citation {
  number: string
  status: RuleStatus
  quote: string
}

/** The whole text of an article, one 款 or 项 a line. */
export function textOf(article: Article): string {
  return article.paragraphs.map(paragraph => paragraph.text).join('\n')
}
