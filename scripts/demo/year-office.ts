/** An office that has everything once: every kind of activity and of duty, spread over 2026. Invented, like the sample office. */
export const BRANCH_GROUP = '第一党支部工作群'
export const OFFICE_GROUP = '机关事务群'

const once = (day: string) => ({ kind: 'once', day })
const inMonths = (nth: number, weekday: number, months: number[] | string) => ({
  kind: 'nthWeekday',
  nth,
  weekday,
  months,
  shift: { policy: 'next', stayInMonth: true },
})

function activity(kind: string, rule: object, more: object = {}) {
  return {
    code: kind,
    kind,
    branch: 'first',
    group: BRANCH_GROUP,
    rule,
    time: '15:00',
    place: '三楼会议室',
    ...more,
  }
}

export const series = [
  activity('theme_party_day', inMonths(1, 5, [1, 3, 5, 7, 9, 11])),
  activity('book_club', inMonths(3, 3, [4, 10]), {
    leadReaders: ['李雪梅', '彭莉'],
    books: ['《乡土中国》', '《平凡的世界》'],
  }),
  activity('general_meeting', once('2026-03-27'), { chairs: ['wangjianping'] }),
  activity('committee_meeting', once('2026-02-10')),
  activity('group_meeting', once('2026-04-24')),
  activity('party_lecture', once('2026-06-26'), { lecturers: ['wangjianping'] }),
  activity('org_life_meeting', once('2026-01-22')),
  activity('democratic_life_meeting', once('2026-12-10')),
  activity('member_appraisal', once('2026-01-30')),
  activity('study_group', inMonths(2, 4, 'quarterMiddle'), { mainSpeakers: ['刘芳', '陈志强', '何静'] }),
  activity('warning_education', inMonths(-1, 2, [5]), { theme: '集中观看警示教育片' }),
  activity('integrity_talk', { kind: 'firstWorkdayAfter', holidays: ['春节'] }, { time: '14:30' }),
  activity('annual_conference', once('2026-03-12')),
  activity('duty_report_meeting', once('2026-12-29')),
  activity('base_visit', once('2026-05-15'), { place: '教育基地' }),
  activity('expert_lecture', once('2026-08-21')),
  activity('volunteer', once('2026-03-06'), { place: '滨江公园' }),
  activity('joint_conference', once('2026-09-11')),
  activity('site_branch_day', once('2026-08-06'), { from: '2026-07-01', until: '2026-08-31' }),
  activity('other', once('2026-10-29')),
]

const LEADERS = ['wangjianping', 'lixuemei', 'jiangguoliang']

/** Who is expected where the roster is a list of names. */
export const rosters = [
  { branch: 'first', kind: 'democratic_life_meeting', people: LEADERS },
  { branch: 'first', kind: 'study_group', people: [...LEADERS, 'liufang', 'chenzhiqiang', 'hejing'] },
  { branch: 'first', kind: 'joint_conference', people: ['lixuemei', 'tanhaibo', 'hejing'] },
]

const inGroup = { group: OFFICE_GROUP }
const told = (to: string | string[]) => ({ branch: 'first', to })
const quarterly = { kind: 'nthWorkday', nth: -1, months: [6] }

export const duties = [
  {
    kind: 'month_stat',
    ...inGroup,
    basis: 'R10 第三条',
    rule: { kind: 'nthWorkday', nth: -1, months: [2, 8] },
  },
  { kind: 'quarter_bulletin', ...told('keepers'), basis: 'R10 第四条' },
  { kind: 'quarter_assessment', ...inGroup, handTo: '综合科', basis: 'R10 第五条' },
  { kind: 'yearend_assessment', ...inGroup, basis: 'R10 第八条' },
  { kind: 'duty_report', ...told(['wangjianping', 'jiangguoliang']), basis: 'R10 第九条' },
  { kind: 'responsibility_letter', ...inGroup },
  { kind: 'responsibility_list', ...told('keepers') },
  { kind: 'newyear_talk_plan', ...told('keepers'), basis: 'R05 第三条' },
  { kind: 'three_regulations', ...told('everyone'), rule: { kind: 'nthWorkday', nth: -1, months: [4] } },
  { kind: 'integrity_file_yearly', ...told(['huangzhiyuan', 'liufang']), basis: 'R06 第六条' },
  { kind: 'integrity_file_new', ...told(['caoyang']), rule: once('2026-07-31'), basis: 'R06 第五条' },
  { kind: 'democratic_life_prep', ...told(['wangjianping']), rule: once('2026-12-24') },
  { kind: 'heart_talk', ...told('committee'), rule: once('2026-11-27'), basis: 'R01 第十三条' },
  { kind: 'disclosure_quarter', ...inGroup, basis: 'R11 第三条' },
  { kind: 'fee_board_check', ...inGroup, rule: quarterly, basis: 'R11 第七条' },
  {
    kind: 'petition_visit_day',
    branch: 'first',
    rota: ['wangjianping', 'jiangguoliang'],
    from: '2026-09-21',
    until: '2026-10-20',
    basis: 'R11 第九条',
  },
  { kind: 'petition_month_count', ...told(['tanhaibo']), rule: { kind: 'nthWorkday', nth: 2, months: [5] } },
  {
    kind: 'diary_check',
    ...told('contacts'),
    rule: { kind: 'nthWorkday', nth: -1, months: [10] },
    basis: 'R10 第六条',
  },
  { kind: 'contact_system_quarter', ...told('keepers'), basis: 'R10 第七条' },
  { kind: 'risk_point_review', ...told('contacts'), rule: quarterly },
  { kind: 'holiday_notice', ...inGroup, basis: 'R05 第五条' },
  { kind: 'family_selection', ...inGroup, rule: once('2026-11-06') },
  { kind: 'supervisor_term', ...told(['pengli']), rule: once('2026-08-31') },
  { kind: 'branch_term', ...told('keepers'), rule: once('2026-12-31') },
  {
    kind: 'party_fee',
    ...told('everyone'),
    rule: { kind: 'dayOfMonth', day: 10, months: [4], shift: { policy: 'next' } },
  },
  { kind: 'year_plan', ...told('keepers') },
  { kind: 'year_summary', ...told('keepers') },
  { kind: 'calendar_load', ...told('administrators') },
  { kind: 'rulebook_review', ...told('administrators') },
  { kind: 'column_refresh', ...inGroup },
  { kind: 'task_item', name: '修订接待办法', ...told('contacts'), rule: once('2026-07-24') },
  { kind: 'window_review', ...inGroup },
  { kind: 'discipline_month', ...inGroup, rule: once('2026-09-01'), basis: 'R05 第十条' },
  { kind: 'leader_contact', ...told(['wangjianping']), rule: quarterly },
  {
    kind: 'party_group_study',
    ...told(['wangjianping']),
    rule: { kind: 'nthWorkday', nth: -1, months: [7] },
  },
  { kind: 'joint_plan_item', ...told(['chenzhiqiang']), rule: once('2026-09-25') },
  { kind: 'new_staff_commitment', ...told(['zhoumin']), rule: once('2026-07-15') },
  { kind: 'custom', code: 'roster_check', name: '党员名册核对', ...inGroup, rule: once('2026-06-12') },
]

export const groups = [
  { name: BRANCH_GROUP, branch: 'first' },
  { name: OFFICE_GROUP, branch: 'first', weekAgenda: true, weekRule: true },
  { name: '项目联创共建群', branch: 'first', until: '2026-08-31' },
]
