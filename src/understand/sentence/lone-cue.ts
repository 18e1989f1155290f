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
  if (!speaksForSender(tokens) || beginsWithAnother(tokens)) return undefined
  const cues = tokens.filter(({ kind, weak }) => kind === 'cue' && weak !== true)
  const [first] = cues
  if (first?.status === undefined || cues.some(({ status }) => status !== first.status)) return undefined
  if (first.status === 'absent' || first.status === 'exempt') return undefined
  if (first.status !== 'leave') return { name: 'self', status: first.status }
  return { name: 'self', status: 'leave', leaveType: leaveTypeOf(tokens) }
}

/** Nobody but the sender is in it, and nothing in it speaks against a plain word of theirs. */
export function speaksForSender(tokens: readonly Token[]): boolean {
  return !tokens.some(({ kind }) => OTHERS.has(kind))
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
