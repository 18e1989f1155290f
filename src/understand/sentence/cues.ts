import { OVER } from './mark-of.ts'
import { lastMeaning, nextMeaning, textOf } from './statement.ts'
import type { Statement } from './statement.ts'
import { isMistaken, isUnwanted } from './wrong-value.ts'
import { wordsAfter } from './whom.ts'
import { isSilent } from './tokens.ts'
import type { Token } from './tokens.ts'

export function takeCue(now: Statement, token: Token, tokens: Token[], i: number): void {
  const before = lastMeaning(now.tokens.slice(0, -1))
  if (
    before?.kind === 'not' &&
    !/是|非/.test(before.word) &&
    (token.unable === true || token.status === 'planned')
  )
    now.denied = true
  else if (before?.kind === 'not') {
    now.negated = token
    return
  }
  if (isAskedOfOthers(now, token, before) || isComparison(before) || isBusyOtherwise(token, tokens, i)) return
  if (isUnwanted(tokens, i)) return
  if (isMistaken(tokens, i)) {
    now.mistaken = true
    return
  }
  // In a hedge or a condition even an unclear cue shows the doubt.
  const doubtful = now.hedged || now.conditional
  if (!doubtful && token.weak === true && !isWeakCueMeant(now, tokens, i)) return
  if (!doubtful && !isCueMeant(now, token, tokens, i)) return
  if (token.leaveType !== undefined) now.leaveType ??= token.leaveType
  if (
    token.status === 'leave' &&
    token.unable !== true &&
    before?.kind === 'hedge' &&
    !REGRETS.test(before.word)
  )
    now.hedgedLeave = true
  now.cue = now.cue === undefined || isInstead(now.cue, token) ? token : strongerCue(now.cue, token)
}

// 恐怕要向支部告假 says with regret what is settled.
const REGRETS = /^(?:恐怕|只怕|怕是)/

/** 慢慢开总比迟到强: nobody is late. */
function isComparison(before: Token | undefined): boolean {
  return before?.kind === 'other' && before.word.endsWith('比')
}

/** 她们在窗口没空打字, 我就不去吃饭了: it is something else than coming that cannot be or is not done. */
function isBusyOtherwise({ word, unable }: Token, tokens: Token[], i: number): boolean {
  if (unable !== true) return false
  const after = wordsAfter(tokens, i)
  return (
    (NO_TIME.test(word) && ELSEWISE.test(after)) ||
    (TOO_LATE.test(word) && CHORE.test(after)) ||
    (word.endsWith('去') && ERRAND.test(after))
  )
}

const TOO_LATE = /^(?:来不[及赢]|赶不[及赢])$/
const CHORE = /^(?:做|吃|买|收|写|洗|弄|拿|打(?!卡)|交|准备|换|通知|说|讲|填|打印|发)/
const ERRAND =
  /^(?:吃|喝|找|接(?!龙)|送|买|拿|取|逛|玩|打|唱|跑步|食堂|饭堂|银行|超市|菜场|[你他她]那|[你他她]办公室)/

const NO_TIME = /^(?:没|没得|没有|冇|冇得|莫得|木有|不得|抽不出|腾不出)(?:空|闲|时间|工夫|功夫|手)$/
const ELSEWISE =
  /^(?:打字|看手机|看消息|看群|回(?:消息|信息|微信|复|话|你|您)|发(?:消息|信息|微信)|接龙|填|细说|多说|上网)/

/** 回不去就线上参加了: what is done instead stands at the end. */
function isInstead(first: Token, second: Token): boolean {
  return first.status === 'leave' && first.unable === true && second.status === 'online'
}

/** 请签到, 请准时参加: others are asked to. */
function isAskedOfOthers(now: Statement, { status }: Token, before: Token | undefined): boolean {
  const asked = now.tokens.at(-2)?.word === '请' && now.subjects.every(({ kind }) => kind !== 'self')
  return asked && before?.kind !== 'proxy' && (status === 'planned' || status === 'present')
}

