import { ADDRESS } from './address.ts'
import { textOf } from './statement.ts'
import type { Statement, Subject } from './statement.ts'
import { isSilent } from './tokens.ts'
import type { Token } from './tokens.ts'

/** Whom and what the message is about at this point. */
export interface Topic {
  subjects: Subject[]
  activities: Token[]
  /** Something was said for the register about the people of `people`. */
  registered?: boolean
  /** The people named last, with the sender if they were named together: whom 他们 and 我们俩 mean. */
  people?: Subject[]
  /** A mark was said about these activities: the next one needs its own. */
  spent?: boolean
  afterException?: boolean
  /** The people were spoken of in somebody else's words. */
  hearsay?: boolean
  /** People of whom only a reason was said so far: 罗小燕驻村,蒋国梁带娃,都来不了. */
  waiting?: Subject[]
}

export function nextTopic(topic: Topic, statement: Statement, next: Statement | undefined): Topic {
  const people = peopleOf(statement) ?? topic.people
  const known = subjectsNow(topic, statement, next)
  if (people === undefined) return known
  const registered = peopleOf(statement) === undefined ? topic.registered === true : isOfRegister(statement)
  return { ...known, people, registered }
}

function isOfRegister({ cue, mistaken, proxied }: Statement): boolean {
  return cue !== undefined || mistaken || proxied
}

function peopleOf({ subjects }: Statement): Subject[] | undefined {
  const people = subjects.filter(({ kind }) => kind === 'self' || kind === 'name')
  return people.some(({ kind }) => kind === 'name') ? people : undefined
}

function subjectsNow(topic: Topic, statement: Statement, next: Statement | undefined): Topic {
  const afterException = statement.exception
  const said = statement.subjects.filter(subject => !['they', 'you', 'we'].includes(subject.kind))
  // 我跟她谈过了: whom the sender spoke with is still who it is about.
  const spokenWith = statement.cue === undefined && statement.subjects.some(({ kind }) => kind === 'they')
  if (spokenWith && topic.people !== undefined && said.every(({ kind }) => kind === 'self'))
    return { ...topic, afterException, subjects: topic.people.filter(({ kind }) => kind === 'name') }
  const names = leftAlone(statement, withoutCrowd(statement, said), next)
  const activities = statement.activities.filter(token => token.kind === 'activity')
  const kept = {
    activities: activities.length > 0 ? activities : topic.spent === true ? [] : topic.activities,
    spent: statement.cue !== undefined,
  }
  if (isRemark(statement, names) && topic.registered === true)
    return { ...topic, afterException, subjects: (topic.people ?? []).filter(({ kind }) => kind === 'name') }
  if (isWitness(statement, names)) return { ...topic, afterException }
  if (statement.hearsay && !statement.proxied)
    return { ...topic, afterException, ...(names.length > 0 && { subjects: names, hearsay: true }) }
  const text = textOf(statement)
  if (statement.cue === undefined && names.every(subject => subject.kind === 'self') && CONSENT.test(text))
    return { ...topic, afterException }
  if (
    names.length === 0 &&
    topic.people !== undefined &&
    statement.subjects.some(({ kind }) => kind === 'they')
  )
    return { ...topic, ...kept, afterException, subjects: topic.people.filter(({ kind }) => kind === 'name') }
  if (names.length === 0)
    return { ...topic, ...kept, afterException: afterException || topic.afterException === true }
  if (
    statement.cue === undefined &&
    statement.reasons.length > 0 &&
    names.every(({ kind }) => kind === 'name')
  ) {
    const waiting = [...(topic.waiting ?? []), ...names]
    return { subjects: waiting, waiting, ...kept, afterException }
  }
  const [only] = names
  const spokenTo =
    statement.cue === undefined &&
    next !== undefined &&
    names.length === 1 &&
    only?.kind === 'name' &&
    only.token.nameKind !== 'full' &&
    ADDRESS.test(only.token.word) &&
    statement.tokens.every(token => token === only.token || isSilent(token.kind))
  return { subjects: spokenTo ? [] : names, ...kept, afterException }
}

