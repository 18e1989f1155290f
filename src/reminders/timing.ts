import type { PartName } from '../attendance/parts.ts'

/** When people hear of a session of a kind, in working days before it. */
export interface Timing {
  /** The group is told once, and that opens the session. */
  notice: number
  /** Those who have not answered are reminded once, in private; undefined: never, also when it is required. */
  reminder: number | undefined
  /** Whether the register expects everybody of the kind; a voluntary session is never chased. */
  required: boolean
}

const timings: Readonly<Record<string, Timing>> = {
  theme_party_day: { notice: 3, reminder: 1, required: true },
  book_club: { notice: 5, reminder: 1, required: false },
  general_meeting: { notice: 3, reminder: 1, required: true },
  committee_meeting: { notice: 2, reminder: 1, required: true },
  group_meeting: { notice: 2, reminder: 1, required: true },
  party_lecture: { notice: 3, reminder: 1, required: true },
  democratic_life_meeting: { notice: 10, reminder: 1, required: true },
  org_life_meeting: { notice: 10, reminder: 1, required: true },
  member_appraisal: { notice: 10, reminder: 1, required: true },
  study_group: { notice: 5, reminder: 1, required: true },
  warning_education: { notice: 3, reminder: 1, required: true },
  integrity_talk: { notice: 1, reminder: undefined, required: true },
  annual_conference: { notice: 5, reminder: 1, required: true },
  duty_report_meeting: { notice: 10, reminder: 1, required: true },
  base_visit: { notice: 5, reminder: 1, required: false },
  expert_lecture: { notice: 3, reminder: undefined, required: false },
  volunteer: { notice: 5, reminder: undefined, required: false },
  joint_conference: { notice: 5, reminder: 1, required: true },
  site_branch_day: { notice: 2, reminder: 1, required: true },
  other: { notice: 2, reminder: undefined, required: false },
}

const usual: Timing = { notice: 2, reminder: undefined, required: false }

/** The timing of a kind; `required` of office.yaml beats the kind's own. */
export function timingOf(kind: string, required?: boolean): Timing {
  const timing = timings[kind] ?? usual
  return { ...timing, required: required ?? timing.required }
}

/** How many working days before a session somebody with a part in it is told: long enough to prepare it. */
export const partDays: Readonly<Record<PartName, number>> = { 主持: 3, 领读: 7, 主讲: 10, 中心发言: 10 }