/** A bare 来, 去 or 到 counts at the end of a statement that says who or what, or as the whole message. */
function isWeakCueMeant(now: Statement, tokens: Token[], i: number): boolean {
  // 田甜现在到综合科了: a change of department.
  if (tokens[i + 1]?.kind === 'dept') return false
  const behind = nextMeaning(tokens, i)
  // 到🙋: a raised hand beside a word says nothing more.
  const next = behind !== undefined && /^\p{Extended_Pictographic}/u.test(behind.word) ? undefined : behind
  // 去植树: the verb and the activity are the whole statement.
  if (
    next?.kind === 'activity' &&
    nextMeaning(tokens, tokens.indexOf(next)) === undefined &&
    now.unknown === 0
  )
    return true
  if (now.fixed && next === undefined) return true
  if (isOfThePast(now, tokens, i)) return true
  if (next !== undefined || now.unknown > 0 || now.family) return false
  const alone = now.tokens.every(
    token => isSilent(token.kind) || token === tokens[i] || token.kind === 'time',
  )
  return alone || now.subjects.length > 0 || now.activities.length > 0 || now.hedged
}

/** 上周的读书会我去看了的: who tells of a session that is over was there. */
function isOfThePast({ times, activities }: Statement, tokens: Token[], i: number): boolean {
  if (activities.length === 0 || !times.some(({ word }) => OVER.test(word))) return false
  const rest = tokens.slice(i + 1).map(({ word }) => word)
  return /^(?:看|听|学|开|参观)(?:了|过|完了?)的?$/.test(rest.join('').trim())
}

function isCueMeant(now: Statement, token: Token, tokens: Token[], i: number): boolean {
  const after = tokens[i + 1]
  const before = tokens[i - 1]
  const status = token.status
  if (isSomethingElses(now, tokens, i) || isOrganised(now, token)) return false
  if (isOfThePast(now, tokens, i)) return true
  if (describesSomebody(tokens, i)) return false
  if (status === 'planned' || status === 'present' || status === 'online' || status === 'observer') {
    // 用腾讯会议进来听
    const listens = status === 'online' && LISTENS.test(wordsAfter(tokens, i))
    // 参加培训, 到了3个人, 签到系统: the cue is part of something else.
    if (after?.kind === 'reason' || hasForeignObject(token, tokens, i)) return listens
    if (after?.kind === 'other' && !AFTER_CUE.test(after.word) && !listens) return false
    if ((after?.kind === 'noun' || after?.kind === 'family') && !listens) return false
    const outsider =
      before !== undefined && (before.kind === 'other' || before.kind === 'noun' || before.kind === 'family')
    if (outsider && !isSomebodys(now)) {
      return before.kind === 'other' && before.word.length === 1 && /\d/.test(before.word)
    }
  }
  return true
}

function isSomebodys({ subjects }: Statement): boolean {
  const kinds = new Set(subjects.map(({ kind }) => kind))
  return kinds.has('name') || kinds.has('self') !== kinds.has('they')
}

/** 我来负责签到: who sees to it that others do it. */
function isOrganised(now: Statement, { status }: Token): boolean {
  if (status !== 'present' && status !== 'planned') return false
  return /(?:负责|组织|主持|牵头|管|盯)(?:一?下|着)?$/.test(
    textOf({ ...now, tokens: now.tokens.slice(0, -1) }),
  )
}

const LISTENS = /^(?:[接连转])?(?:进来|上来)?[听看跟](?!不|说|到)/

const TAKES_OBJECT = /参加|出席|参与|报名|去|来/

/** 参加了那个培训, 培训我参加了: what was joined is no activity of the branch. */
function hasForeignObject(token: Token, tokens: Token[], i: number): boolean {
  if (!TAKES_OBJECT.test(token.word)) return false
  const behind = tokens.slice(i + 1, i + 5).find(({ kind }) => kind !== 'filler' && kind !== 'space')
  if (behind?.kind === 'reason' || behind?.kind === 'noun') return true
  const [topic, subject] = [tokens[i - 2], tokens[i - 1]]
  return (
    topic?.kind === 'reason' &&
    subject?.kind === 'self' &&
    (tokens[i - 3] === undefined || tokens[i - 3]?.kind === 'break')
  )
}

