import type { LeaveType, MarkReading } from '../reading.ts'
import { isSilent } from './tokens.ts'
import type { Token } from './tokens.ts'

// With one of these the sentence is about somebody else, or not settled: no lone cue may stand for the sender.
const OTHERS = new Set([
  'name',
  'family',
  'they',
  'we',
  'you',
  'rest',
  'all',
  'except',
  'hearsay',
  'hedge',
  'condition',
  'not',
  'fix',
  'proxy',
  'entrust',
  'command',
])

/**
 * The sender's own mark in a sentence that the grammar could not read whole (阿拉参加): one kind of attendance word, and
 * nobody else in it. Undefined when anything speaks against it.
 */
export function loneCue(tokens: readonly Token[]): MarkReading | undefined {
  if (tokens.some(({ kind }) => OTHERS.has(kind)) || beginsWithAnother(tokens)) return undefined
  const cues = tokens.filter(({ kind, weak }) => kind === 'cue' && weak !== true)
  const [first] = cues
  if (first?.status === undefined || cues.some(({ status }) => status !== first.status)) return undefined
  if (first.status === 'absent' || first.status === 'exempt') return undefined
  if (first.status !== 'leave') return { name: 'self', status: first.status }
  return { name: 'self', status: 'leave', leaveType: leaveTypeOf(tokens) }
}

/**
 * Whether a sentence that no rule could read may be the sender's own word: nobody else is in it but family in the sender's care,
 * and nothing in it asks, doubts or tells.
 */
export function speaksForSender(tokens: readonly Token[]): boolean {
  return tokens.every(
    ({ kind, word }, i) =>
      !(OTHERS.has(kind) && kind !== 'not' && !(kind === 'family' && isCaredFor(tokens, i))) &&
      !QUESTION_WORD.test(word) &&
      !isSubject(tokens, i),
  )
}

const QUESTION_WORD = /谁|怎|什么|哪|几|多少|啥/

/** 陪老汉儿去医院: the relative is the sender's errand. */
function isCaredFor(tokens: readonly Token[], i: number): boolean {
  return [tokens[i - 1], tokens[i - 2]].some(before => before?.kind === 'care')
}

/** 快递到不了: something unknown stands right before the cue, and it is the first thing said. */
function isSubject(tokens: readonly Token[], i: number): boolean {
  const first = tokens.findIndex(({ kind }) => !isSilent(kind) && kind !== 'time')
  return i === first && tokens[i]?.kind === 'other' && tokens[i + 1]?.kind === 'cue'
}

/** 快递到不了: a word that nobody knows stands in the place of the person. */
function beginsWithAnother(tokens: readonly Token[]): boolean {
  const first = tokens.find(({ kind }) => !isSilent(kind) && kind !== 'time' && kind !== 'activity')
  return first?.kind !== 'self' && first?.kind !== 'cue' && first?.kind !== 'reason'
}

function leaveTypeOf(tokens: readonly Token[]): LeaveType {
  const said = tokens.find(({ kind, leaveType }) => kind === 'cue' && leaveType !== undefined)?.leaveType
  if (said !== undefined) return said
  return (
    tokens.find(({ kind, leaveType }) => kind === 'reason' && leaveType !== undefined)?.leaveType ??
    'unspecified'
  )
}