/** 全员出动腾房子: who is busy is not who is registered. */
function withoutCrowd({ cue, unknown }: Statement, subjects: Subject[]): Subject[] {
  return cue === undefined && unknown > 0 ? subjects.filter(({ token }) => token.kind !== 'all') : subjects
}

/** 陈志强报的是参加,我今天点名了: what the sender remarks on the way changes nobody. */
function isRemark({ cue, reasons, activities, unknown }: Statement, names: Subject[]): boolean {
  return (
    cue === undefined &&
    unknown >= 2 &&
    reasons.length === 0 &&
    activities.length === 0 &&
    names.length > 0 &&
    names.every(({ kind, token }) => kind === 'self' && !/自己|本人/.test(token.word))
  )
}

/** 芳姐能作证, 书记同意了: who says so is not whom it is about. */
function isWitness(statement: Statement, [only, ...more]: Subject[]): boolean {
  return (
    statement.cue === undefined &&
    only?.kind === 'name' &&
    more.length === 0 &&
    /(?:作证|证明|看见|看到|同意|批准|批|准|点头|点了头|发话|发了话)(?:了|的|过|啦|咯)*$/.test(
      textOf(statement),
    )
  )
}

/** 我跟志强讲了,他顶我: with whom the sender had to do is not who comes. */
function leftAlone({ cue, tokens }: Statement, subjects: Subject[], next: Statement | undefined): Subject[] {
  const self = subjects.find(({ kind }) => kind === 'self')
  if (cue !== undefined || self === undefined || subjects.length < 2) return subjects
  const with_ = subjects.every(
    ({ kind, token }) =>
      kind === 'self' || /^[跟找同对向]$/.test(tokens[tokens.indexOf(token) - 1]?.word ?? ''),
  )
  const together = [...tokens, ...(next?.tokens ?? [])].some(({ word }) => TOGETHER.test(word))
  return with_ && !together ? [self] : subjects
}

const TOGETHER = /^(?:一起|一同|一块儿?|一道|一路|都|均|俩|拼车|[我俺咱]们?[俩仨]|我们两|两个?人|俩人)/

// 何静请假我同意了: the secretary speaks of her consent, not of herself.
const CONSENT =
  /同意|批|准了|准许|核实|确认过|问过|知道|晓得|记错|记得|听错|听岔|搞错|弄错|看错|说错|讲错|作证|交代过|交待过/

/** The people of a statement; undefined when it is about somebody who cannot be told. */
export function subjectsOf(
  statement: Statement,
  topic: Topic,
  next: Statement | undefined,
): Subject[] | undefined {
  const own = statement.subjects
  if (own.every(({ kind }) => kind === 'we') && isBusy(statement))
    return [{ kind: 'self', token: statement.cue as Token }]
  const both = bothOf(own, topic)
  if (both !== undefined) return both
  // 我们科老谭、小罗参加: the names say who is meant.
  if (own.some(({ kind }) => kind === 'we' || kind === 'you') && own.every(({ kind }) => kind !== 'name'))
    return undefined
  const self: Subject = { kind: 'self', token: statement.cue as Token }
  const definite = own.filter(({ kind }) => kind !== 'they' && kind !== 'we' && kind !== 'you')
  if (own.length > definite.length && definite.length === 0) {
    const meant =
      [topic.subjects, topic.people ?? []]
        .map(people => people.filter(subject => subject.kind === 'name'))
        .find(people => people.length > 0) ?? []
    // 我这周都在党校,两个都来不了: both sessions are meant.
    if (meant.length === 0 && topic.subjects.length > 0 && own.every(({ token }) => token.word === '两个'))
      return topic.subjects
    return meant.length > 0 ? meant : undefined
  }
  // 我帮他请病假: the sender only reports.
  if (statement.proxied || reportsThem(statement, topic)) {
    const meant = definite.filter(subject => subject.kind === 'name')
    if (meant.length > 0) return meant
    const earlier = [topic.subjects, topic.people ?? []]
      .map(people => people.filter(subject => subject.kind === 'name'))
      .find(people => people.length > 0)
    return earlier
  }
  if (definite.length > 0) return speakerOnly(statement, definite)
  if (isEverybody(statement) && topic.subjects.every(subject => subject.kind !== 'name'))
    return [{ kind: 'rest', token: self.token }]
  if (topic.hearsay === true) return undefined
  if (topic.afterException === true) return [{ kind: 'rest', token: self.token }]
  const signed = namesAlone(next)
  if (signed.length > 0 && topic.subjects.length === 0) return signed
  return topic.subjects.length > 0 ? topic.subjects : [self]
}

