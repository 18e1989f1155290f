import { says } from '../input.ts'
import type { GrammarRule, Input } from '../input.ts'
import { activityIn, periodIn, subjectsIn, whenIn } from '../slots.ts'
import * as phrase from '../words/said/roster.ts'

const about = (input: Input) => ({ ...whenIn(input), ...activityIn(input) })

/** 支委到了三个,开得起来吗: who came is told only for the question behind it. */
export const quorumRules: GrammarRule[] = [
  says('quorum asked', 'quorum.check', {
    said: phrase.QUORUM_ASKED,
    unless: /要几个|要多少|需要多少|需要几|得几个|规定|才有效|才能|今年|几次|每|支委会要/,
    slots: about,
  }),
]

/** Who has answered, who has not, how many; a member's own record; a colleague's. */
export const rosterRules: GrammarRule[] = [
  says('own record asked', 'roster.query_self', {
    said: phrase.OWN_RECORD_ASKED,
    unless:
      /代我|能让|让别人|替我去|原因|理由|想请|谁能|谁可以|谁看|哪些信息|存了|存多久|保存|删|廉政档案|我(?:们)?(?:今天|明天|这次|下次)?(?:要不要|需不需要|应该|能不能|可不可以|(?:可以|能)(?!看|查)|(?:要|需要)(?!看|查|补))|举报|发票|报销|的[钱票]|[车餐话住]费|[能可以]报(?![上名])/,
    when: input =>
      input.asking ||
      /^(?:查|看|我[要想]?[看查]|我的|帮我查|帮我看|麻烦查|请查|给我看)|记录$|情况$/.test(input.flat),
    slots: input => ({
      ...periodIn(input),
      ...activityIn(input),
      ...(/补学|补课|欠/.test(input.flat) && { ask: 'makeup' }),
    }),
  }),
  says('colleague asked about', 'roster.query_person', {
    said: phrase.COLLEAGUE_ASKED_ABOUT,
    unless:
      /(?:没|不|未)(?:有)?(?:说|讲|提|交代|告诉|透露|问|写|说明|讲明|说清|讲清|晓得|知道?|清楚|肯说|肯讲)[^,。]{0,6}原因|问我|你|接访|规定|怎么办|怎么处理|要不要|廉政档案/,
    when: input =>
      input.tokens().some(token => token.kind === 'name') &&
      (input.asking || /(?:记录|情况|出勤|考勤|原因)$/.test(input.flat)),
    slots: input => subjectsIn(input),
  }),
  says('unanswered asked', 'roster.pending', {
    said: phrase.UNANSWERED_ASKED,
    unless: /提醒|催|通报|批评|看通知|已读|阅读|曝光|点名|活儿?没|任务|材料|作业|名额|几天|座|再截|再关|再收/,
    slots: about,
  }),
  says('last register asked', 'roster.summary', {
    said: phrase.LAST_REGISTER_ASKED,
    slots: input => ({ ...about(input), ask: 'names' }),
  }),
  says('counts asked', 'roster.summary', {
    said: phrase.COUNTS_ASKED,
    unless: phrase.COUNTS_ASKED_NOT,
    slots: input => ({ ...about(input), ...summaryAsk(input) }),
  }),
]

function summaryAsk(input: Input) {
  if (/请.{0,2}假|[公病事]假/.test(input.flat)) return { ask: 'leave' }
  if (/缺席|没来|没到|未到|缺勤|没参加/.test(input.flat)) return { ask: 'absent' }
  if (/迟到|早退/.test(input.flat)) return { ask: 'late' }
  return {}
}
