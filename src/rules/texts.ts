import { type Day, addDays, daysBetween } from '../calendar/day.ts'
import type { RuleStatus, RuleVersion } from './document.ts'

/** The words in which rules are answered. Everything a member reads about rules is put together here. */

/** 2026年2月1日 */
export function sayDay(day: Day): string {
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
}

/** 《差旅费管理办法》(2022年,经青办〔2024〕1号修改) */
export function sayVersion({ title, year }: RuleVersion, amendedBy?: RuleVersion): string {
  return `《${title.replaceAll('《', '〈').replaceAll('》', '〉')}》(${year}年${amendedBy ? `,经${amendedBy.number}修改` : ''})`
}

/** Whether a version may be relied on today, in a clause. `successor` is the version of the same rule in force now. */
export function sayStatus(
  version: RuleVersion,
  status: RuleStatus,
  successor: RuleVersion | undefined,
  today: Day,
): string {
  switch (status) {
    case 'inForce':
      return '现行有效'
    case 'trial':
      return `试行有效,试行期至${sayDay(version.trialUntil ?? version.effectiveFrom)}${sayRest(version, today)}`
    case 'superseded':
      return successor ? `已由${successor.year}年版替代,不再适用` : '已被新办法替代,不再适用'
    case 'abolished':
      return version.effectiveTo === undefined
        ? '试行期已满,不再适用'
        : `已于${sayDay(addDays(version.effectiveTo, 1))}废止,不再适用`
    case 'notYetInForce':
      return `尚未施行,自${sayDay(version.effectiveFrom)}起施行`
  }
}

// Within this many days the end of a trial period is worth a word.
const SOON = 90

/** ,还有41天 towards the end of a trial period; '' before. */
export function sayRest({ trialUntil }: RuleVersion, today: Day): string {
  const days = trialUntil === undefined ? SOON + 1 : daysBetween(today, trialUntil)
  if (days > SOON) return ''
  return days === 0 ? ',今天是最后一天' : `,还有${days}天`
}

