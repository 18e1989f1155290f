import { textOf } from './statement.ts'
import type { Statement, Subject } from './statement.ts'
import { isSilent } from './tokens.ts'
import type { Token } from './tokens.ts'
import type { Topic } from './topic.ts'

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
