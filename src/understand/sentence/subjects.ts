import { ADDRESS } from './address.ts'
import { nextMeaning } from './statement.ts'
import type { Statement, Subject } from './statement.ts'
import { looksLikeName } from './strangers.ts'
import { wordsAfter } from './whom.ts'
import type { Token } from './tokens.ts'

export function takeSubject(now: Statement, subject: Subject, tokens: Token[], i: number): void {
  const before = tokens[i - 1]
  if (
    subject.kind === 'name' &&
    (isObject(now, tokens, i) || isCompany(tokens, i) || isErrand(tokens, i - 1))
  )
    return
  if (subject.kind === 'name' && isAuthor(tokens, i)) return
  if (subject.kind === 'name' && now.subjects.some(known => known.kind === 'rest')) return
  if (subject.kind === 'self' && now.introduced !== undefined) return
  if (subject.kind === 'name' && isSpokenTo(now, subject.token, tokens[i + 1])) return
  // 我们庭那天排了三个案子,我就没法参加了: in one breath the sender comes last.
  if (subject.kind === 'self' && now.cue === undefined)
    now.subjects = now.subjects.filter(
      ({ kind, token }) => kind !== 'you' && !(kind === 'we' && /^[我俺咱]/.test(token.word)),
    )
  // 书记本人来不了: 本人 belongs to the person before it.
  if (subject.kind === 'self' && /^(?:本人|自己|个人)$/.test(subject.token.word) && isPerson(before)) return
  // 她跟我请过假: the sender is the one it was said to.
  const toldTo = before !== undefined && /^(?:跟|向|找|给|对|叫)$/.test(before.word)
  if (
    subject.kind === 'self' &&
    toldTo &&
    /^(?:[说讲报打请提透通]|联系|商量|招呼|嘀咕|交代)/.test(tokens[i + 1]?.word ?? '')
  )
    return
  if (subject.kind === 'self' && isDealtWith(tokens, i)) return
  if (subject.kind === 'self' && approves(now, tokens, i)) return
  if (subject.kind === 'self' && isBeside(now, tokens[i + 1])) return
  // 没报的就是我: the rest is the sender.
  if (subject.kind === 'self' && /^(?:就|正)?是$/.test(before?.word ?? ''))
    now.subjects = now.subjects.filter(({ kind }) => kind !== 'rest')
  // 她自己刚联系我: whom she turned to is not whom it is about.
  if (
    subject.kind === 'self' &&
    now.subjects.length > 0 &&
    /(?:联系|通知|告诉|转告|提醒|问过?)$/.test(before?.word ?? '')
  )
    return
  if (
    subject.kind === 'self' &&
    toldTo &&
    now.subjects.length > 0 &&
    !TOGETHER.test((tokens[i + 1]?.word ?? '') + (tokens[i + 2]?.word ?? ''))
  )
    return
  if (subject.kind === 'name' && isIntroduction(now, tokens, i)) {
    now.introduced = subject
    now.subjects = []
  }
  // 我同事刘芳: the sender only says whose colleague.
  const joined = before?.kind === 'join' || before?.kind === 'care' || before?.kind === 'space'
  const [whose] = now.subjects
  if (subject.kind === 'name' && now.subjects.length === 1 && whose?.kind === 'self' && !joined)
    now.subjects = []
  now.subjects.push(subject)
}

/** 我那个请假是李雪梅记错了, 肖静昨儿替我报的参加不算: who wrote it down is not who it is about. */
function isAuthor(tokens: readonly Token[], i: number): boolean {
  const behind = tokens
    .slice(i + 1, i + 8)
    .map(({ word }) => word)
    .join('')
  if (WROTE_OF_SENDER.test(behind)) return true
  return WROTE_WRONG.test(behind) && tokens.slice(0, i).some(({ kind }) => kind === 'self')
}

const WHEN_WRITTEN =
  '(?:昨[天日儿晚]?儿?|今[天早]|上午|下午|早上|刚才?|之前|上次|那天|当时|先前|老人家|同志|姐|哥)*'
