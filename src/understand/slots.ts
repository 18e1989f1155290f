import type { Input } from './input.ts'
import { readNumber } from './numbers.ts'
import type { Slots } from './reading.ts'
import { activityCode, ACTIVITY_NAMES } from './words/activities.ts'
import { DUTY_NAMES } from './words/duties.ts'

/** The activity a text names, as the name that new sessions use: 支部党员大会 -> 党员大会. */
export function activityIn(input: Input): { activity?: string } {
  const named = input.tokens().find(token => token.kind === 'activity')
  if (named === undefined) return {}
  const code = activityCode(named.word)
  return {
    activity: code === undefined || code === 'other' ? named.word : (ACTIVITY_NAMES[code][0] ?? named.word),
  }
}

const WHEN =
  /(?:节后|节前|放假前|收假后)[^,。;]{0,12}|顺延(?:一|两|二|三|\d)(?:天|周|个?星期|个月)|(?:推迟|延后|提前|往后推|往后挪|后延)(?:半|一|两|二|三|\d)(?:天|周|个?星期|个月|小时|个小时)/

/**
 * The stretch of the text that tells the time: the first one with a day, and the hour where it stands apart. A month that
 * stands by itself (12月读书会定于25日) belongs to the day.
 */
export function whenIn(input: Input, deadline?: string, from = 0): { when?: string } {
  const special = WHEN.exec(input.flat)
  if (special !== null) return { when: special[0] }
  const said = timesSaid(input, deadline, from)
  const [first] = said
  if (first === undefined) return {}
  const day = said.find(words => !WITHOUT_DAY.test(words)) ?? first
  if (HOUR.test(day)) return { when: withMonth(day, first) }
  const hour = said.slice(said.indexOf(day)).find(words => HOUR.test(words) && HOUR_ALONE.test(words))
  return { when: withMonth(hour === undefined ? day : `${day} ${hour}`, first) }
}

/** 周五的读书会改到下周三下午3点: the time behind the change is the new one; where none stands there, any. */
export function newTimeIn(input: Input): { when?: string } {
  const change = CHANGED_TO.exec(input.text)
  const behind = change === null ? {} : whenIn(input, undefined, change.index)
  return behind.when === undefined ? whenIn(input) : behind
}

const CHANGED_TO = /(?:改|换|挪|移|调|推迟|延期|延后|提前|推|调整|变更|顺延)(?:到|在|成|为|至)/

/** What stands between a day and its hour: 25日(周三),下午3点. */
const BETWEEN = /^[\s(),、:的-]{0,3}$/

/** The stretches that tell a time, without the deadline: 收一下周五的报名,周四12点前报. */
function timesSaid(input: Input, deadline: string | undefined, from: number): string[] {
  const until = deadline === undefined ? -1 : input.text.indexOf(deadline)
  const end = until < 0 ? -1 : until + (deadline?.length ?? 0)
  const spans: { start: number; end: number }[] = []
  for (const token of input.tokens()) {
    if (token.kind !== 'time' || token.start < from || (token.start >= until && token.start < end)) continue
    const last = spans.at(-1)
    if (last !== undefined && BETWEEN.test(input.text.slice(last.end, token.start))) last.end = token.end
    else spans.push({ start: token.start, end: token.end })
  }
  return spans.map(span => input.text.slice(span.start, span.end))
}

const MONTH = /^(?:20\d\d年|今年|明年)?(?:(?:本|这个?|下个?)月|[十一二三四五六七八九\d]{1,3}月)$/
// A month, a week, a year or an hour names no day.
const WITHOUT_DAY = new RegExp(
  `${MONTH.source}|^(?:本|这个?|下下?个?|上个?)?(?:周|星期|礼拜|月|季度)$|^(?:早上|上午|中午|下午|傍晚|晚上|晚间|\\d{1,2}[点:]).*`,
)
const HOUR = /\d{1,2}:\d\d|[\d一二两三四五六七八九十]点/
const HOUR_ALONE = /^(?:早上|上午|中午|下午|傍晚|晚上|晚间)?[\d一二两三四五六七八九十]{1,3}[点:]/

