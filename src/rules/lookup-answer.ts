import type { Asked } from './asked.ts'
import { type RuleAnswer, answerWith, noAnswer } from './answer.ts'
import { chosenVersion, textsOf } from './chosen.ts'
import type { Quoted } from './cite.ts'
import { type RuleDocument, type RuleVersion, textOf } from './document.ts'
import { labelOf } from './articles.ts'
import type { Moment } from './moment.ts'
import { partOf } from './quote.ts'
import type { ArticleReference } from './reference.ts'
import type { RuleBook } from './rule-book.ts'
import { say, sayVersion } from './texts.ts'
import type { ArticleText } from './layers.ts'
import { writeNumber } from './numerals.ts'

/** Answers a question that names its articles by number (请假办法第九条, 第三条到第五条, 第二章), exactly. */
export function answerLookup(book: RuleBook, asked: Asked): RuleAnswer | undefined {
  if (asked.references.length === 0 && (asked.chapter === undefined || !asked.mention)) return undefined
  if (!asked.mention && namesAnother(asked.clean)) return undefined
  const document = asked.mention?.document ?? previousDocument(book, asked)
  if (!document) return asked.topicless ? noAnswer(say.whichRule, 0.1) : undefined
  const version = chosenVersion(asked, document)
  if (!version) return noEdition(document, asked.moment)
  const texts = textsOf(book, asked, version)
  return asked.references.length > 0 ? byNumbers(asked, version, texts) : byChapter(asked, version, texts)
}

// 党章第一条, 纪律处分条例第三十条: a document with a name of its own, which is none of this book. 这个办法第九条 has none.
const NAMED =
  /(?:党章|章程|宪法|[^这那该本个份的,。?? ]{2,}(?:条例|准则|法|办法|细则|规定|规则|制度|意见|通知))(?:的|里的?|中的?)?第/
const NO_NAME =
  /(?:这个|那个|这份|那份|刚才的?|上面的?|前面的?|同一个?|看看|查查|请问|原来的?|新的?|旧的?|老的?)(?:办法|细则|规定|规则|制度|条例)(?:的|里的?|中的?)?第/

function namesAnother(clean: string): boolean {
  return NAMED.test(clean) && !NO_NAME.test(clean)
}

function byNumbers(asked: Asked, version: RuleVersion, texts: ArticleText[]): RuleAnswer {
  const before: string[] = []
  const quoted: Quoted[] = []
  for (const reference of asked.references) {
    const { main, sub } = reference.article
    const text = texts.find(({ article: { number } }) => number.main === main && number.sub === sub)
    if (!text) {
      before.push(say.noArticle(sayVersion(version), version.articles.length, labelOf(reference.article)))
      continue
    }
    before.push(...chapterRemark(asked, text))
    quoted.push({ text, ...quotePart(reference, text, before) })
  }
  if (quoted.length === 0) return noAnswer(before.join('\n'), 0.1)
  const later = asked.moment.kind === 'edition' ? laterAmendments(version, quoted) : []
  return answerWith(asked, quoted, { before, after: later })
}

function quotePart(reference: ArticleReference, text: ArticleText, before: string[]): Pick<Quoted, 'quote'> {
  const whole = { quote: { quote: textOf(text.article) } }
  const { paragraph, item } = reference
  if (paragraph === undefined && item === undefined) return whole
  const part = partOf(text.article, paragraph, item)
  if (part) return { quote: part }
  const count = text.article.paragraphs.length
  before.push(
    (paragraph ?? 1) > count ? say.noPart(text.article.label, count) : say.noItem(text.article.label),
  )
  return whole
}

function byChapter(asked: Asked, version: RuleVersion, texts: ArticleText[]): RuleAnswer | undefined {
  const chapter = texts.filter(({ article }) => article.chapter?.number === asked.chapter)
  if (chapter.length === 0) return undefined
  const { title } = chapter[0]?.article.chapter ?? { title: '' }
  const quoted = chapter.map(text => ({ text, quote: { quote: textOf(text.article) } }))
  return answerWith(asked, quoted, {
    before: [`${sayVersion(version)}第${writeNumber(asked.chapter ?? 0)}章 ${title}:`],
  })
}

/** Article numbers run on through all chapters, so a wrong chapter does no harm; the answer says where it stands. */
function chapterRemark({ chapter }: Asked, { article }: ArticleText): string[] {
  if (chapter === undefined || !article.chapter || article.chapter.number === chapter) return []
  return [say.otherChapter(article.label, `第${writeNumber(article.chapter.number)}章`)]
}

/** Whoever asks for the first wording of an article hears that it was amended. */
function laterAmendments(version: RuleVersion, quoted: Quoted[]): string[] {
  return quoted.flatMap(({ text }) => {
    const later = text.document.versions.find(
      other =>
        other.amends?.number === version.number && other.amends.articles.includes(text.article.number.main),
    )
    return later ? [say.amendedLater(later.number, later.effectiveFrom)] : []
  })
}

function noEdition(document: RuleDocument, moment: Moment): RuleAnswer {
  const years = document.versions.map(version => `${version.year}年版`).join('、')
  const year =
    moment.kind === 'edition' ? moment.year : moment.kind === 'period' ? moment.said.slice(0, 4) : ''
  return noAnswer(say.noEdition(document.title, year, years), 0.1)
}

function previousDocument(book: RuleBook, { previous }: Asked): RuleDocument | undefined {
  return book.documents.find(({ id }) => id === previous[0]?.document)
}