export const say = {
  /** 依据:《…》(2026年)第三条、第四条,现行有效。 */
  basis: (version: string, articles: string[], status: string) =>
    `依据:${version}${articles.join('、')},${status}。`,
  asOf: (said: string) => `您问的是${said}的规定,当时有效的条文是:`,
  previousText: (said: string) => `您问的是${said}的规定,原来的条文是:`,
  edition: (year: string) => `${year}年版的条文是:`,
  changedWithin: (from: Day, version: string) => `${sayDay(from)}起才按此执行,之前适用${version}。`,
  nowSee: (year: string, article: string) => `现行规定见${year}年版${article}。`,
  amendedLater: (number: string, day: Day) => `这一条后来由${number}修改,自${sayDay(day)}起施行。`,
  noTextThen: (said: string, title: string, number: string, day: Day) =>
    `制度汇编里没有${said}的文本。最早收录的是《${title}》(${number}),自${sayDay(day)}起施行,这一条是:`,
  closest: '没有找到直接规定这件事的条文,最接近的是这一条:',
  closestEnd: (office: string) => `是否适用,请问${office}。`,
  none: (office: string) => `现有制度汇编里没有找到这一条,我不猜。可以问${office}。`,
  higher: (office: string) => `国家和上级的规定不在制度汇编里,我不猜。可以问${office}。`,
  outside: (subject: string, office: string) => `“${subject}”不在现有制度汇编里,我不猜。可以问${office}。`,
  // The title is the asker's own words and is not said back: replies are kept for a day, what people write is not.
  unknownTitle: (office: string) => `制度汇编里没有这份文件,我不猜。可以问${office}。`,
  empty: '想查哪项制度,请用一句话说,例如“病假要不要证明”或者“请假办法第三条”。',
  nothingBefore: '请先问一个问题,或者说明是哪一条,例如“请假办法第八条原文”。',
  issued: (version: string, number: string, day: Day, status: string) =>
    `${version},${number},自${sayDay(day)}起施行,${status}。`,
  onlyTheText: '我只照条文回答,原文是:',
  ifNotMeant: '如果不是您要问的,请换个说法再问,或者回“没用”。',
  noExplanation: (office: string) => `我只引条文原文,不作解释,请问${office}。`,
  askAnew: '请换个说法再问一次;回“没用”,我转给办公室,不带姓名。',
  noException: '这一条没有写例外,原文是:',
  noScope: '这份制度没有单独写适用范围,刚才那一条是:',
  notApart: '没有找到单独写这种情况的条文,刚才那一条是:',
  nothingBeforeThis: '这是第一条,前面没有了。',
  nothingMeant: '我没有听明白说的是哪一件。想问制度,请用一句话说;其他的回“帮助”。',
  whichRule: '请问是哪一份制度?例如“请假办法第九条”。',
  noArticle: (version: string, count: number, label: string) => `${version}共${count}条,没有${label}。`,
  noPart: (label: string, count: number) => `${label}只有${count}款,全文是:`,
  noItem: (label: string) => `${label}没有这一项,全文是:`,
  otherChapter: (label: string, chapter: string) => `${label}在${chapter}。`,
  noEdition: (title: string, year: string, years: string) =>
    `《${title}》没有${year}年版,汇编里收录的有${years}。`,
  stillValid: (version: string, number: string, day: Day) =>
    `有效。${version}(${number})自${sayDay(day)}起施行。`,
  trialValid: (version: string, number: string, until: Day, rest: string) =>
    `目前有效。${version}(${number})为试行,试行期至${sayDay(until)}${rest}。`,
  noLongerValid: (version: string, number: string, status: string) => `${version}(${number})${status}。`,
  differing: '两份现行的制度规定不一致,都列在这里,级别高的、新的在前:',
  differingEnd: (offices: string) => `适用哪一条,请问${offices}。`,
  formerRule: '这是过去的规定:',
  futureRule: '这一条已经印发,还没有施行:',
  noLongerHolds: '不再有效,这是过去的规定:',
  nowAndThen: '现在和以前的条文:',
  changedText: '前一条现行,后一条是旧文。',
  currentDocument: (version: string) => `现行规定请看${version}。`,
  sameText: '文字没有变化。',
  noFormer: (version: string) => `汇编里只有${version},没有更早的文本可比。`,
  noCounterpart: (year: string) => `${year}年版没有相应的条文。现行的是:`,
  newArticle: (year: string) => `这一条是${year}年版新增或者改写的,旧版没有相应条文。`,
  changed: (title: string, former: string, current: string) =>
    `《${title}》${current}年版与${former}年版相比:`,
  changedArticles: (labels: string) => `文字有改动:${labels}。`,
  addedArticles: (labels: string) => `新增或者改写:${labels}。`,
  changedEnd: '要看某一条,可以说“某某办法第几条有什么变化”。',
  left: (day: Day, from: Day, version: string) =>
    `${sayDay(day)}出发,早于${sayDay(from)},本次出差按${version}执行。`,
  nothingMore: '这一份制度到这里就没有了。',
  overview: (version: string, number: string, status: string, count: number) =>
    `${version},${number},${status},共${count}条。`,
  contents: (captions: string) => `主要内容:${captions}。`,
  overviewEnd: (name: string, label: string) => `要看某一条,可以说“${name}${label}”。`,
  catalogue: (count: number, title: string, number: string, day: Day) =>
    `制度汇编现有${count}份制度,最近施行的是《${title}》(${number},${sayDay(day)}起)。`,
  emptyBook: '制度汇编里还没有施行的制度。',
  catalogueEnd: '要看某一份,直接说名称就可以。',
  recent: '最近施行的制度:',
  recentLine: (title: string, number: string, day: Day) => `《${title}》(${number}),${sayDay(day)}起施行`,
}
