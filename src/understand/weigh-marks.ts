import type { Input } from './input.ts'
import type { Likelihoods, Said } from './learned/model.ts'
import { markReading } from './mark-reading.ts'
import type { Intent, LeaveType, MarkReading, MarkStatus } from './reading.ts'
import { loneCue, speaksForSender } from './sentence/lone-cue.ts'
import type { Token } from './sentence/tokens.ts'

type SaidShares = Likelihoods['said']

/** Needed of what is said where no rule has read it. */
const HEARD = 0.5
// Measured on messages left out of the training: nine of 284 marks more, and no false one among 3,900 messages without any.
/** Needed of the intent and of what is said where the grammar is at a loss. */
const SURE_OF_SENDER = { share: 0.7, said: 0.6 }
/** The same for somebody else, who has not said it here. */
const SURE_OF_ANOTHER = { share: 0.9, said: 0.8 }
/** Needed to put another status in the place of the one that was read. */
const OTHERWISE = 0.75
/** The share of one type among all leaves from which it is the type. */
const TYPED = 0.5

/**
 * The marks for an intent that the learned part hears: those the grammar read, or else the one thing that is said of the
 * sender or of the only person named. Undefined when the message is in doubt, tells what others say, or names several.
 */
export function marksFor(
  intent: Intent,
  share: number,
  input: Input,
  said: SaidShares,
): MarkReading[] | undefined {
  const { marks, unsure, hearsay } = input.facts()
  if (intent === 'mark.proxy' && marks.length === 0 && share >= SURE_OF_ANOTHER.share)
    return passedOn(input, said)
  if (unsure !== undefined || hearsay) return undefined
  const read = marks.map(mark => markReading(mark, input))
  if (!input.secretary && read.some(({ status }) => status === 'absent' || status === 'exempt'))
    return undefined
  if (read.length > 0) return fits(intent, read) ? read : renamed(intent, read, input)
  if (intent !== 'mark.self' && intent !== 'mark.correct') return undefined
  if (DESCRIBES.test(input.flat)) return undefined
  const tokens = input.tokens()
  const lone = loneCue(tokens)
  if (lone !== undefined) return [lone]
  const needed = speaksForSender(tokens) ? HEARD : SURE_OF_SENDER.said
  return needed === HEARD ||
    (share >= SURE_OF_SENDER.share && namesNobody(tokens) && speaksForSender(decidingClause(tokens)))
    ? asMarks('self', mostSaid(said), needed)
    : undefined
}

/** 科长去省里汇报,他说请公假,叫我来报: what is passed on of the only person named. */
function passedOn(input: Input, said: SaidShares): MarkReading[] | undefined {
  const tokens = input.tokens()
  // 刘芳说她请病假 only tells.
  if (!tokens.some(({ kind }) => kind === 'entrust' || kind === 'proxy')) return undefined
  const name = onlyName(tokens, input)
  return name === undefined ? undefined : asMarks(name, mostSaid(said), SURE_OF_ANOTHER.said)
}

/** 孩子学校开家长会,跟组织请一回假: who is spoken of before has no part in the clause that says what is to be registered. */
function decidingClause(tokens: readonly Token[]): readonly Token[] {
  const cue = tokens.findLastIndex(({ kind }) => kind === 'cue')
  const begin = tokens.findLastIndex(({ kind }, at) => kind === 'break' && at < cue)
  const end = tokens.findIndex(({ kind }, at) => kind === 'break' && at > cue)
  return cue < 0 ? tokens : tokens.slice(begin + 1, end < 0 ? undefined : end)
}

/** Nobody but the sender can be meant, whatever stands around the words. */
function namesNobody(tokens: readonly Token[]): boolean {
  return !tokens.some(({ kind }) => kind === 'name' || kind === 'they' || kind === 'rest')
}

// 请假的同志记得补学: people are described, nobody is registered.
const DESCRIBES = /的(?:同志|人|党员|同事|各位|朋友|领导|单位|科室)/

