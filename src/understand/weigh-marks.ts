import type { Input } from './input.ts'
import type { Likelihoods, Said } from './learned/model.ts'
import { markReading } from './mark-reading.ts'
import type { Intent, LeaveType, MarkReading, MarkStatus } from './reading.ts'
import { loneCue, speaksForSender } from './sentence/lone-cue.ts'
import type { Token } from './sentence/tokens.ts'

type SaidShares = Likelihoods['said']

/** Needed of what is said where no rule has read it. */
const HEARD = 0.5
/** Needed to put another status in the place of the one that was read. */
const OTHERWISE = 0.75
/** The share of one type among all leaves from which it is the type. */
const TYPED = 0.5

/**
 * The marks for an intent that the learned part hears: those the grammar read, or else the one thing that is said of the
 * sender or of the only person named. Undefined when the message is in doubt, tells what others say, or names several.
 */
export function marksFor(intent: Intent, input: Input, said: SaidShares): MarkReading[] | undefined {
  const { marks, unsure, hearsay } = input.facts()
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
  return speaksForSender(tokens) ? asMarks('self', mostSaid(said)) : undefined
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

function asMarks(name: string, [what, share]: [Said, number]): MarkReading[] | undefined {
  if (share < HEARD || what === 'nothing' || what === 'absent' || what === 'exempt') return undefined
  const type = LEAVES.find(known => what === `leave ${known}`)
  return [
    type === undefined ? { name, status: what as MarkStatus } : { name, status: 'leave', leaveType: type },
  ]
}

const LEAVES: readonly LeaveType[] = ['official', 'sick', 'personal', 'other', 'unspecified']

/** 在卫生院输水,来不了: a leave whose reason no list knows. */
export function leaveTypeSaid(mark: MarkReading, said: SaidShares, input: Input): MarkReading | undefined {
  if (input.facts().unknown === 0) return undefined
  const shares = LEAVES.map(type => said.get(`leave ${type}`) ?? 0)
  const total = shares.reduce((sum, share) => sum + share, 0)
  const most = shares.findIndex(share => share / total > TYPED)
  const leaveType = LEAVES[most]
  return leaveType === undefined || leaveType === 'unspecified' ? undefined : { ...mark, leaveType }
}

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
