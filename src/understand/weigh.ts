import { isOtherMatter, saysSomethingElse } from './intents/attendance.ts'
import type { Input } from './input.ts'
import type { Likelihoods } from './learned/model.ts'
import type { Intent, MarkReading, Reading } from './reading.ts'
import { OVER } from './sentence/mark-of.ts'
import type { Token } from './sentence/tokens.ts'
import { slotsFor } from './slots-for.ts'
import { leaveTypeSaid, marksFor, statusSaid } from './weigh-marks.ts'

type Shares = Likelihoods['intents']

// Measured on sets of messages left out of the training, one by one: what the learned part was right about where it and the
// rules did not agree.
/** Above this it is right where a rule reads another intent. */
const SURE = 0.6
/** The same where one of the two is a mark, which is costly to get wrong. */
const SURE_OF_MARK = 0.75
/** A correction says in words that it is one. */
const SURE_OF_CORRECTION = 0.9
/** Below this no mark is likely at all. */
const NO_MARK = 0.12
/** The same where some of the words are unknown. */
const NO_MARK_IN_NEW_WORDS = 0.3
/** Above this nothing is said of anybody's coming, whatever the words look like. */
const NOTHING_SAID = 0.85
/** The same of a message that asks something. */
const NOTHING_BESIDE_QUESTION = 0.8
/** Less than this is no better than a guess. */
const GUESS = 0.2
/** Needed where a wrong reading would start something. */
const FAIRLY = 0.35
const ABOUT_SESSION = 0.5
/** Nobody's business is what it may say only when it is fairly sure: most messages to the bot want something. */
const NOBODYS = 0.85

/**
 * The last word on a reading: rules and learned part together. What a mark says comes from the words of the message; the learned
 * part says which intent is meant where the rules are unsure or know less, and it takes back a mark that it finds
 * unlikely: a false mark is the costliest error, a question asked back the cheapest.
 */
export function weigh(reading: Reading, input: Input, likelihoods: (input: Input) => Likelihoods): Reading {
  if (isSettled(reading, input) || isPlain(reading, input)) return reading
  const likely = likelihoods(input)
  // What it never learnt of it cannot doubt.
  if (!likely.intents.has(reading.intent)) return reading
  if (isUnlikelyMark(reading, likely, input)) return withoutMark(reading, likely.intents, input)
  // A question put to the bot is somebody's business.
  const [intent, share] = mostLikely(likely.intents, reading.why === 'rule asked' ? 'none' : undefined)
  if (!input.addressed && !MARKS.has(reading.intent))
    return intent === 'ack' && share >= SURE && !input.toOthers && !input.asking
      ? learned(intent, share, {}, reading)
      : reading
  if (intent === reading.intent || share < needed(reading, intent, input))
    return refined(reading, likely, input)
  if (!MARKS.has(intent)) return learned(intent, share, slotsFor(intent, input), reading)
  return withMark(reading, intent, share, likely, input)
}

/** How sure the learned part must be to have the last word. */
function needed({ intent: read, why }: Reading, intent: Intent, input: Input): number {
  // 请病假,说错了,是事假: the rules have seen that it was put right before anything was registered.
  if (read === 'mark.self' && intent === 'mark.correct' && input.facts().fixed) return NEVER
  if (read === 'mark.correct' && intent === 'mark.self') return SURE_OF_CORRECTION
  // 请全体党员于27日参加…, which opens a session, says nothing of the keeper's own coming.
  if (why === 'session opened' && input.secretary && MARKS.has(intent)) return NEVER
  // 加进来,先按积极分子,开会列席 says what somebody is.
  if (read.startsWith('member.') && input.secretary && MARKS.has(intent)) return NEVER
  // 党日取消没: a question about a session neither calls it off nor moves it.
  if (read === 'session.info' && intent.startsWith('session.')) return NEVER
  // 补学完了谁给签字确认: who asks reports nothing.
  if (intent === 'makeup.report' && input.asking) return NEVER
  // 党日星期几 asks about the session it names; 提醒大家例会改到三楼 moves none.
  if (read === 'session.info' && intent === 'rule.ask' && namesSession(input)) return SURE_OF_MARK
  if (read === 'remind.set' && intent.startsWith('session.')) return SURE_OF_MARK
  if (why === 'own record asked' && intent.startsWith('rule.')) return SURE_OF_MARK
  if (!OPEN.has(why))
    return intent === 'none' ? NEVER : MARKS.has(read) || MARKS.has(intent) ? SURE_OF_MARK : SURE
  if (intent === 'none') return NOBODYS
  if (intent === 'mark.withdraw') return SURE_OF_MARK
  if (intent === 'clarify.reply' || MARKS.has(intent)) return SURE
  if (read === 'rule.ask' && !intent.startsWith('rule.') && NAMES_RULES.test(input.text)) return NEVER
  // A question that is not about a session at hand is answered from the rule book, or honestly not at all.
  if (intent === 'session.info') return namesSession(input) ? ABOUT_SESSION : NOBODYS
  if (intent === 'duty.query') return ABOUT_SESSION
  // 不敢腐、不能腐指什么 says nothing of anybody's coming.
  if (intent === 'mark.ambiguous' && read === 'rule.ask') return SURE
  // 为什么提醒我 puts nothing off.
  if (intent === 'remind.snooze' && input.asking) return NEVER
  // 这些提醒都是谁弄的 takes nothing back.
  if (intent === 'remind.cancel' && input.asking && /谁|哪[个位]/.test(input.flat)) return NEVER
  return STEERING.test(intent) ? FAIRLY : GUESS
}

