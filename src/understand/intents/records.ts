import { says } from '../input.ts'
import type { GrammarRule, Input } from '../input.ts'
import { activityIn, deadlineIn, periodIn, whenIn } from '../slots.ts'
import * as phrase from '../words/said/records.ts'

/** Papers a secretary asks for: ledgers, reports, minutes; and ballots. */
export const recordRules: GrammarRule[] = [
  says('ballot opened', 'ballot.open', {
    said: phrase.BALLOT_OPENED,
    unless:
      /投票权|唔使.{0,2}投|不用.{0,3}投|都会来|报名|列席|人数|够不够|能表决|有效|要多少|规定|怎么|要不要|结果/,
    when: input => !input.asking || /能不能|可不可以|可以|投票(?:决定|选|表决)|^大家/.test(input.flat),
    slots: input => (/无记名|不记名|匿名|秘密/.test(input.flat) ? { secret: true } : {}),
  }),
  says('minutes drafted', 'minutes.draft', {
    said: phrase.MINUTES_DRAFTED,
    fromKeeper: phrase.MINUTES_DRAFTED_BY_KEEPER,
    unless: /保存|规定|几年|要不要|必须|多久|谁记|签字/,
    when: input => !input.asking || /能不能|可不可以|能否|有没有/.test(input.flat),
    slots: input => activityIn(input),
  }),
  says('report asked', 'stats.report', {
    said: phrase.REPORT_ASKED,
    fromKeeper: phrase.REPORT_ASKED_BY_KEEPER,
    unless:
      /我(?:今年|参加|请|的)|什么时候|啥时候|几号|哪天|提醒|每月报|规定|要不要|至少|通报批评|导出|台账|每(?:年|月|季)/,
    when: input => !/(?:交|报|填)(?:完|好)?了/.test(input.flat),
    slots: input => ({ ...periodIn(input), ...activityIn(input), ...reportAsk(input) }),
  }),
  says('ledger asked', 'ledger.export', {
    said: phrase.LEDGER_ASKED,
    fromKeeper: phrase.LEDGER_ASKED_BY_KEEPER,
    unless: /保存|几年|多久|规定|谁能|要不要|更新|导入|提醒|什么时候|删|报名表/,
    slots: input => ({ ...periodIn(input), ...activityIn(input) }),
  }),
]

/** Notices sent to the group. They stand behind the session commands: 通知大家明天开党员大会 opens a session. */
export const noticeRules: GrammarRule[] = [
  says('notice sent out', 'notice.publish', {
    said: phrase.NOTICE_SENT_OUT,
    fromKeeper: phrase.NOTICE_SENT_OUT_BY_KEEPER,
    unless: /周末能不能|几点|收到通知|刚看到|微信群|可以发|能不能发|别|没收到|通知太多|提醒/,
    when: input =>
      (!input.asking || /^(?:能不能|可不可以|能否|可以)?(?:帮我|帮忙|麻烦|给大家)/.test(input.flat)) &&
      !/我(?:请假|参加|来不了|要请)/.test(input.flat),
    slots: input => ({ ...noticeAck(input), ...deadlineIn(input), ...whenIn(input) }),
  }),
]

function reportAsk(input: Input) {
  if (/通报|简报/.test(input.flat)) return { ask: 'draft_bulletin' }
  if (/够|达标|差|缺|齐/.test(input.flat)) return { ask: 'compliance' }
  return {}
}

function noticeAck(input: Input) {
  if (/(?:不用|不要|不需|无需|不必|别|免)(?:大家|他们|各位)?.{0,4}(?:回|收到|确认|反馈)/.test(input.flat))
    return { ackRequired: false }
  return /(?:要|需|请|让大家|得)(?:大家|他们|各位)?.{0,4}(?:确认|回复|收到|反馈|签收)/.test(input.flat)
    ? { ackRequired: true }
    : {}
}
