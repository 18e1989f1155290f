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
  /** What else people call it; the name itself need not be repeated. */
  words: readonly string[]
  /** How it comes round; none where a notice from above sets the day, so office.yaml has to write the rule. */
  rule?: RecurrenceRule
  /** Working days before the day; 0 is the day itself. */
  leads: readonly number[]
  /** So many working days before the day the keepers see the text and may change it. */
  draft?: number
  /** When people are told, if not at 09:30. */
  time?: string
  /** Of some things even the number of those who did them says too much (零报告 must not be praised or counted). */
  uncounted?: true
  /** Told again every so many days after the day, until it is done. */
  again?: number
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

/** The usual rules and leads of the domain notes 5.2, and of what their section 1 names besides. */
export const dutyKinds: readonly DutyKind[] = [
  {
    code: 'month_stat',
    name: '月统计',
    level: 'open',
    words: ['月统计表', '月报'],
    rule: monthEnd,
    leads: [2],
  },
  {
    code: 'quarter_bulletin',
    name: '季通报',
    level: 'private',
    words: ['季度通报'],
    rule: { kind: 'nthWorkday', nth: 5, months: 'quarterStart', ...adjusted },
    leads: [5],
  },
  {
    code: 'quarter_assessment',
    name: '季度考核材料',
    level: 'open',
    words: ['季度考核', '考核材料'],
    rule: { kind: 'dayOfMonth', day: 20, months: 'quarterEnd', shift: prev, ...adjusted },
    leads: [7, 2],
  },
  {
    code: 'yearend_assessment',
    name: '年终考核',
    level: 'open',
    words: ['年底考核', '年度考核'],
    rule: yearly(12, 15),
    leads: [15, 5, 1],
  },
  {
    code: 'duty_report',
    name: '述职述廉材料',
    level: 'private',
    words: ['述职述廉报告', '述职述廉', '述职报告', '述廉报告'],
    rule: yearly(12, 20),
    leads: [10, 3],
  },
  {
    code: 'responsibility_letter',
    name: '责任书签订',
    level: 'open',
    words: ['党风廉政责任书', '廉政责任书', '责任书', '责任状'],
    rule: yearly(3, 31),
    leads: [10, 3],
  },
  {
    code: 'responsibility_list',
    name: '主体责任清单更新',
    level: 'private',
    words: ['主体责任清单', '责任清单'],
    rule: yearly(3, 31),
    leads: [10],
  },
  {
    code: 'newyear_talk_plan',
    name: '新春廉政谈话安排',
    level: 'private',
    words: ['新春廉政谈话'],
    rule: { kind: 'lastWorkdayBefore', holidays: ['春节'], ...adjusted },
    leads: [5],
  },
  {
    code: 'three_regulations',
    name: '三个规定记录',
    level: 'tick-only',
    words: ['三个规定填报', '三个规定', '重大事项报告'],
    rule: monthEnd,
    leads: [3, 0],
    uncounted: true,
  },
  {
    code: 'integrity_file_yearly',
    name: '年度廉政档案更新',
    level: 'tick-only',
    words: ['廉政档案更新', '廉政档案'],
    rule: yearly(11, 30),
    leads: [10, 3],
  },
  {
    code: 'integrity_file_new',
    name: '新任职廉政档案建档',
    level: 'tick-only',
    words: ['新任职建档', '廉政档案建档', '建廉政档案', '建档'],
    leads: [10, 3],
  },
  {
    code: 'democratic_life_prep',
    name: '民主生活会准备',
    level: 'private',
    words: ['民主生活会材料', '民主生活会'],
    leads: [15, 5],
  },
  { code: 'heart_talk', name: '谈心谈话', level: 'tick-only', words: ['谈心'], leads: [10] },
  {
    code: 'disclosure_quarter',
    name: '政务公开',
    level: 'open',
    words: ['村务公开', '财务公开', '党务公开', '三务公开'],
    rule: { kind: 'dayOfMonth', day: 10, months: 'quarterStart', shift: next, ...adjusted },
    leads: [5, 1],
  },
  {
    code: 'fee_board_check',
    name: '收费公示核对',
    level: 'open',
    words: ['收费公示栏', '收费公示', '收费上墙'],
    rule: quarterEnd,
    leads: [3],
  },
  {
    code: 'petition_visit_day',
    name: '领导接访日',
    level: 'private',
    words: ['接访日', '领导接访', '接访'],
    rule: { kind: 'weekly', weekday: 1, shift: { policy: 'cancel' }, ...adjusted },
    leads: [5, 1],
  },
  {
    code: 'petition_month_count',
    name: '信访月度数字',
    level: 'private',
    words: ['信访数字', '信访月报', '信访统计'],
    rule: { kind: 'nthWorkday', nth: 2, ...adjusted },
    leads: [1],
  },
  {
    code: 'diary_check',
    name: '工作日志月检查',
    level: 'tick-only',
    words: ['日志检查', '工作日志', '日志'],
    rule: monthEnd,
    leads: [2],
  },
  {
    code: 'contact_system_quarter',
    name: '党员联系制度季度了解',
    level: 'private',
    words: ['党员联系制度', '党员联系', '联系制度', '联系户'],
    rule: { kind: 'nthWorkday', nth: -6, months: 'quarterEnd', ...adjusted },
    leads: [5],
  },
  {
    code: 'risk_point_review',
    name: '廉政风险点更新',
    level: 'private',
    words: ['廉洁风险点', '廉政风险点', '风险点', '风险排查'],
    rule: quarterEnd,
    leads: [5],
  },
  {
    code: 'holiday_notice',
    name: '节前廉洁提醒',
    level: 'open',
    words: ['节前提醒', '廉洁提醒'],
    rule: { kind: 'lastWorkdayBefore', holidays: [...HOLIDAY_NAMES], ...adjusted },
    leads: [0],
    draft: 2,
    time: '10:00',
  },
  {
    code: 'family_selection',
    name: '清廉家庭评选推荐',
    level: 'open',
    words: ['清廉家庭评选', '清廉家庭', '家庭评选'],
    leads: [10, 2],
  },
  {
    code: 'supervisor_term',
    name: '廉洁监督员聘期届满',
    level: 'private',
    words: ['廉洁监督员聘期', '监督员聘期'],
    leads: [20],
  },
  {
    code: 'branch_term',
    name: '支部换届',
    level: 'private',
    words: ['换届'],
    // Six and three months before the term ends.
    leads: [125, 62],
  },
  {
    code: 'party_fee',
    name: '党费交纳',
    level: 'tick-only',
    words: ['交党费', '党费'],
    rule: { kind: 'dayOfMonth', day: 10, shift: next, ...adjusted },
    leads: [2],
  },
  {
    code: 'year_plan',
    name: '年度计划',
    level: 'private',
    words: ['年度工作计划'],
    rule: yearly(1, 20),
    leads: [10],
  },
  {
    code: 'year_summary',
    name: '年度总结',
    level: 'private',
    words: ['年终总结', '年度工作总结'],
    rule: yearly(12, 20),
    leads: [10],
  },
  {
    code: 'calendar_load',
    name: '载入下一年放假安排',
    level: 'private',
    words: ['放假安排'],
    rule: yearly(11, 20, 'next'),
    leads: [0],
    again: 7,
  },
  {
    code: 'rulebook_review',
    name: '制度汇编核对',
    level: 'private',
    words: ['制度核对'],
    rule: { kind: 'nthWorkday', nth: -1, months: [6, 12], ...adjusted },
    leads: [5],
  },
  {
    code: 'column_refresh',
    name: '廉洁宣传栏更新',
    level: 'open',
    words: ['宣传栏更新', '宣传栏', '宣传阵地'],
    rule: { kind: 'nthWorkday', nth: -1, months: 'quarterMiddle', ...adjusted },
    leads: [5],
  },
  { code: 'task_item', name: '任务分解事项', level: 'open', words: ['任务分解', '分解任务'], leads: [5, 1] },
  {
    code: 'window_review',
    name: '窗口单位创建评议',
    level: 'open',
    words: ['窗口评议', '窗口单位评议', '窗口创建'],
    rule: yearly(11, 20),
    leads: [10, 3],
  },
  {
    code: 'discipline_month',
    name: '纪律教育学习月',
    level: 'open',
    words: ['纪律教育月', '警示教育月', '作风整顿'],
    leads: [10, 1],
  },
  {
    code: 'leader_contact',
    name: '领导干部联系点走访',
    level: 'private',
    words: ['联系点走访', '领导联系点', '联系点', '联系群众'],
    rule: quarterEnd,
    leads: [10],
  },
  {
    code: 'party_group_study',
    name: '党组会议传达学习',
    level: 'private',
    words: ['党组会议', '党组传达学习', '党组学习'],
    rule: monthEnd,
    leads: [5],
  },
  {
    code: 'joint_plan_item',
    name: '联创共建计划事项',
    level: 'private',
    words: ['联创共建', '共建计划', '共建事项'],
    leads: [5, 1],
  },
  {
    code: 'new_staff_commitment',
    name: '新进人员廉洁承诺',
    level: 'tick-only',
    words: ['廉洁承诺书', '廉政承诺书', '廉洁承诺', '承诺书'],
    leads: [5, 1],
  },
  {
    code: 'campaign_end',
    name: '专项工作结束',
    level: 'private',
    words: ['专项工作'],
    leads: [5, 0],
  },
  { code: 'custom', name: '事项', level: 'open', words: [], leads: [3] },
]

export function dutyKindByCode(code: string): DutyKind | undefined {
  return dutyKinds.find(kind => kind.code === code)
}

/** The kind that a member's words mean, by the longest name or word that stands in them. */
export function dutyKindNamed(words: string): DutyKind | undefined {
  return longestFirst.find(([word]) => words.includes(word))?.[1]
}

const longestFirst = dutyKinds
  .filter(({ code }) => code !== 'custom')
  .flatMap(kind => [kind.name, ...kind.words].map(word => [word, kind] as const))
  .toSorted(([one], [other]) => other.length - one.length)
