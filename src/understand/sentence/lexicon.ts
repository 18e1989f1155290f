import type { LeaveType, MarkStatus } from '../reading.ts'
import { activityNames, GENERAL_ACTIVITY } from '../words/activities.ts'
import * as attend from '../words/attendance.ts'
import * as reasons from '../words/reasons.ts'
import * as talk from '../words/talk.ts'
import { COMMAND_WORDS, DEPARTMENT_WORDS, NOUNS } from '../words/nouns.ts'

/** What a stretch of an attendance sentence does in it. */
export type TokenKind =
  | 'self'
  | 'we'
  | 'you'
  | 'they'
  | 'name'
  | 'rest'
  | 'all'
  | 'except'
  | 'exceptEnd'
  | 'activity'
  | 'general'
  | 'time'
  | 'cue'
  | 'reason'
  | 'family'
  | 'care'
  | 'hedge'
  | 'condition'
  | 'proxy'
  | 'entrust'
  | 'hearsay'
  | 'fix'
  | 'not'
  | 'filler'
  | 'dept'
  | 'command'
  | 'noun'
  | 'join'
  | 'space'
  | 'break'
  | 'other'

export interface LexiconEntry {
  kind: TokenKind
  /** Of a cue: what it says about attendance. */
  status?: MarkStatus
  /** Of a cue: 来不了 says leave without a leave word. */
  unable?: boolean
  /** Of a cue: a bare 来/去/到, which counts only at the end of a statement. */
  weak?: boolean
  /** Of a leave cue or a reason. */
  leaveType?: LeaveType
}

interface Lexicon {
  entries: ReadonlyMap<string, LexiconEntry>
  /** The lengths of the words that begin with a character, longest first. */
  lengths: ReadonlyMap<string, readonly number[]>
}

/** The entry of the longest word that starts here. */
export function wordAt(text: string, at: number): { length: number; entry: LexiconEntry } | undefined {
  const first = text[at]
  if (first === undefined) return undefined
  for (const length of LEXICON.lengths.get(first) ?? []) {
    if (at + length > text.length) continue
    const entry = LEXICON.entries.get(text.slice(at, at + length))
    if (entry !== undefined) return { length, entry }
  }
  return undefined
}

const LEXICON = buildLexicon()

function buildLexicon(): Lexicon {
  const entries = new Map<string, LexiconEntry>()
  // The first list that knows a word decides, so the lists stand in order of weight.
  const add = (list: Iterable<string>, entry: LexiconEntry) => {
    for (const word of list) if (!entries.has(word)) entries.set(word, entry)
  }
  const cue = (list: Iterable<string>, status: MarkStatus, more: Partial<LexiconEntry> = {}) =>
    add(list, { kind: 'cue', status, ...more })

  cue(framed(attend.MUST_FRAMES, attend.ATTEND_VERBS), 'planned')
  cue(attend.MUST_WORDS, 'planned')
  add(NOUNS, { kind: 'noun' })
  add(talk.HEDGES, { kind: 'hedge' })
  add(talk.CONDITIONS, { kind: 'condition' })
  cue(attend.LATE_WORDS, 'late')
  cue(attend.EARLY_WORDS, 'leftEarly')
  for (const [type, list] of Object.entries(attend.LEAVE_TYPE_WORDS)) {
    // Object.entries forgets the key type of a closed record.
    cue(list, 'leave', { leaveType: type as LeaveType })
    const named = list.filter(word => word.endsWith('假') && !/^[请休]/.test(word))
    cue(framed(attend.LEAVE_FRAMES, named), 'leave', { leaveType: type as LeaveType })
  }
  cue(attend.LEAVE_WORDS, 'leave')
  cue(attend.EXEMPT_WORDS, 'exempt')
  cue(attend.NOT_ON_SITE, 'leave', { unable: true })
  cue(attend.UNABLE_WORDS, 'leave', { unable: true })
  cue(framed(attend.CANNOT_FRAMES, attend.ATTEND_VERBS), 'leave', { unable: true })
  cue(attend.ABSENT_WORDS, 'absent')
  cue(attend.ONLINE_WORDS, 'online')
  cue(framed(attend.ONLINE_FRAMES, attend.ONLINE_MEANS), 'online')
  cue(attend.OBSERVER_WORDS, 'observer')
  cue(attend.PRESENT_WORDS, 'present')
  cue(attend.PLAIN_PLANNED, 'planned')
  cue(framed(attend.CAN_FRAMES, attend.ATTEND_VERBS), 'planned')
  cue(framed(attend.TO_FRAMES, ['到']), 'planned')
  cue(['来', '去', '过来', '过去', '现场'], 'planned', { weak: true })
  cue(['到', '在', '到的', '来的', '实到'], 'present', { weak: true })
  for (const [leaveType, rows] of reasons.LEAVE_REASONS)
    for (const { words } of rows) add(words, { kind: 'reason', leaveType })
  add(reasons.AWAY, { kind: 'reason' })
  add(activityNames(), { kind: 'activity' })
  add(GENERAL_ACTIVITY, { kind: 'general' })
  add(talk.ENTRUST, { kind: 'entrust' })
  add(
    talk.ENTRUST_HEADS.flatMap(head => talk.ENTRUST_TAILS.map(tail => head + tail)),
    { kind: 'entrust' },
  )
  add(talk.HEARSAY, { kind: 'hearsay' })
  add(talk.FIXES, { kind: 'fix' })
  add(talk.SELF_WORDS, { kind: 'self' })
  add(talk.WE_WORDS, { kind: 'we' })
  add(talk.YOU_WORDS, { kind: 'you' })
  add(talk.THEY_WORDS, { kind: 'they' })
  add(talk.REST_WORDS, { kind: 'rest' })
  add(talk.ALL_WORDS, { kind: 'all' })
  add(talk.EXCEPT_WORDS, { kind: 'except' })
  add(talk.EXCEPT_ENDS, { kind: 'exceptEnd' })
  add(reasons.FAMILY, { kind: 'family' })
  add(['不是', '并非', '没', '没有', '别', '不要', '不用', '无需', '不', '未', '非'], { kind: 'not' })
  add(['代', '帮', '替', '代替', '帮忙替', '给', '为', '代为', '帮着', '帮助'], { kind: 'proxy' })
  add(['跟', '同', '陪', '送', '接', '找', '被'], { kind: 'care' })
  add(reasons.CARE_VERBS, { kind: 'care' })
  add(['、', '和', '与', '及', '以及', '还有', '跟'], { kind: 'join' })
  add(DEPARTMENT_WORDS, { kind: 'dept' })
  add(COMMAND_WORDS, { kind: 'command' })
  add(talk.FILLERS, { kind: 'filler' })

  const lengths = new Map<string, Set<number>>()
  for (const word of entries.keys()) {
    const first = word.slice(0, 1)
    lengths.set(first, (lengths.get(first) ?? new Set()).add(word.length))
  }
  const longestFirst = [...lengths].map(
    ([first, found]) => [first, [...found].sort((a, b) => b - a)] as const,
  )
  return { entries, lengths: new Map(longestFirst) }
}

export function framed(frames: readonly string[], verbs: readonly string[]): string[] {
  return frames.flatMap(frame =>
    verbs.flatMap(verb => [frame.replace('X', verb), `${frame.replace('X', verb)}了`]),
  )
}
