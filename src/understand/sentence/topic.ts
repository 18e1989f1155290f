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
    return {
      ...topic,
      ...kept,
      afterException,
      subjects: waitingFor(statement, topic) ?? topic.people.filter(({ kind }) => kind === 'name'),
    }
  if (isAboutNobodyNamed(statement)) return { ...topic, ...kept, afterException, hearsay: true }
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

/** 他下乡,请公假: whoever is away, it is not the sender. */
function isAboutNobodyNamed({ subjects, reasons, cue }: Statement): boolean {
  return (
    cue === undefined &&
    reasons.length > 0 &&
    subjects.length > 0 &&
    subjects.every(({ kind, token }) => kind === 'they' && token.word !== '老人家')
  )
}

/** 邓群在党校,蒋国梁出差,两个都来不了: several are meant, so it is everybody whose reason was said. */
function waitingFor({ subjects }: Statement, { waiting = [] }: Topic): Subject[] | undefined {
  const several = subjects.some(({ kind, token }) => kind === 'they' && SEVERAL.test(token.word))
  return several && waiting.length > 1 ? waiting : undefined
}

const SEVERAL = /们|两|俩|二人|三|仨/

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
    !statement.tokens.some(({ kind }) => kind === 'self') &&
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

export function activitiesOf(statement: Statement, topic: Topic): (Token | undefined)[] {
  const own = statement.activities.filter(token => token.kind === 'activity')
  if (own.length > 0) return own
  return topic.activities.length > 0 ? topic.activities : [undefined]
}