function withMonth(when: string, first: string): string {
  return MONTH.test(first) && /^[\d一二三四五六七八九十]{1,3}[日号]/.test(when) ? `${first}${when}` : when
}

const DEADLINE = new RegExp(
  [
    '([^,。;!?]{1,14}?(?:之前|以前|前))(?=报|回|交|确认|反馈|统计|截止|填|签|完|提交|报名|$|[,。;])',
    '(?:截止(?:时间)?(?:到|至|为|是|改到|改成)?|截至|延长到|延长至|延到|延至|宽限到|顺延到|推迟到|等到)([^,。;!?]{1,14})',
    '(?:再给|再等|再放开?|再开|再留|延长|宽限|多给|多等|再延|延)((?:半|一|两|二|三|\\d)?(?:天|个?小时|个?钟头|分钟|刻钟|会儿?|半天|十分钟)|[一二两三四五六七八九十\\d]{1,3}(?:天|个?小时|分钟))',
  ].join('|'),
)

export function deadlineIn(input: Input): { deadline?: string } {
  const match = DEADLINE.exec(input.flat)
  const deadline = match?.[1] ?? match?.[2] ?? match?.[3]
  return deadline === undefined ? {} : { deadline: deadline.replace(/的?时候$/, '') }
}

const VENUE =
  '会议室|活动室|报告厅|多功能厅|会客厅|图书室|荣誉室|党建馆|服务中心|礼堂|会场|大厅|广场|基地|党员之家|阅览室|办公室|食堂|门口|中心|村部|社区|学校|教室|党校|纪念馆|展厅|影院|公园|大院'
const VENUE_AT_END = new RegExp(`(?:${VENUE})$`)
const PLACE = new RegExp(
  `(?:地点(?:是|在|为|改到|改成|改为|换到|:)?|在|到|改在|移到|挪到)([^,。;、:\\s在到]{1,15}(?:${VENUE}|楼|室|厅))|(?:^|[,。;、:\\s]|点半?|[午时分早晚])[在到于]?([^,。;、:\\s点午]{0,12}(?:${VENUE}))(?=[,。;、\\s]|$|集合|开|举行|召开)|(?:赴|前往|走进|到)([^,。;、:\\s到]{2,15}?)(?=参观|开展|集中|举行)`,
)

export function placeIn(input: Input): { place?: string } {
  const words =
    PLACE.exec(input.flat)
      ?.slice(1)
      .find(part => part !== undefined) ?? spacedPlace(input.text)
  // 定于27日在三楼会议室, 参观红色教育基地: what leads to the place is none of it.
  const place = words?.replace(/^.*(?:\d[日号]|[点午]|\d\d)[在到于]|^(?:参观|走进|前往|奔赴|去|赴)/, '')
  return place === undefined || place === '' ? {} : { place }
}

/** 读书会 阅览室 读…: a place between spaces. */
function spacedPlace(text: string): string | undefined {
  return text.split(/\s+/).find(words => words.length <= 15 && VENUE_AT_END.test(words))
}

const TOPIC =
  /(?:主题|内容|议题|议程|课题)(?:是|为|:|——|-)([^,。;]{2,60})|(?:内容|议题|议程|课题)([^,。;]{2,60})|((?:讨论|学习|传达|审议|研究|重温|观看|共读|读(?!书会|书班|书活动|书分享))[^,。;]{2,60})|《([^》]{1,60})》/

export function topicIn(input: Input): { topic?: string } {
  const match = TOPIC.exec(input.flat)
  const line = lineWith(input, match)
  const topic = (line ?? match)?.slice(1).find(part => part !== undefined)
  return topic === undefined ? {} : { topic }
}