const WROTE_OF_SENDER = new RegExp(
  `^${WHEN_WRITTEN}(?:替|帮|给|代|为)我(?:报|登|填|记|写|回|点|接|按)(?:的|了|成|过|名的|名了|上的)`,
)
const WROTE_WRONG = new RegExp(
  `^${WHEN_WRITTEN}(?:乱|瞎|误)?(?:把我|给我|替我|帮我)?(?:记|登|报|写|填|点|弄|搞|看|听|录|勾)(?:成)?错|^${WHEN_WRITTEN}(?:乱|瞎|误)(?:报|登|填|记|写|弄|搞)`,
)

/** 黄志远我问过了, 小张伟我刚看见他进去: the person stands in front, the sender only had to do with them. */
function isDealtWith(tokens: readonly Token[], i: number): boolean {
  const person = tokens[i - 1]
  if ((person?.kind !== 'name' && person?.kind !== 'rest') || ADDRESS.test(person.word)) return false
  const behind = tokens.slice(i + 1, i + 6)
  const end = behind.findIndex(({ kind }) => kind === 'break')
  return DEALT.test((end < 0 ? behind : behind.slice(0, end)).map(({ word }) => word).join(''))
}

/** 曹阳没带手机,人在我旁边: only where somebody is. */
function isBeside({ subjects }: Statement, next: Token | undefined): boolean {
  return subjects.length === 0 && next?.kind !== 'cue' && BESIDE.test(next?.word ?? '')
}

const BESIDE = /^(?:旁边|边上|身边|身旁|跟前|隔壁|后头|后面|前面|对面|左边|右边)/

/** 田甜去市里培训我同意了,按公假登: whoever agreed is not who is registered. */
function approves(now: Statement, tokens: readonly Token[], i: number): boolean {
  const behind = tokens.slice(i + 1, i + 4)
  return (
    now.subjects.some(({ kind }) => kind === 'name') && APPROVED.test(behind.map(({ word }) => word).join(''))
  )
}

const APPROVED =
  /^(?:已经?|都|也|刚)?(?:(?:同意|批准|准许|批|准|知道|晓得|知情|核实)(?:了|过|的)|(?:同意|批准|准许|安排|派)(?:她|他))/

const DEALT =
  /^(?:刚才?|已经?|今[天早]|昨[天晚]|早上|上午|下午|也|都|又|亲自|单独|特意|当面|亲眼|电话|微信|私下|专门|才|在(?:门口|楼下|会场|现场|路上))*(?:点(?:了|过)名?|(?:批准|同意|准许|批|准)(?:了|过)|(?:问|联系|核实|核对|确认|通知|提醒|交代|催|找|碰|遇|查|喊|叫|劝|说|谈|电话)(?:了|过|到|着|上)|打(?:了|过|通)?(?:个)?电话|(?:看|瞧|瞅|望|听|碰|遇|见)(?:见|到|着)|见(?:了|过)|(?:发|去)(?:了|过)?(?:个|条)?(?:微信|信息|消息|短信))/

/** 王书记不好意思,我请假 in one breath: a person of rank before a greeting is spoken to. */
function isSpokenTo(now: Statement, { word }: Token, next: Token | undefined): boolean {
  return now.subjects.length === 0 && ADDRESS.test(word) && next !== undefined && GREETING.test(next.word)
}

const GREETING =
  /^(?:不好意思|好|您好|你好|打扰|打扰了|抱歉|对不起|跟您|向您|给您|报告|汇报一下|辛苦了?|早上好|上午好|下午好|晚上好)$/

function isPerson(before: Token | undefined): boolean {
  return before !== undefined && ['name', 'other', 'they', 'you', 'family', 'noun'].includes(before.kind)
}

/** 我是刘芳: the name says who the sender is. */
function isIntroduction(now: Statement, tokens: Token[], i: number): boolean {
  const [only] = now.subjects
  return (
    now.subjects.length === 1 &&
    only?.token.kind === 'self' &&
    (tokens[i - 1] === only.token || isCalled(tokens, i))
  )
}

function isCalled(tokens: Token[], i: number): boolean {
  const before = tokens
    .slice(0, i)
    .findLast(
      ({ kind, word }) =>
        kind !== 'dept' && kind !== 'space' && !/^(?:的|那个|这个|嗯+|呃|啊|就是)$/.test(word),
    )
  return before !== undefined && /[是叫]$/.test(before.word)
}

