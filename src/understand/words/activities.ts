import { words } from './list.ts'

export type ActivityCode =
  | 'theme_party_day'
  | 'book_club'
  | 'general_meeting'
  | 'committee_meeting'
  | 'group_meeting'
  | 'party_lecture'
  | 'democratic_life_meeting'
  | 'org_life_meeting'
  | 'member_appraisal'
  | 'study_group'
  | 'warning_education'
  | 'integrity_talk'
  | 'annual_conference'
  | 'duty_report_meeting'
  | 'base_visit'
  | 'expert_lecture'
  | 'volunteer'
  | 'joint_conference'
  | 'site_branch_day'
  | 'other'

/** What people call each activity kind (domain notes 5.1). The first name is the one used in slots of new sessions. */
export const ACTIVITY_NAMES: Readonly<Record<ActivityCode, readonly string[]>> = {
  theme_party_day: words(
    '主题党日 主题党日活动 党日活动 党日 固定党日 支部主题党日 支部党日 党员活动日 党员活动 主题日',
  ),
  book_club: words('读书会 读书分享会 读书活动 读书班 读书分享 共读会 读书沙龙 读书'),
  general_meeting: words(
    '党员大会 支部党员大会 支部大会 全体党员大会 全体党员会 党员会 转正会 发展大会 支部会',
  ),
  committee_meeting: words('支委会 支部委员会 支部委员会会议 支委会议 委员会会议 支委'),
  group_meeting: words('党小组会 小组会 党小组会议 党小组学习 小组学习'),
  party_lecture: words('党课 上党课 微党课 专题党课 书记讲党课 党课学习'),
  democratic_life_meeting: words('民主生活会 班子民主生活会 领导班子民主生活会 民主生活会会议'),
  org_life_meeting: words('组织生活会 专题组织生活会'),
  member_appraisal: words('民主评议 民主评议党员 党员评议 评议会'),
  study_group: words(
    '中心组学习 理论学习中心组 理论学习中心组学习 中心组 中心组集体学习 理论中心组 中心组学习会',
  ),
  warning_education: words(
    '警示教育 警示教育会 警示教育大会 警示教育片 警示片 警示教育活动 廉政警示教育 警示会 旁听庭审',
  ),
  integrity_talk: words(
    '廉政谈话 廉政谈话会 廉洁谈话 新春廉政谈话 节前廉政谈话 任前廉政谈话 集体廉政谈话 任前谈话',
  ),
  annual_conference: words(
    '党风廉政建设工作会议 党风廉政会 党风廉政建设会 党风廉政建设会议 党风廉政工作会 反腐败工作会议 廉政工作会 党建工作会议 党风廉政大会',
  ),
  duty_report_meeting: words('述职述廉会 述职会 述职述廉 述职评议会 述职大会 述廉会'),
  base_visit: words(
    '教育基地参观 基地参观 参观教育基地 参观基地 参观学习 参观 廉政教育基地 红色教育基地 基地学习',
  ),
  expert_lecture: words('专家辅导 专家授课 专题讲座 专家讲座 讲座 辅导讲座 专题辅导 报告会 宣讲会'),
  volunteer: words(
    '志愿服务 志愿活动 植树 植树活动 志愿者活动 义务劳动 义务植树 志愿服务活动 无偿献血 清扫活动 慰问活动 社区报到',
  ),
  joint_conference: words('联席会议 联席会 会商会 会商'),
  site_branch_day: words('临时党支部活动 临时支部活动 项目临时党支部活动 临时党支部会议 工地支部活动'),
  other: words(
    '专题学习 学习会 学习交流会 座谈会 交流研讨 交流会 研讨会 集中学习 培训会 谈心会 表彰会 三会一课 组织生活 动员会 碰头会 例会 工作例会 全体会 干部会 职工会 职工大会 道德讲堂 青年理论学习 茶话会 知识竞赛 演讲比赛',
  ),
}

// Names so general that they only say "the session you mean".
export const GENERAL_ACTIVITY = words(
  '会 会议 活动 学习 这个会 那个会 这次会 这次会议 这次活动 这场会 今天的会 明天的会 下午的会 上午的会 昨天的会 开会的事 集体学习 这个活动 那个活动 这期 这一期 这场 那场 支部活动 开会 支部的会 支部学习 周五的会 月底的会 政治学习',
)

const CODE_BY_NAME = new Map<string, ActivityCode>()
for (const [code, names] of Object.entries(ACTIVITY_NAMES)) {
  // Object.entries forgets the key type of a closed record.
  for (const name of names) CODE_BY_NAME.set(name, code as ActivityCode)
}

/** The kind that an activity name means; undefined for general words such as 会. */
export function activityCode(name: string): ActivityCode | undefined {
  return CODE_BY_NAME.get(name)
}

export function activityNames(): Iterable<string> {
  return CODE_BY_NAME.keys()
}