const NEVER = 2

/** 食堂几点开门 speaks of no activity and no day: it is no question about a session. */
function namesSession(input: Input): boolean {
  return input.tokens().some(({ kind }) => kind === 'activity' || kind === 'general' || kind === 'time')
}

// What changes something.
const STEERING = /^(?:session\.(?:close|extend|reopen|reschedule)|member\.(?:add|remove|update))/

/** The rules that say no more than "some question" or "nothing I know". */
const OPEN = new Set(['nothing known', 'rule asked'])

const MARKS: ReadonlySet<Intent> = new Set([
  'mark.self',
  'mark.proxy',
  'mark.correct',
  'mark.withdraw',
  'mark.override',
  'mark.bulk',
  'mark.chain',
] as const)

// Exact forms, answers to a question of the bot, refusals: nothing to weigh.
const EXACT: ReadonlySet<Intent> = new Set([
  'mark.chain',
  'sensitive.redirect',
  'more',
  'identify',
  'bind',
  'bindCode',
  'confirm.claim',
] as const)

// Rules that know more than words: what was asked before, and which duties there are.
const SETTLED = new Set([
  'answer to a prompt',
  'duty progress asked',
  'whether all is done',
  'said in jest',
  'somebody excused',
  'torn between two',
  'put back without a word',
  'line of a rule asked',
  'sign follows the last speaker',
])

// 这个怎么规定的, 一定要手写吗, 四风指什么: a question that names the rules, what must be or what a term means is about them.
const NAMES_RULES =
  /一(?:年|季度?|个?月)(?:要|得|至少|最少|应该?|应当)?(?:开|搞|办|上|学|召开|组织|举行|安排)[^,。]{0,6}几[次回场]|多久(?:开|搞|办|上|学|召开)?一[次回]|指(?:的是)?(?:什么|啥|哪)|是指|何谓|含义|(?<!离)规定|制度|依据|条款|文件上|一定要|必须|非要|非得/

// 收到咯, 明白,我跟科里再讲一遍: what may be an acknowledgement, which nobody addresses to the bot.
const HEARD =
  /^(?:已经?|均|都|全体)?(?:收|好|知|明白|晓|了解|遵|得|要得|妥|行|嗯|ok|get|谨|阅|照|马上|立即)(?!.*(?:请(?:回|确认|签|接|报|登)|回复$|扣1)).{0,30}$/

function isSettled(
  { intent, why, confidence }: Reading,
  { situation, text, flat, addressed }: Input,
): boolean {
  if (EXACT.has(intent) || confidence === 'soft' || SETTLED.has(why)) return true
  // Talk among colleagues is never a command, and a message without words has nothing to learn from.
  const unheard = !addressed && !MARKS.has(intent) && !(intent === 'none' && HEARD.test(flat))
  return unheard || text === '' || situation.prompt === 'confirm'
}

const SHORT = 12
const BRIEF = 6