/** 我们要在码头盯作业,赶不回来只能请个假: what keeps 我们 busy is the sender's reason. */
function isBusy({ subjects, reasons, cue }: Statement): boolean {
  const [we] = subjects
  if (we === undefined || cue?.status !== 'leave' || cue.unable === true) return false
  return (
    /^(?:我们|咱们|俺们)$/.test(we.token.word) &&
    reasons.some(({ start }) => start > we.token.start && start < cue.start)
  )
}

/** 我和曹阳在卡口上,我们俩都请公假: everybody named together. */
function bothOf(own: Subject[], { people = [] }: Topic): Subject[] | undefined {
  if (people.length < 2 || !own.some(({ token }) => BOTH.test(token.word))) return undefined
  if (own.some(({ kind }) => kind === 'name')) return undefined
  const others = own.every(({ token }) => /^(?:[他她]|两位)/.test(token.word))
  return others ? people.filter(({ kind }) => kind === 'name') : people
}

const BOTH =
  /^(?:[我俺咱]们?(?:俩|两个|两人|两口子|仨|三个)|[他她]们?(?:俩|两个|两人|仨|三个)|两个人?|俩人?|两位|两人|二人|三个人?|仨人?)$/

/** 欧阳和何静看机房,我一块儿给报公假: for those named before. */
function reportsThem(statement: Statement, { people = [] }: Topic): boolean {
  return people.some(({ kind }) => kind === 'name') && REPORTS.test(textOf(statement))
}

const REPORTS =
  /(?:^|[^跟向给])[我俺](?:这边|这里)?(?:一块儿?|一起|一并|一道|顺便|先|来|就|也|在此|这就)*(?:给|帮|替|代)(?:着|忙|为)?(?:报|请|登|记|签|填|说|告)/

/** 刘老师讲课我必来: who is spoken of before the sender does something else. */
function speakerOnly({ tokens }: Statement, subjects: Subject[]): Subject[] {
  const self = subjects.find(({ kind }) => kind === 'self')
  if (self === undefined) return subjects
  return subjects.filter(({ kind, token }) => {
    if (kind !== 'name' || token.start > self.token.start) return true
    const between = tokens.slice(tokens.indexOf(token) + 1, tokens.indexOf(self.token))
    return !between.some(({ kind }) => kind === 'reason' || kind === 'other')
  })
}

/** 都到了, 到齐了, 全来了: nobody is named, so everybody is meant. */
function isEverybody({ cue, tokens }: Statement): boolean {
  if (cue === undefined || (cue.status !== 'present' && cue.status !== 'absent')) return false
  return (
    cue.word.includes('齐') ||
    tokens.some(
      ({ word, end }, i) =>
        /^[都全均皆]/.test(word) &&
        end <= cue.start + 1 &&
        !['other', 'noun', 'reason', 'family'].includes(tokens[i - 1]?.kind ?? ''),
    )
  )
}

// 通知收到,谢谢李委员: the name is thanked.
const THANKS = /谢|辛苦|感谢|劳烦|麻烦/

/** 请假:刘芳、谭敏 and 已到,罗小燕: names alone after the cue belong to it. */
function namesAlone(next: Statement | undefined): Subject[] {
  if (
    next === undefined ||
    next.cue !== undefined ||
    next.asked ||
    next.reasons.some(({ word }) => !word.startsWith('(')) ||
    next.unknown > 0 ||
    THANKS.test(textOf(next))
  )
    return []
  const names = next.subjects.filter(subject => subject.kind === 'name')
  const only = next.tokens.every(
    token => isSilent(token.kind) || ['join', 'name', 'reason'].includes(token.kind),
  )
  return only && next.subjects.length === names.length ? names : []
}

export function activitiesOf(statement: Statement, topic: Topic): (Token | undefined)[] {
  const own = statement.activities.filter(token => token.kind === 'activity')
  if (own.length > 0) return own
  return topic.activities.length > 0 ? topic.activities : [undefined]
}
