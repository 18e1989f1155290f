import { isPartyMember, type MemberType, type Role } from '../talk/person.ts'
import type { SessionDetails } from './session.ts'

/** Whom a register expects: a predicate on the members of its branch on the day of the session. */
export type RosterRule =
  /** 党员: full, probationary, mobile and retired. */
  | 'partyMembers'
  /** 全体人员, non-members too. */
  | 'everyone'
  /** 支部委员会: whoever has a post in the branch. */
  | 'committee'
  /** 党小组: the party members of the one group that meets. */
  | 'partyGroup'
  /** A list of names that the keeper or office.yaml gives, such as the leading group. */
  | 'named'
  /** 自愿参加: nobody is expected. */
  | 'nobody'

/** How many must be present, of whom. 半数以上 of the regulation is at least half; some local rules say more than half. */
export interface QuorumRule {
  rule: 'atLeastHalf' | 'moreThanHalf' | 'twoThirds' | 'fourFifths'
  /** voting: 应到会有表决权党员; expected: everybody on the roster. */
  base: 'voting' | 'expected'
}

/** A kind of activity. A new kind is one entry here. */
export interface ActivityKind {
  code: string
  name: string
  /** How people call it, longest first where one contains another. */
  words: readonly string[]
  roster: RosterRule
  /** How many must be there for the meeting to count (支部工作条例 art. 11, 12); undefined: no rule. */
  quorum?: QuorumRule
  /** Within how many days whoever missed it makes it up (补学); undefined: no makeup. */
  makeupDays?: number
  /** 三会一课 and what is inspected with it: the rows of the list of meetings held, and how often each is due. */
  due?: 'month' | 'quarter' | 'year'
  /** Whether members who are away may take part from afar (R03 of the sample rule book, article 10): its card has 线上. */
  online?: boolean
}

// prettier-ignore
export const activityKinds: readonly ActivityKind[] = [
  { code: 'theme_party_day', name: '主题党日', words: ['主题党日', '党日'], roster: 'partyMembers', makeupDays: 14, due: 'month', online: true },
  { code: 'book_club', name: '读书会', words: ['读书会', '读书'], roster: 'everyone' },
  { code: 'general_meeting', name: '支部党员大会', words: ['支部党员大会', '党员大会', '支部大会'], roster: 'partyMembers', quorum: { rule: 'atLeastHalf', base: 'voting' }, makeupDays: 14, due: 'quarter', online: true },
  { code: 'committee_meeting', name: '支部委员会会议', words: ['支部委员会会议', '支部委员会', '支委会'], roster: 'committee', quorum: { rule: 'atLeastHalf', base: 'expected' }, due: 'month' },
  { code: 'group_meeting', name: '党小组会', words: ['党小组会', '小组会'], roster: 'partyGroup', makeupDays: 14, due: 'month' },
  { code: 'party_lecture', name: '党课', words: ['党课'], roster: 'partyMembers', makeupDays: 14, due: 'quarter', online: true },
  { code: 'democratic_life_meeting', name: '民主生活会', words: ['民主生活会'], roster: 'named' },
  { code: 'org_life_meeting', name: '组织生活会', words: ['组织生活会'], roster: 'partyMembers', due: 'year' },
  { code: 'member_appraisal', name: '民主评议党员', words: ['民主评议党员', '民主评议'], roster: 'partyMembers', due: 'year' },
  { code: 'study_group', name: '理论学习中心组学习', words: ['理论学习中心组学习', '理论学习中心组', '中心组学习', '中心组'], roster: 'named', makeupDays: 14 },
  { code: 'warning_education', name: '警示教育', words: ['警示教育会', '警示教育', '警示片'], roster: 'everyone', makeupDays: 30 },
  { code: 'integrity_talk', name: '廉政谈话会', words: ['廉政谈话会', '廉政谈话'], roster: 'everyone' },
  { code: 'annual_conference', name: '党风廉政建设工作会议', words: ['党风廉政建设工作会议', '党风廉政工作会'], roster: 'everyone' },
  { code: 'duty_report_meeting', name: '述职述廉会', words: ['述职述廉会', '述职述廉', '述职会'], roster: 'partyMembers' },
  { code: 'base_visit', name: '教育基地参观', words: ['教育基地参观', '基地参观', '参观'], roster: 'partyMembers' },
  { code: 'expert_lecture', name: '专家辅导', words: ['专家辅导', '专家授课', '专题辅导'], roster: 'everyone' },
  { code: 'volunteer', name: '志愿服务', words: ['志愿服务', '志愿活动'], roster: 'nobody' },
  { code: 'joint_conference', name: '联席会议', words: ['联席会议', '联席会', '会商'], roster: 'named' },
  { code: 'site_branch_day', name: '项目临时党支部活动', words: ['项目临时党支部活动', '临时党支部活动', '临时支部活动'], roster: 'everyone', makeupDays: 14, due: 'month' },
  { code: 'other', name: '活动', words: ['活动'], roster: 'everyone' },
]

const kindsByCode = new Map(activityKinds.map(kind => [kind.code, kind]))

export function kindByCode(code: string): ActivityKind | undefined {
  return kindsByCode.get(code)
}

/** The kind that a member's word for an activity means; of two words that fit the longer one. */
export function kindNamed(word: string): ActivityKind | undefined {
  if (word === '') return undefined
  let best: { kind: ActivityKind; length: number } | undefined
  for (const kind of activityKinds) {
    const length = Math.max(0, ...kind.words.filter(known => word.includes(known)).map(known => known.length))
    if (length > (best?.length ?? 0)) best = { kind, length }
  }
  return best?.kind
}

/** What decides whether a member is on a roster. */
export interface RosterFacts {
  personId: string
  memberType: MemberType
  partyGroup: string
  role?: Role
}

/** Whether a session of a kind expects a member of its branch. */
export function isExpected(
  kind: ActivityKind | undefined,
  details: SessionDetails | undefined,
  member: RosterFacts,
): boolean {
  // A list of names that the keeper gave beats the usual roster of the kind.
  if (details?.named !== undefined) return details.named.includes(member.personId)
  switch (kind?.roster ?? 'everyone') {
    case 'everyone':
      return true
    case 'partyMembers':
      return isPartyMember(member.memberType)
    case 'committee':
      return member.role !== undefined
    case 'partyGroup':
      return (
        isPartyMember(member.memberType) &&
        (details?.partyGroup === undefined || details.partyGroup === member.partyGroup)
      )
    case 'named':
    case 'nobody':
      return false
  }
}
