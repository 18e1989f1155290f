import { chineseDay, yearOf, type Day } from '../calendar/day.ts'
import { festivalDay, HOLIDAY_NAMES } from '../calendar/festivals.ts'

export interface DutyInWords {
  kind: string
  name: string
  key: Day
  day: Day
  unsure: boolean
  /** Working days until the day, from the day on which it is told; 0 on the day itself. */
  left: number
  handTo?: string
}

/** What people are told of a duty: when, how long there is, and what to leave out of the chat. */
export function dutyText(duty: DutyInWords): string {
  return `${sentence(duty)}${duty.unsure ? '日期待核:当年的放假安排还没有公布。' : ''}`
}

function sentence(duty: DutyInWords): string {
  const { kind, name, key, day, handTo } = duty
  switch (kind) {
    case 'quarter_assessment':
      return `${name}${before(day, handTo)},${leftInWords(duty)}。已交的同志请忽略。`
    case 'yearend_assessment':
      return `${name}安排在${chineseDay(day)},${leftInWords(duty)}。请按通知准备,已办好的同志请忽略。`
    case 'three_regulations':
      return `本月三个规定记录截止${chineseDay(day)}。请在单位指定的表上如实填写,有则记、无则按规定报。请不要在聊天里写具体情况。`
    case 'integrity_file_yearly':
      return `年度廉政档案更新到${chineseDay(day)}截止,请您本人填写并交派驻组。聊天里不收任何内容。`
    case 'holiday_notice':
      return `${holidayOf(key)}将至,祝各位同志节日愉快。节日期间公务用车、接待、礼品请按制度汇编执行,拿不准的可以问我。`
    default:
      return `${name}${handTo === undefined ? `请在${chineseDay(day)}前办好` : before(day, handTo)},${leftInWords(duty)}。已办的同志请忽略。`
  }
}

function before(day: Day, handTo: string | undefined): string {
  return handTo === undefined ? `${chineseDay(day)}前交齐` : `${chineseDay(day)}前交${handTo}`
}

function leftInWords({ left }: DutyInWords): string {
  return left === 0 ? '今天到期' : `还有${left}个工作日`
}

function holidayOf(key: Day): string {
  const names = HOLIDAY_NAMES.filter(name => festivalDay(yearOf(key), name) === key)
  return names.length === 0 ? '节日' : names.join('、')
}
