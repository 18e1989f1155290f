import type { GrammarRule } from '../input.ts'
import { attendanceBesideQuestion, attendanceRules } from './attendance.ts'
import { bulkRules } from './bulk.ts'
import { chainRules } from './chain.ts'
import { clarifyRules } from './clarify.ts'
import { correctionRules } from './corrections.ts'
import { dutySteeringRules } from './duties.ts'
import { forbiddenRules } from './forbidden.ts'
import { gapRules } from './gaps.ts'
import { memberRules } from './members.ts'
import { noticeRules, recordRules } from './records.ts'
import { reminderChangeRules } from './reminder-change.ts'
import { dutyQuestionRules, reminderRules } from './reminders.ts'
import { quorumRules, rosterRules } from './roster.ts'
import { ruleArticleRules, ruleLineRules, ruleRules } from './rules.ts'
import { sensitiveRules } from './sensitive.ts'
import { settledRules } from './settled.ts'
import { sessionInfoRules, sessionKindRules, sessionMovedRules, sessionRules } from './session.ts'
import { tornRules } from './signs.ts'
import { ackRules, awaitRules, helpRules } from './smalltalk.ts'

/**
 * The order in which the rules get to see a message. What is costly to get wrong stands first: a refusal before a
 * command, a command before a mark, a correction before a mark, a question before everything that would write.
 */
export const RULES: readonly GrammarRule[] = [
  ...chainRules,
  ...gapRules,
  ...forbiddenRules,
  ...reminderChangeRules,
  ...clarifyRules,
  ...helpRules,
  ...settledRules,
  ...sensitiveRules,
  ...ruleArticleRules,
  ...ruleLineRules,
  ...memberRules,
  ...dutySteeringRules,
  ...sessionKindRules,
  ...reminderRules,
  ...sessionMovedRules,
  ...correctionRules,
  ...bulkRules,
  ...recordRules,
  ...sessionRules,
  ...noticeRules,
  ...quorumRules,
  ...tornRules,
  ...attendanceBesideQuestion,
  ...rosterRules,
  ...dutyQuestionRules,
  ...sessionInfoRules,
  ...awaitRules,
  ...attendanceRules,
  ...ruleRules,
  ...ackRules,
]