function fits(intent: Intent, marks: MarkReading[]): boolean {
  if (intent === 'mark.bulk') return marks.some(({ name }) => name === 'rest')
  if (marks.some(({ name }) => name === 'rest')) return false
  const own = marks.every(({ name }) => name === 'self')
  return intent === 'mark.correct' || own === (intent === 'mark.self')
}

/** 桂英姐让我讲一声,她在住院,来不了: what was read of the sender is said of the only person named. */
function renamed(intent: Intent, marks: MarkReading[], input: Input): MarkReading[] | undefined {
  if (intent !== 'mark.proxy' && intent !== 'mark.override') return undefined
  if (saysOwn(input)) return undefined
  const name = onlyName(input.tokens(), input)
  const [only] = marks
  return name !== undefined && marks.length === 1 && only?.name === 'self' ? [{ ...only, name }] : undefined
}

/** 替我跟李雪梅说一声,我请假: the sender's own mark, whoever is told of it. */
function saysOwn(input: Input): boolean {
  return input
    .statements()
    .some(
      ({ cue, subjects }) =>
        cue !== undefined &&
        subjects.some(({ kind, token }) => kind === 'self' && /我|俺|本人/.test(token.word)),
    )
}

function onlyName(tokens: readonly Token[], input: Input): string | undefined {
  const names = tokens.filter(({ kind }) => kind === 'name')
  const [only] = names
  return only !== undefined && names.every(({ word }) => word === only.word)
    ? input.written.raw(only.start, only.end)
    : undefined
}

function mostSaid(said: SaidShares): [Said, number] {
  let best: [Said, number] = ['nothing', 0]
  for (const entry of said) if (entry[1] > best[1]) best = entry
  return best
}

function asMarks(name: string, [what, share]: [Said, number], needed: number): MarkReading[] | undefined {
  if (share < needed || what === 'nothing' || what === 'absent' || what === 'exempt') return undefined
  const type = LEAVES.find(known => what === `leave ${known}`)
  return [
    type === undefined ? { name, status: what as MarkStatus } : { name, status: 'leave', leaveType: type },
  ]
}

const LEAVES: readonly LeaveType[] = ['official', 'sick', 'personal', 'other', 'unspecified']

/** 在卫生院输水,来不了: a leave whose reason no list knows; or one that a list knows for something else. */
export function leaveTypeSaid(mark: MarkReading, said: SaidShares, input: Input): MarkReading | undefined {
  if (mark.leaveType !== 'unspecified') return otherTypeSaid(mark, said, input)
  if (input.facts().unknown === 0) return undefined
  const shares = LEAVES.map(type => said.get(`leave ${type}`) ?? 0)
  const total = shares.reduce((sum, share) => sum + share, 0)
  const most = shares.findIndex(share => share / total > TYPED)
  const leaveType = LEAVES[most]
  return leaveType === undefined || leaveType === 'unspecified' ? undefined : { ...mark, leaveType }
}

/** 燃气入户排查赶上那天,走不开: work, though 走不开 alone would be a private matter. A type that is named stands. */
function otherTypeSaid(mark: MarkReading, said: SaidShares, input: Input): MarkReading | undefined {
  if (TYPE_NAMED.test(input.flat)) return undefined
  const [what, share] = mostSaid(said)
  const leaveType = LEAVES.find(type => what === `leave ${type}`)
  const isOther = leaveType !== undefined && leaveType !== 'unspecified' && leaveType !== mark.leaveType
  return isOther && share >= OTHERWISE ? { ...mark, leaveType } : undefined
}

const TYPE_NAMED = /[公病事产婚丧年]假|公差|公务|因公|因私|私事|因病/

/** 到🙋: which of two signs is meant. */
export function statusSaid(mark: MarkReading, said: SaidShares, input: Input): MarkReading | undefined {
  if (input.facts().fixed || input.facts().mistaken) return undefined
  const [what, share] = mostSaid(said)
  if (share < OTHERWISE || what === 'nothing' || what === mark.status || mark.status === 'leave')
    return undefined
  if (what.startsWith('leave') || what === 'absent' || what === 'exempt') return undefined
  const { leaveType: _, ...rest } = mark
  return { ...rest, status: what as MarkStatus }
}