/** 请假,下乡: a few words, all of them known, which say one thing. */
function isPlain({ intent, why }: Reading, input: Input): boolean {
  if (input.flat.length > SHORT || input.asking) return false
  // 取消提醒: the phrase of a rule and nothing else.
  if (input.flat.length <= BRIEF && !MARKS.has(intent) && !OPEN.has(why)) return true
  if (intent === 'ack') return true
  const { unknown, hearsay, unsure } = input.facts()
  return MARKS.has(intent) && unknown === 0 && !hearsay && unsure === undefined
}

// 不晓得上一条发出去没有,反正我是要来的
const SAID_ANYHOW = /[,。](?:反正|总之|不管怎[样么]|无论如何)[^,。]{0,4}我/

function isUnlikelyMark({ intent, slots }: Reading, { intents, said }: Likelihoods, input: Input): boolean {
  if (!MARKS.has(intent)) return false
  const registers = slots.marks?.some(({ status }) => status !== undefined) ?? false
  const nothing = registers ? (said.get('nothing') ?? 0) : 0
  if (input.asking && nothing > NOTHING_BESIDE_QUESTION && !SAID_ANYHOW.test(input.flat)) return true
  // 明天去参观 beside it takes nothing back.
  if (intent !== 'mark.withdraw' && saysSoPlainly(input)) return false
  const unknown = input.facts().unknown > 0
  return (
    marksShare(intents) < (unknown ? NO_MARK_IN_NEW_WORDS : NO_MARK) || (unknown && nothing > NOTHING_SAID)
  )
}

/** 到了到了,门口停车耽误了一下: a clause that is nothing but the sender's word stands, whatever is told beside it. */
function saysSoPlainly(input: Input): boolean {
  return input.statements().some(({ cue, subjects, tokens, unknown, asked, hearsay, times }) => {
    if (cue === undefined || asked || hearsay || unknown > 0 || times.some(isPast)) return false
    const own = subjects.every(({ kind }) => kind === 'self')
    return own && tokens.every(({ kind }) => PLAIN.has(kind))
  })
}

function isPast({ word }: Token): boolean {
  return OVER.test(word)
}

const PLAIN = new Set(['self', 'cue', 'filler', 'space', 'activity', 'general', 'time'])

function marksShare(likely: Shares): number {
  let share = 0
  for (const intent of MARKS) share += likely.get(intent) ?? 0
  return share
}

function withoutMark(reading: Reading, likely: Shares, input: Input): Reading {
  const [intent, share] = mostLikely(likely)
  if (!input.addressed) return learned('none', share, {}, reading)
  return MARKS.has(intent) && intent !== 'mark.withdraw'
    ? learned('mark.ambiguous', share, {}, reading)
    : learned(intent, share, slotsFor(intent, input), reading)
}

/** The learned part hears a mark: what it says is taken from the words, and where they do not tell, the sender is asked. */
function withMark(
  reading: Reading,
  intent: Intent,
  share: number,
  likely: Likelihoods,
  input: Input,
): Reading {
  if (!input.addressed || input.toOthers || input.asking || isOtherMatter(input)) return reading
  if (intent === 'mark.withdraw') return learned(intent, share, slotsFor(intent, input), reading)
  const marks = marksFor(intent, share, input, likely.said)
  if (marks !== undefined && saysSomethingElse(input, marks)) return reading
  if (marks !== undefined) return learned(intent, share, { ...reading.slots, marks }, reading)
  return OPEN.has(reading.why) ? learned('mark.ambiguous', share, {}, reading) : reading
}

/** A mark whose words left something open takes it from what the learned part hears. */
function refined(reading: Reading, { said }: Likelihoods, input: Input): Reading {
  const [only] = reading.slots.marks ?? []
  if (only?.status === undefined || reading.slots.marks?.length !== 1) return reading
  const mark: MarkReading | undefined =
    only.status === 'leave' ? leaveTypeSaid(only, said, input) : statusSaid(only, said, input)
  return mark === undefined ? reading : { ...reading, slots: { ...reading.slots, marks: [mark] } }
}

function learned(intent: Intent, share: number, slots: Reading['slots'], { why }: Reading): Reading {
  return { intent, slots, why: `learned (${share.toFixed(2)}) over: ${why}` }
}

function mostLikely(likely: Shares, except?: Intent): [Intent, number] {
  let best: [Intent, number] = ['none', 0]
  for (const entry of likely) if (entry[1] > best[1] && entry[0] !== except) best = entry
  return best
}
