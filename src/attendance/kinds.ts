import { isPartyMember, type MemberType } from '../talk/person.ts'

/** A kind of activity. A new kind is one entry here. */
export interface ActivityKind {
  code: string
  name: string
  /** How people call it, longest first where one contains another. */
  words: readonly string[]
  /** Whose attendance the register expects; everyone else may come as a guest. */
  expects: (memberType: MemberType) => boolean
}

const everyone = () => true

export const activityKinds: readonly ActivityKind[] = [
  { code: 'theme_party_day', name: '主题党日', words: ['主题党日', '党日'], expects: isPartyMember },
  { code: 'book_club', name: '读书会', words: ['读书会', '读书'], expects: everyone },
  {
    code: 'general_meeting',
    name: '支部党员大会',
    words: ['支部党员大会', '党员大会', '支部大会'],
    expects: isPartyMember,
  },
  { code: 'party_lecture', name: '党课', words: ['党课'], expects: isPartyMember },
  { code: 'org_life_meeting', name: '组织生活会', words: ['组织生活会'], expects: isPartyMember },
  {
    code: 'warning_education',
    name: '警示教育',
    words: ['警示教育会', '警示教育', '警示片'],
    expects: everyone,
  },
  { code: 'integrity_talk', name: '廉政谈话会', words: ['廉政谈话会', '廉政谈话'], expects: everyone },
  {
    code: 'annual_conference',
    name: '党风廉政建设工作会议',
    words: ['党风廉政建设工作会议', '党风廉政工作会'],
    expects: everyone,
  },
  {
    code: 'base_visit',
    name: '教育基地参观',
    words: ['教育基地参观', '基地参观', '参观'],
    expects: isPartyMember,
  },
  {
    code: 'expert_lecture',
    name: '专家辅导',
    words: ['专家辅导', '专家授课', '专题辅导'],
    expects: everyone,
  },
  { code: 'volunteer', name: '志愿服务', words: ['志愿服务', '志愿活动'], expects: () => false },
  {
    code: 'committee_meeting',
    name: '支部委员会会议',
    words: ['支部委员会', '支委会'],
    expects: isPartyMember,
  },
  { code: 'group_meeting', name: '党小组会', words: ['党小组会', '小组会'], expects: isPartyMember },
  { code: 'member_appraisal', name: '民主评议党员', words: ['民主评议'], expects: isPartyMember },
  {
    code: 'study_group',
    name: '理论学习中心组学习',
    words: ['中心组学习', '中心组'],
    expects: isPartyMember,
  },
  {
    code: 'duty_report_meeting',
    name: '述职述廉会',
    words: ['述职述廉会', '述职会'],
    expects: isPartyMember,
  },
  {
    code: 'joint_conference',
    name: '联席会议',
    words: ['联席会议', '联席会', '会商'],
    expects: isPartyMember,
  },
  {
    code: 'site_branch_day',
    name: '项目临时党支部活动',
    words: ['临时党支部活动', '临时支部活动'],
    expects: everyone,
  },
  { code: 'other', name: '活动', words: ['活动'], expects: everyone },
]

export function kindByCode(code: string): ActivityKind | undefined {
  return activityKinds.find(kind => kind.code === code)
}

/** The kind that a member's word for an activity means. */
export function kindNamed(word: string): ActivityKind | undefined {
  return activityKinds.find(({ words }) => words.some(known => word.includes(known)))
}
