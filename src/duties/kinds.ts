import { HOLIDAY_NAMES } from '../calendar/festivals.ts'
import type { RecurrenceRule } from '../calendar/recurrence-rule.ts'

/**
 * Who may hear of a duty: `open` may appear in the group; `private` and `tick-only` in single chats only, and
 * of a tick-only duty nothing but 已办 is ever kept.
 */
export type DutyLevel = 'open' | 'private' | 'tick-only'

/** A kind of duty. A new one is one entry here, and its words in texts.ts where the usual sentence does not do. */
export interface DutyKind {
  code: string
  name: string
  level: DutyLevel
  /** How it comes round; none where a notice from above sets the day, so office.yaml has to write the rule. */
  rule?: RecurrenceRule
  /** Working days before the day; 0 is the day itself. */
  leads: readonly number[]
}

const adjusted = { useAdjusted: true } as const
const prev = { policy: 'prev' } as const
const next = { policy: 'next' } as const
const monthEnd: RecurrenceRule = { kind: 'nthWorkday', nth: -1, ...adjusted }
const quarterEnd: RecurrenceRule = { kind: 'nthWorkday', nth: -1, months: 'quarterEnd', ...adjusted }
const yearly = (month: number, day: number, shift: 'prev' | 'next' = 'prev'): RecurrenceRule => ({
  kind: 'yearly',
  month,
  day,
  shift: { policy: shift },
  ...adjusted,
})

/** The usual rules and leads. */
export const dutyKinds: readonly DutyKind[] = [
  { code: 'month_stat', name: '月统计', level: 'open', rule: monthEnd, leads: [2] },
  {
    code: 'quarter_bulletin',
    name: '季通报',
    level: 'private',
    rule: { kind: 'nthWorkday', nth: 5, months: 'quarterStart', ...adjusted },
    leads: [5],
  },
  {
    code: 'quarter_assessment',
    name: '季度考核材料',
    level: 'open',
    rule: { kind: 'dayOfMonth', day: 20, months: 'quarterEnd', shift: prev, ...adjusted },
    leads: [7, 2],
  },
  { code: 'yearend_assessment', name: '年终考核', level: 'open', rule: yearly(12, 15), leads: [15, 5, 1] },
  { code: 'duty_report', name: '述职述廉材料', level: 'private', rule: yearly(12, 20), leads: [10, 3] },
  { code: 'responsibility_letter', name: '责任书签订', level: 'open', rule: yearly(3, 31), leads: [10, 3] },
  {
    code: 'responsibility_list',
    name: '主体责任清单更新',
    level: 'private',
    rule: yearly(3, 31),
    leads: [10],
  },
  {
    code: 'newyear_talk_plan',
    name: '新春廉政谈话安排',
    level: 'private',
    rule: { kind: 'lastWorkdayBefore', holidays: ['春节'], ...adjusted },
    leads: [5],
  },
  { code: 'three_regulations', name: '三个规定记录', level: 'tick-only', rule: monthEnd, leads: [3, 0] },
  {
    code: 'integrity_file_yearly',
    name: '年度廉政档案更新',
    level: 'tick-only',
    rule: yearly(11, 30),
    leads: [10, 3],
  },
  { code: 'democratic_life_prep', name: '民主生活会准备', level: 'private', leads: [15, 5] },
  { code: 'heart_talk', name: '谈心谈话', level: 'tick-only', leads: [10] },
  {
    code: 'disclosure_quarter',
    name: '政务公开',
    level: 'open',
    rule: { kind: 'dayOfMonth', day: 10, months: 'quarterStart', shift: next, ...adjusted },
    leads: [5, 1],
  },
  { code: 'fee_board_check', name: '收费公示核对', level: 'open', rule: quarterEnd, leads: [3] },
  {
    code: 'petition_visit_day',
    name: '领导接访日',
    level: 'private',
    rule: { kind: 'weekly', weekday: 1, shift: { policy: 'cancel' }, ...adjusted },
    leads: [1],
  },
  {
    code: 'petition_month_count',
    name: '信访月度数字',
    level: 'private',
    rule: { kind: 'nthWorkday', nth: 2, ...adjusted },
    leads: [1],
  },
  { code: 'diary_check', name: '工作日志月检查', level: 'tick-only', rule: monthEnd, leads: [2] },
  {
    code: 'contact_system_quarter',
    name: '党员联系制度季度了解',
    level: 'private',
    rule: { kind: 'nthWorkday', nth: -6, months: 'quarterEnd', ...adjusted },
    leads: [5],
  },
  { code: 'risk_point_review', name: '廉政风险点更新', level: 'private', rule: quarterEnd, leads: [5] },
  {
    code: 'holiday_notice',
    name: '节前廉洁提醒',
    level: 'open',
    rule: { kind: 'lastWorkdayBefore', holidays: [...HOLIDAY_NAMES], ...adjusted },
    leads: [0],
  },
  { code: 'family_selection', name: '清廉家庭评选推荐', level: 'open', leads: [10, 2] },
  { code: 'supervisor_term', name: '廉洁监督员聘期届满', level: 'private', leads: [20] },
  {
    code: 'party_fee',
    name: '党费交纳',
    level: 'tick-only',
    rule: { kind: 'dayOfMonth', day: 10, shift: next, ...adjusted },
    leads: [2],
  },
  { code: 'year_plan', name: '年度计划', level: 'private', rule: yearly(1, 20), leads: [10] },
  { code: 'year_summary', name: '年度总结', level: 'private', rule: yearly(12, 20), leads: [10] },
  { code: 'custom', name: '事项', level: 'open', leads: [3] },
]

export function dutyKindByCode(code: string): DutyKind | undefined {
  return dutyKinds.find(kind => kind.code === code)
}
