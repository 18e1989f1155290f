import type { Day } from '../calendar/day.ts'
import { type Asked, isBare } from './asked.ts'
import { type RuleAnswer, answerWith } from './answer.ts'
import type { RuleDocument, RuleStatus, RuleVersion } from './document.ts'
import { chosenVersion } from './chosen.ts'
import type { RuleBook } from './rule-book.ts'
import { say, sayStatus, sayVersion } from './texts.ts'
import { startOf } from './version-answer.ts'
import { statusOn, versionOn } from './versions.ts'

/** One rule in a list: its version in force, or the newest one when none is. */
export interface ListedDocument {
  id: string
  title: string
  number: string
  version: string
  status: RuleStatus
  effectiveFrom: Day
  effectiveTo?: Day
  articles: number
}

/** The rules in force or in trial use on a day, then those to come. */
export function listDocuments(book: RuleBook, today: Day): ListedDocument[] {
  return book.documents.flatMap(document => {
    const version = versionOn(document, today) ?? document.versions.find(one => one.effectiveFrom > today)
    return version ? [listed(version, today)] : []
  })
}

/** Every version of a rule, amendments included, newest first; undefined for an id that the book does not hold. */
export function documentVersions(book: RuleBook, id: string, today: Day): ListedDocument[] | undefined {
  const document = book.documents.find(one => one.id === id)
  return document?.versions.map(version => listed(version, today)).reverse()
}

/** The latest versions, newest first. */
export function recentChanges(book: RuleBook, today: Day, limit = 5): ListedDocument[] {
  return book.documents
    .flatMap(({ versions }) => versions)
    .filter(version => version.effectiveFrom <= today)
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))
    .slice(0, limit)
    .map(version => listed(version, today))
}

const CATALOGUE =
  /有(?:哪些|什么|啥|(?:多少|几)[个份项部]?)(?:制度|规定|办法|文件|规章)|(?:哪些|多少|几[个份项部])(?:制度|规章)|制度(?:汇编)?(?:的)?(?:目录|清单|列表|一览)|制度汇编.{0,8}(?:哪一?版|哪年|有什么|有哪些|内容|版本|多少)|所有制度|全部制度/
const RECENT =
  /(?:最近|近期|新近|刚|最新|新|今年|这个月|本月).{0,4}(?:出台?|修订|印发|更新|修改|发布|施行|实施|改|变)(?:的|了)?(?:什么|哪些|啥|哪几[个份])?(?:新)?(?:的)?(?:制度|规定|办法|文件)?|新(?:制度|规定|文件)(?:有)?(?:哪些|什么|啥)?|(?:哪些|什么|哪几[个份])(?:制度|规定|办法)?(?:是)?(?:最近|新|刚).{0,4}/

/** Answers 有哪些制度 and 最近修订了什么, and gives an overview of a rule that is named and nothing more. */
export function answerCatalogue(book: RuleBook, asked: Asked): RuleAnswer | undefined {
  const { mention, topicless, references, concern, previous, moment } = asked
  if (mention) {
    if (!topicless || references.length > 0 || asked.chapter !== undefined || concern !== 'words')
      return undefined
    return overview(book, asked, mention.document)
  }
  if (references.length > 0 || (previous.length > 0 && moment.kind !== 'today')) return undefined
  if (asksOnly(CATALOGUE, book, asked)) return list(book, asked.today)
  return asksOnly(RECENT, book, asked) ? recent(book, asked.today) : undefined
}

/** Whether a question is of this form and names no subject beside it (公务接待有哪些规定 does). */
function asksOnly(form: RegExp, book: RuleBook, { clean }: Asked): boolean {
  return form.test(clean) && isBare(clean.replace(form, ' '), book)
}

function overview(book: RuleBook, asked: Asked, document: RuleDocument): RuleAnswer | undefined {
  const version = chosenVersion(asked, document)
  if (!version) return undefined
  const { today } = asked
  const status = sayStatus(version, statusOn(version, today), versionOn(document, today), today)
  const captions = version.articles.flatMap(({ caption }) => (caption ? [caption] : []))
  return answerWith(asked, [startOf(book, asked, version)], {
    before: [
      say.overview(sayVersion(version), version.number, status, version.articles.length),
      ...(captions.length > 0 ? [say.contents(captions.join('、'))] : []),
    ],
    after: [say.overviewEnd(version.aliases[0] ?? version.title, version.articles[0]?.label ?? '')],
  })
}

function list(book: RuleBook, today: Day): RuleAnswer {
  const documents = listDocuments(book, today)
  const lines = documents.map(({ title, version, status }, index) => {
    const remark = status === 'trial' ? ',试行' : status === 'notYetInForce' ? ',尚未施行' : ''
    return `${index + 1}. 《${title}》(${version}年${remark})`
  })
  const [latest] = recentChanges(book, today, 1)
  const head = latest
    ? say.catalogue(documents.length, latest.title, latest.number, latest.effectiveFrom)
    : say.emptyBook
  return { kind: 'answer', articles: [], text: [head, ...lines, say.catalogueEnd].join('\n'), confidence: 1 }
}

function recent(book: RuleBook, today: Day): RuleAnswer {
  const lines = recentChanges(book, today).map(({ title, number, effectiveFrom }) =>
    say.recentLine(title, number, effectiveFrom),
  )
  return { kind: 'answer', articles: [], text: [say.recent, ...lines].join('\n'), confidence: 1 }
}

function listed(version: RuleVersion, today: Day): ListedDocument {
  const { documentId, title, number, year, effectiveFrom, effectiveTo, articles } = version
  return {
    id: documentId,
    title,
    number,
    version: year,
    status: statusOn(version, today),
    effectiveFrom,
    ...(effectiveTo === undefined ? {} : { effectiveTo }),
    articles: articles.length,
  }
}
