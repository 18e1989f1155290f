import { DAY_PARTS, NUMERAL, WEEKDAY_NAMES } from './span.ts'
import type { Span } from './span.ts'

const MENTION = new RegExp(
  [
    `(?:20\\d\\d年|明年|今年|去年)?(?:${NUMERAL})月(?:${NUMERAL}[日号]?|底|末|初)?`,
    // 11.27, 11/27; 1.5小时 is none.
    '(?<![\\d.:/])(?:1[0-2]|[1-9])[./](?:3[01]|[12]\\d|[1-9])(?![\\d.:/%]|个|小时|天|万|元|米|公里|分|倍|版|章|条)',
    `(?:本|这个?|(?<!一)下下?个?|上个?)?(?:周|星期|礼拜)[${WEEKDAY_NAMES}]`,
    '大后天|大前天|后天|前天|昨天|昨日|昨晚|明天|明日|明早|明晚|今天|今日|今晚|今早|当天|那天|前几天|这几天',
    '(?:本|这个?|(?<!一)下下?个?|上个?)(?:周|星期|礼拜|月|季度)(?![会报])',
    '月底|月末|月初|年底|年初|上次|上回|那次|这两天|这周末|周末',
    `(?:${NUMERAL})[日号](?![楼会线文])`,
    `(?:${DAY_PARTS})?(?:\\d{1,2}:\\d{2}|${NUMERAL}点(?:半|整|[一三]刻|${NUMERAL}分?)?)(?:钟)?`,
    `早上|上午|中午|下午|傍晚|晚上|晚间|全天|整天`,
  ].join('|'),
  'g',
)

/** Where a text speaks of days and hours, for the tokens of the grammar. */
export function findTimes(text: string): Span[] {
  return [...text.matchAll(MENTION)].map(match => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
}
