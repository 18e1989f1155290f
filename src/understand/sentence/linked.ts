import { isForRegister } from './decision.ts'
import { textOf } from './statement.ts'
import type { Statement } from './statement.ts'

/** What one statement does to the next: a condition reaches into its consequence, an errand makes hearsay a report. */
export function linked(statements: Statement[]): Statement[] {
  for (const [i, statement] of statements.entries()) {
    const before = statements[i - 1]
    if (LAST_RESORT.test(textOf(statement)) || isIfAbsent(statement, statements[i + 1]))
      statement.conditional = true
    if (isBound(statement) && (statement.cue?.status !== 'leave' || statement.cue.unable === true))
      statement.conditional = true
    if (
      before?.conditional === true &&
      (isConsequence(statement) || isForRegister(statement) || isBareYes(before, statement))
    )
      statement.conditional = true
    const after = statements[i + 1]
    if (after !== undefined && isReportOf(statement, after)) {
      statement.hearsay = false
      statement.proxied = true
    }
    if (isErrandFor(before, statement)) statement.proxied = true
    if (isReportedLater(statement, i, statements) || isToldToSender(statement, i, statements)) {
      statement.hearsay = false
      statement.proxied = true
    }
    if (isSpokenForBefore(before, statement)) {
      statement.hearsay = false
      statement.proxied = true
    }
    if (isOutOfReach(statement, i, statements) || isReportedToo(statement, i, statements)) {
      statement.hearsay = false
      statement.proxied = true
    }
  }
  return statements
}

// 实在走不开就给我登请假
const LAST_RESORT =
  /(?:实在|万一|要|真)[^,。]{0,6}不(?:了|到|上|赢|及|脱|开|来|去|成|行)(?:的话)?就(?:给|帮|请|登|记|按|算)/

/** 她不来就算了, 不来|我就自己去了: what somebody's absence leads to. */
function isIfAbsent(statement: Statement, after: Statement | undefined): boolean {
  const text = textOf(statement)
  return IF_NOT.test(text) || (NOT_COMING.test(text) && after !== undefined && THEN.test(textOf(after)))
}

const IF_NOT = /^(?:[你他她]们?)?不(?:来|去|参加)(?:的话)?(?:就|只好|便)/
const NOT_COMING = /^(?:[你他她]们?)?不(?:来|去|参加)(?:的话)?$/
const THEN = /^[我俺咱](?:就|只好|便)/

/** 周四能赶回来就参加, 审得完就去: what has to happen first stands before 就. */
export function isBound(statement: Statement): boolean {
  return BOUND.test(textOf(statement))
}

const BOUND =
  /(?:能.{1,10}[来到上完开成]|[得能][完及来到了上开赢脱成]|早(?:了|点|些)|顺利|批下来|忙完|空)(?:了|的话)?我?就(?:来|去|参加|到|赶|报|过)/

/** 要是督查组走得早,我就来: 就, 才 and 只好 take up the condition before them. */
function isConsequence({ cue, tokens }: Statement): boolean {
  if (cue === undefined) return false
  return tokens.some(({ word, end }) => end <= cue.start && /^(?:就|才|再|便|则|只好|只能|那)$/.test(word))
}

/** 如果批了,我去现场: a condition without a word of coming waits for the one that follows. */
function isBareYes(before: Statement, { cue }: Statement): boolean {
  return before.cue === undefined && cue?.status === 'planned'
}

/** 大张伟讲他要开庭,喊我报一下请假: who was named before is the one to be reported. */
function isErrandFor(before: Statement | undefined, statement: Statement): boolean {
  return (
    before?.subjects.some(({ kind }) => kind === 'name') === true &&
    statement.subjects.length === 0 &&
    statement.tokens.some(({ kind }) => kind === 'entrust') &&
    /[报说讲转捎登吱]|招呼|知会|言语|带.?[话信]|请.{0,2}假|告.?假/.test(textOf(statement))
  )
}

/** 向阳春大爷说他在家,用手机上线听,帮他登一下: everything that was told of him before is said for him. */
function isReportedLater(told: Statement, i: number, statements: readonly Statement[]): boolean {
  if (told.asked || told.hedged || told.proxied) return false
  const teller = statements.findIndex(
    ({ hearsay, proxied, subjects }) => (hearsay || proxied) && subjects.some(({ kind }) => kind === 'name'),
  )
  if (teller < 0 || i < teller || (i > teller && told.subjects.some(({ kind }) => kind !== 'they')))
    return false
  return statements
    .slice(i + 1)
    .some(
      later =>
        !later.asked &&
        !later.hedged &&
        later.subjects.every(({ kind }) => kind === 'they' || kind === 'self' || kind === 'you') &&
        ON_REQUEST.test(textOf(later)),
    )
}