/** The same within one line: what stands below 内容:… is something else. Only where the match runs over its line. */
function lineWith({ text }: Input, match: RegExpExecArray | null): RegExpExecArray | undefined {
  if (match === null || !text.includes('\n')) return undefined
  const lines = text.split('\n').map(line => TOPIC.exec(line.replaceAll(/\s/g, '')))
  return lines.find(found => found !== null && match[0].startsWith(found[0])) ?? undefined
}

const CAPACITY =
  /(?:名额|限额?|最多|上限|不超过|限定|定员|限报)(?:是|为|:)?([\d一二两三四五六七八九十百]{1,4})[个人名位]?|([\d一二两三四五六七八九十百]{1,4})个?名额/

export function capacityIn(input: Input): { capacity?: number } {
  const match = CAPACITY.exec(input.flat)
  const capacity = readNumber(match?.[1] ?? match?.[2] ?? '')
  return capacity === undefined || capacity === 0 ? {} : { capacity }
}

const NEW_CAPACITY =
  /(?:改|加|增|放|扩|调|减|降|提)[加宽大整少高]?[为成到至]限?([\d一二两三四五六七八九十百]{1,4})(?![\d一二两三四五六七八九十百月号日点时:.%])/

/** 名额加到30: the number that is to hold; 再加5个名额 and 减5个 leave it open how many there are then. */
export function newCapacityIn(input: Input): { capacity?: number } {
  const capacity = readNumber(NEW_CAPACITY.exec(input.flat)?.[1] ?? '')
  return capacity === undefined || capacity === 0 ? {} : { capacity }
}

export function subjectsIn(input: Input): { subjects?: string[] } {
  const names = input.tokens().filter(token => token.kind === 'name')
  return names.length === 0 ? {} : { subjects: names.map(({ start, end }) => input.written.raw(start, end)) }
}

const PERIOD =
  /(?:20\d\d年|今年|去年|明年|本年度?|全年|年度|上半年|下半年|本季度|上季度|这个季度|上个季度|第?[一二三四1-4]季度|本月|上月|上个月|这个月|下个月|下月|1?\d月份?|[一二三四五六七八九十]{1,2}月份?|本周|上周|这周|下周|最近|近期|季度|月度)/

export function periodIn(input: Input): { period?: string } {
  const match = PERIOD.exec(input.flat)
  return match === null ? {} : { period: match[0] }
}

export function dutyIn(input: Input): { duty?: string } {
  const duty = dutyWord(input.flat)
  return duty === undefined ? {} : { duty }
}

const DUTY = new RegExp([...DUTY_NAMES].sort((a, b) => b.length - a.length).join('|'))

export function dutyWord(flat: string): string | undefined {
  return DUTY.exec(flat)?.[0]
}

/** 读《乡土中国》《边城》,领读何静: what a book club needs. */
export function readingIn(input: Input): { books?: string[]; leadReader?: string } {
  const books = [...input.flat.matchAll(/《([^》]{1,40})》/g)].map(match => match[1] ?? '')
  const lead = /(?:领读人?|主讲人?)(?:是|为|由|请|:)?\s*$/
  const reader = input
    .tokens()
    .find(
      ({ kind, start, end }) =>
        kind === 'name' &&
        (lead.test(input.text.slice(0, start)) || /^(?:同志)?(?:来)?领读/.test(input.text.slice(end))),
    )
  return {
    ...(books.length > 0 && { books }),
    ...(reader !== undefined && { leadReader: input.written.raw(reader.start, reader.end) }),
  }
}

/** What a session command may say, all at once. */
export function sessionSlots(input: Input): Slots {
  const { deadline } = deadlineIn(input)
  return {
    ...whenIn(input, deadline),
    ...placeIn(input),
    ...topicIn(input),
    ...(deadline !== undefined && { deadline }),
    ...capacityIn(input),
    ...readingIn(input),
    ...activityIn(input),
  }
}