/** 替小马去市里开会, 代老谭值班: to stand in for somebody is the sender's own reason. */
function isErrand(tokens: Token[], i: number): boolean {
  if (tokens[i]?.kind !== 'proxy') return false
  const told = tokens.slice(i + 1, i + 10).find(({ kind }) => kind === 'cue' || kind === 'reason')
  return told?.kind === 'reason' && !told.word.startsWith('(')
}

/** 跟刘芳换班: the name is the object. 我跟刘芳参加, 跟刘芳一起报名: both are meant. */
function isObject(now: Statement, tokens: Token[], i: number): boolean {
  const [errand, before, after] = [tokens[i - 2], tokens[i - 1], tokens[i + 1]]
  if (before !== undefined && isForSender(errand) && AND.test(before.word) && now.subjects.length === 0) {
    now.subjects.push({ kind: 'self', token: before })
    return false
  }
  const beside = before !== undefined && ['跟', '和', '与', '同', '及'].includes(before.word)
  if (beside && now.subjects.length === 0 && after !== undefined && TOGETHER.test(after.word)) {
    now.subjects.push({ kind: 'self', token: before })
    return false
  }
  if (before?.word === '带' && after !== undefined && TOGETHER.test(after.word)) return false
  if (before?.kind === 'care') return !(/^[跟同]$/.test(before.word) && now.subjects.length > 0)
  return before?.kind === 'join' && now.subjects.length === 0 && before.word !== '、'
}

/** 帮我和罗小燕登记: both are meant. 帮我跟王书记请假 tells whom to ask. */
function isForSender(errand: Token | undefined): boolean {
  return errand !== undefined && /^(?:请|麻烦)?(?:帮|给|替|为)我$/.test(errand.word)
}

const AND = /^(?:和|与|及|以及|还有|、)$/

/** 跟我们蒋组长下县里: whom one goes with is not who is registered. */
function isCompany(tokens: Token[], i: number): boolean {
  const [with_, whose, after] = [tokens[i - 2], tokens[i - 1], tokens[i + 1]]
  if (with_ === undefined || whose?.kind !== 'we' || !/^(?:跟|随|陪|跟着|陪着)$/.test(with_.word))
    return false
  return after === undefined || !TOGETHER.test(after.word)
}

const TOGETHER = /^(?:一起|一同|一块儿?|一道|一路|一?[个辆趟台]车|一?辆车|同车|同路|拼车|都|均)/

export const SAYING = /^[说讲称]|表示|来电|打电话/

/** 让我帮她请假, 托我请假: a report for somebody else. 王局让我去出差 is the sender's own errand. */
export function isEntrusted(now: Statement, token: Token, tokens: Token[], i: number): boolean {
  if (/托|帮|代|转告|带个话/.test(token.word)) return true
  // 谢桂香要我跟支部讲一声
  if (now.subjects.length > 0 && PASSES_ON.test(wordsAfter(tokens, i))) return true
  if (!now.subjects.some(subject => subject.kind === 'name' || subject.kind === 'they')) return false
  if (/[说讲报转登记捎吱告]|带.?[话信]|招呼|知会|言语|通知|汇报|反映/.test(token.word)) return true
  const next = nextMeaning(tokens, i)
  if (next === undefined) return false
  if (next.kind === 'cue') return next.status === 'leave' && next.unable !== true
  return next.kind === 'proxy' || next.kind === 'they' || (next.kind === 'other' && SAYING.test(next.word))
}

const PASSES_ON =
  /^(?:(?:跟|向|给|和)(?:支部|书记|领导|组织|你|您|大家|群里)(?:上|里)?)?(?:说|讲|报|知会|吱|言语|告)(?:一?[声下句]|个信)/

export function proxiesSomebody(tokens: Token[], i: number): boolean {
  const next = nextMeaning(tokens, i)
  if (next === undefined || isErrand(tokens, i)) return false
  if (next.kind === 'name' || next.kind === 'they') return true
  if (next.kind !== 'other') return false
  const after = nextMeaning(tokens, tokens.indexOf(next))
  return looksLikeName(next.word) || (/^\p{Script=Han}{2,4}$/u.test(next.word) && after?.kind === 'cue')
}
