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
  /** 依据:《…》(2025年)第五条,现行有效。 */
  basis?: string
  /** The keeper's own words instead of the usual ones. */
  words?: string
}

/** What people are told of a duty: when, how long there is, what to leave out of the chat, and the basis. */
export function dutyText(duty: DutyInWords): string {
  const { kind, words, unsure, basis } = duty
  // A greeting names no day, and the keeper's own words are hers.
  const namesDay = kind !== 'holiday_notice' && words === undefined
  const said = `${words ?? sentence(duty)}${unsure && namesDay ? '日期待核:当年的放假安排还没有公布。' : ''}`
  return basis === undefined ? said : `${said}\n${basis}`
}

/** What the keepers see of a text before it goes to the group. */
export function draftText(name: string, text: string, at: string, group: string): string {
  return `${name}将于${at}发到${group}:\n${text}\n要改请回"${name}改成:…",不发请回"取消${name}"。不回也照发。`
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
    case 'calendar_load':
      return `${yearOf(day) + 1}年的放假安排还没有载入,明年的日子先按周末排,都标着待核。国务院办公厅通知公布后,请照 config/holidays 里上一年的样子存一份,重启即可。`
    case 'campaign_end':
      return `“${name}”的专项工作到${chineseDay(day)}结束。请导出登记表留存,之后按规定解散这个群。`
    case 'petition_visit_day':
      return `${chineseDay(day)}是领导接访日,轮到您接访,${leftInWords(duty)}。临时有事,可以回"接访日换给某某"。请不要在聊天里写来访人的情况。`
    case 'heart_talk':
      return `${name}请在${chineseDay(day)}前开展,${leftInWords(duty)}。谈过了回"${name}已办"就可以,谈的内容不用告诉我。`
    case 'petition_month_count':
      return `${name}请在${chineseDay(day)}前报,只报总数,${leftInWords(duty)}。请不要在聊天里写信访件和来访人的情况。`
    case 'new_staff_commitment':
    case 'integrity_file_new':
      return `${name}请在${chineseDay(day)}前由本人办好,${leftInWords(duty)}。聊天里不收任何材料。`
    case 'supervisor_term':
      return `${name}:${chineseDay(day)}到期,请提前安排续聘或换人。`
    case 'branch_term':
      return `${name}:${chineseDay(day)}任期届满,请按规定提前准备。`
    case 'discipline_month':
      return `${name}从${chineseDay(day)}开始,请按方案准备。`
    case 'party_fee':
      return `${name}请在${chineseDay(day)}前办好,${leftInWords(duty)}。交过了回"党费已交"就可以,金额不用告诉我。`
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