// What may follow a cue without changing it: numbers, minutes, small tails.
const AFTER_CUE = /^[\d几十半来多到位]{1,4}$/

/** 快递到不了, 我妈请假: what stands before the cue is neither the sender nor anybody named. */
function isSomethingElses(now: Statement, tokens: Token[], i: number): boolean {
  const before = tokens[i - 1]
  if (now.subjects.length === 0 && (OUTSIDERS.test(textOf(now)) || isSuperior(tokens, i))) return true
  if (before?.kind === 'family') return !now.tokens.some(token => token.kind === 'care')
  const first = now.tokens.find(token => !isSilent(token.kind) && token.kind !== 'time')
  return (
    before?.kind === 'other' &&
    first === before &&
    before.word.length <= 3 &&
    /^\p{Script=Han}+$/u.test(before.word)
  )
}

/** 领导来不了: in one breath it is about the superior; 领导 27号来不了 speaks to them. */
function isSuperior(tokens: Token[], i: number): boolean {
  if (tokens[i]?.unable !== true) return false
  const before = tokens.slice(Math.max(i - 3, 0), i).map(({ word }) => word)
  return SUPERIOR.test(before.join(''))
}

const SUPERIOR = /(?<![跟向给和对找好告诉,。!])(?:领导|书记|主任|局长|处长|院长)(?:临时|突然|那天)?$/

// 教授临时来不了了, 大巴要晚到: who teaches or drives is no member.
const OUTSIDERS =
  /^(?!.{0,8}(?:走不开|离不开|脱不开|抽不开|接待|陪同|要陪))(?:那个?|这个?|请的|外请的|原定的?|市里的?|省里的?)?(?:教授|专家|讲师|主讲人|授课老师|外聘老师|讲课(?:老师|的)|宣讲团|讲解员|导游|嘉宾|大巴|中巴|客人|客商|施工队|维修工|(?:[省市县区乡镇村局厅部委院校厂]里?|公司|隔壁|对方|上面|上头)(?:来)?的(?:人|领导|老师|师傅|客人))/

// 要去的在底下扣名字
const TOLD_TO = /^(?:在|请|都请|自己|麻烦|记得|不再|抓紧|尽快|赶紧|到|找|跟|把)$/

const OBJECT = new Set(['activity', 'general', 'time', 'filler', 'space'])

/** 请假的同志记得补学: the cue describes people, it says nothing about one. */
function describesSomebody(tokens: Token[], i: number): boolean {
  const objects = tokens.slice(i + 1, i + 8)
  const link = objects.findIndex(({ word }) => word === '的')
  if (link < 0 || objects.slice(0, link).some(({ kind }) => !OBJECT.has(kind))) return false
  const described = tokens[i + 2 + link]
  // 请假的是读书会: which session it is.
  if (described?.word === '是' && tokens[i + 3 + link]?.kind === 'activity') return false
  const nobody = tokens.slice(0, i).every(({ kind }) => kind !== 'self' && kind !== 'name' && kind !== 'they')
  if (described !== undefined && nobody && TOLD_TO.test(described.word)) return true
  return (
    described !== undefined &&
    !['space', 'break', 'activity', 'general', 'cue'].includes(described.kind) &&
    !/^(?:[啊哈吧呀哦]|\p{Extended_Pictographic})/u.test(described.word)
  )
}

function strongerCue(first: Token, second: Token): Token {
  const rank = (token: Token) =>
    token.status === 'leave'
      ? token.unable === true
        ? 5
        : 6
      : token.status === 'planned'
        ? 1
        : token.status === 'present'
          ? 2
          : 4
  return rank(second) >= rank(first) ? second : first
}