/** 让我给他登一下, 先帮他们请个假, 让给她留个座, 跟支部请假 */
const ON_REQUEST =
  /(?:(?:帮|给|替|代|为)(?:着)?(?:他|她|佢|他们|她们|他俩|她俩|老人家)|代为|帮着|替着|[让托喊叫请嘱求要]我?(?:先|来|也|顺便)?(?:帮|给|替|代)(?:着)?).{0,4}(?:登|记|报|填|写|留|说|讲|加|算|占|请|签|备)|[让托喊叫嘱求][我俺](?:先|来|也|顺便|跟.{1,3}|给.{1,3})?(?:登|记|报|填|说|讲|带|转|捎|知会|吱|告诉)|(?:跟|向)(?:支部|组织|书记|领导|您|你)(?:们)?(?:请|告)/

/** 龙飞跃在广东,跟我讲他线上参加: what was told to the sender in person is passed on. */
function isToldToSender(told: Statement, i: number, statements: readonly Statement[]): boolean {
  if (told.asked || told.hedged || told.proxied || told.cue === undefined) return false
  for (let at = i; at >= 0; at--) {
    const statement = statements[at]
    if (statement === undefined) return false
    const named = statement.subjects.some(({ kind }) => kind === 'name')
    if (at < i && !named && statement.subjects.some(({ kind }) => kind === 'self')) return false
    if (named) return statements.slice(at, i + 1).some(one => TOLD.test(textOf(one)))
  }
  return false
}

const TOLD =
  /(?:跟|给|和|对|同|向)[我俺](?:说|讲|发|打|来|通|回|捎)|(?:打|来)(?:了?一?个)?电话|来电|(?:发|来|回)(?:了?一?[个条]?)?(?:微信|短信|信息|语音|消息)|(?:微信|短信|电话|语音)(?:上|里)?(?:说|讲|告诉|通知)|(?:告诉|联系|通知)[我俺]/

/** 我替何秀英报,她说一定到: the errand comes first, and what she says is what is reported. */
function isSpokenForBefore(before: Statement | undefined, told: Statement): boolean {
  return (
    before !== undefined &&
    before.proxied &&
    before.cue === undefined &&
    before.subjects.some(({ kind }) => kind === 'name') &&
    told.hearsay &&
    told.cue !== undefined &&
    !told.hedged &&
    !told.asked
  )
}

/** 彭莉说她参加,手机没在身边: she cannot say it herself, so it is said for her. */
function isOutOfReach(told: Statement, i: number, statements: readonly Statement[]): boolean {
  return (
    told.hearsay &&
    told.cue !== undefined &&
    !told.hedged &&
    !told.asked &&
    (told.subjects.some(({ kind }) => kind === 'name') ||
      (told.subjects.some(({ kind }) => kind === 'they') &&
        statements.slice(0, i).some(({ subjects }) => subjects.some(({ kind }) => kind === 'name')))) &&
    statements.some(statement => OUT_OF_REACH.test(textOf(statement)))
  )
}

/** 小马请公假,大张伟说他照常参加: beside a mark for a colleague what the next one says is a mark too. */
function isReportedToo(told: Statement, i: number, statements: readonly Statement[]): boolean {
  if (!told.hearsay || told.cue === undefined || told.hedged || told.asked) return false
  const isNamed = ({ subjects }: Statement) => subjects.some(({ kind }) => kind === 'name')
  const plain = statements
    .slice(0, i)
    .some(one => one.cue !== undefined && isNamed(one) && !one.hearsay && !one.hedged && !one.asked)
  return plain && isNamed(told) && told.tokens.some(({ word }) => /^说[他她]$/.test(word))
}

const OUT_OF_REACH =
  /手机.{0,4}(?:没|不在|坏|丢|关机|停机|欠费)|没(?:带|得|有)?手机|没(?:有)?信号|没网|没流量|(?:发|上|进|登)不(?:了|上|进|去).{0,3}(?:群|微信|企业微信|消息|信息)|不(?:会|方便)(?:用|弄|操作|打字|发|回|看手机)|打不了字|打不出字|手上?(?:抱|提|拎|端)|在开车|不在群|没进群|没加群|微信.{0,3}(?:坏|登不|上不)/

/** 老谭打电话说他到了,叫我报一声: what was told is told on request. */
function isReportOf(told: Statement, after: Statement): boolean {
  return (
    told.hearsay &&
    told.cue !== undefined &&
    !told.hedged &&
    after.cue === undefined &&
    told.subjects.some(({ kind }) => kind === 'name') &&
    after.tokens.some(({ kind }) => kind === 'entrust') &&
    /[报说讲转带登捎吱]|招呼|知会|言语|告诉|通知/.test(textOf(after))
  )
}
