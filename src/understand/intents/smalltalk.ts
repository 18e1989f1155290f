import { says } from '../input.ts'
import type { GrammarRule, Input, Outcome } from '../input.ts'
import { ACK_EMOJI, ACKS, COURTESIES, UNDERTAKES } from '../words/acks.ts'
import { anyOf } from '../words/list.ts'
import * as phrase from '../words/said/smalltalk.ts'

/** What is said to the bot about the bot. */
export const helpRules: GrammarRule[] = [
  says('more asked', 'more', {
    said: /^(?:更多|查看更多|看更多|更多功能|下一页|还有别的功能吗)$/,
  }),
  says('help asked', 'help', {
    said: phrase.HELP_ASKED,
  }),
  { name: 'called without words', read: readEmptyCall },
  says('feedback given', 'feedback', {
    said: phrase.FEEDBACK_GIVEN,
    unless: /(?<!意见.{0,40}|建议.{0,40})请假|参加不|来不了|书面意见|征求意见|意见(?:稿|箱在哪)|批评与自我/,
    slots: input => ({ text: input.flat }),
  }),
]

function readEmptyCall(input: Input): Outcome | undefined {
  return input.addressed && input.situation.chatType === 'group' && input.text === '' && !input.quoted
    ? { intent: 'help', slots: {} }
    : undefined
}

/** 收到,会通知到位: heard, and a short word of what will be done. */
function isPromise(input: Input): boolean {
  const facts = input.facts()
  if (UNDERTAKES.test(input.flat) && !input.asking) return true
  return PROMISE.test(input.flat) && !input.asking && facts.marks.length === 0 && facts.unsure === undefined
}

// 好的书记,马上转告科里: an acknowledgement first, a few words of what will be done behind it.
const HEARD = /^[\p{Script=Han}]{0,8}(?:均|都|已|已经)?收到(?:通知|文件|材料|消息)?(?:了)?$/u
const PROMISE =
  /^(?:(?:才|刚)看到[,。])?(?:已?收到(?:收到)?|好[的嘞哒滴]?|得嘞|得令|要得|妥了?|明白了?|知道[了啦]|知悉|收悉|已悉|已阅|了解了?|晓得了?|ok的?|行|没问题|遵命|遵照)(?:书记|主任|领导|局长|科长|[\p{Script=Han}]{1,2}[局科处姐哥总])?(?:[,。!~]|(?=已|马上|这就|会|我去|立即|按))[^?]{0,26}$/u
const THANKED =
  '(?:辛苦|谢谢|多谢|感谢|劳烦)[\\p{Script=Han}]{0,4}(?:书记|主任|委员|科长|局长|组长|老师|干事|同志|领导|姐|哥)了?'
const ACK_ONLY = new RegExp(
  `^(?:(?:${THANKED}|${anyOf([...ACKS, ...COURTESIES])})[,。、;:~!?.√✓]*){1,8}$`,
  'u',
)
const HAS_ACK = new RegExp(anyOf(ACKS))
const COURTESY_ONLY = new RegExp(`^(?:(?:${anyOf(COURTESIES)})[,。、;:~!.]*){1,8}$`)
const LONGEST_ACK = 40

/** 收到, 好的, 👌: heard, and nothing more. Never a mark. */
export const ackRules: GrammarRule[] = [{ name: 'acknowledged', read: readAck }]

function readAck(input: Input): Outcome | undefined {
  const said = input.flat
  if (said === '') return ACK_EMOJI.test(input.text) ? { intent: 'ack', slots: {} } : undefined
  if (said.length > LONGEST_ACK || COURTESY_ONLY.test(said) || said.includes('?')) return undefined
  if (ACK_ONLY.test(said) && HAS_ACK.test(said)) return { intent: 'ack', slots: {} }
  if (HEARD.test(said)) return { intent: 'ack', slots: {} }
  return isPromise(input) ? { intent: 'ack', slots: {} } : undefined
}
