import type { LeaveType, MarkStatus } from '../reading.ts'
import { fillLeaveTypes } from './leave-type.ts'
import { named, put } from './mark.ts'
import type { Mark } from './mark.ts'
import { textOf } from './statement.ts'
import type { Statement, Subject } from './statement.ts'
import { activitiesOf, nextTopic, subjectsOf } from './topic.ts'
import type { Topic } from './topic.ts'
import { looksLikeName } from './strangers.ts'
import { isSilent } from './tokens.ts'
import type { Token } from './tokens.ts'

/** What a message says about attendance, before anybody decides what to do with it. */
export interface Facts {
  /** Said plainly. One per person and activity; the later word wins. */
  marks: Mark[]
  /** Said with a hedge, a condition, for nobody in particular, or against itself. */
  unsure: { lean?: 'planned' | 'leave' } | undefined
  /** The doubt is a condition: 如果能线上就参加,不能只好请假. */
  conditioned: boolean
  /** A leave was denied: whoever comes after that means it. */
  deniedLeave: boolean
  /** Somebody is named or meant besides the sender. */
  proxied: boolean
  /** Everybody else (其余) is spoken of. */
  bulk: boolean
  /** A correction word stands before a mark. */
  fixed: boolean
  /** A correction word was said and the mark that replaces the earlier one has not come yet. */
  pendingFix: boolean
  /** A status was denied (我不请假). */
  negated: boolean
  /** The sender says who they are. */
  introduced: boolean
  /** Somebody else's words or doings are told. */
  hearsay: boolean
  /** A plain mark or a hedge is said about the sender or somebody named, not only a question. */
  asked: boolean
  unknown: number
  reason: string | undefined
  when: string | undefined
}

/** Reads the attendance facts of a message from its statements, in the order in which they are said. */
export function factsOf(statements: Statement[]): Facts {
  const facts: Facts = {
    marks: [],
    unsure: undefined,
    conditioned: false,
    deniedLeave: false,
    proxied: false,
    bulk: false,
    fixed: false,
    pendingFix: false,
    negated: false,
    introduced: false,
    hearsay: statements.some(statement => statement.hearsay),
    asked: statements.some(statement => statement.asked),
    unknown: statements.reduce((sum, statement) => sum + statement.unknown, 0),
    reason: statements.flatMap(statement => statement.reasons)[0]?.word,
    when: statements.flatMap(statement => statement.times)[0]?.word,
  }
  let topic: Topic = { subjects: [], activities: [] }
  for (const [i, statement] of statements.entries()) {
    topic = nextTopic(topic, statement, statements[i + 1])
    readStatement(facts, statement, topic, statements[i + 1])
  }
  if (facts.negated && facts.marks.length === 0) facts.unsure ??= {}
  // 参加,哦不对: what was said does not hold, and nothing has taken its place.
  if (facts.pendingFix && facts.marks.length > 0 && statements.some(isSlip)) facts.unsure ??= {}
  fillLeaveTypes(facts.marks, statements)
  introduce(facts, statements)
  // 就到这吧,截止 steers the session; only an explicit person is registered beside a command.
  const explicit = statements.some(statement => statement.subjects.length > 0)
  if (statements.some(statement => statement.commands) && !explicit && !facts.fixed) facts.marks = []
  if (facts.marks.some(mark => mark.name === 'rest')) facts.bulk = true
  return facts
}

function readStatement(facts: Facts, statement: Statement, topic: Topic, next: Statement | undefined): void {
  const { cue } = statement
  if (statement.commands) return
  if (statement.proxied) facts.proxied = true
  if (statement.fixed) facts.fixed = facts.pendingFix = true
  if (statement.exception) return readException(facts, statement)
  if (cue === undefined) return readWithoutCue(facts, statement)
  if (statement.asked) return
  if (statement.hearsay && !statement.proxied) {
    if (statement.hedged && statement.subjects.length > 0) facts.unsure ??= {}
    return
  }
  if (facts.pendingFix) forget(facts, statement, topic)
  const status = cue.status ?? 'planned'
  const leave = status === 'leave'
  if (statement.denied && leave) facts.deniedLeave = true
  if (isDoubtful(statement)) {
    const definite =
      facts.marks.some(mark => mark.status !== 'leave') && (status === 'late' || status === 'leftEarly')
    if (statement.subjects.some(subject => subject.kind === 'rest')) return
    if (!definite) {
      facts.unsure ??= { lean: leave ? 'leave' : 'planned' }
      if (statement.conditional) facts.conditioned = true
      return
    }
  }
  if (isTold(statement, status)) {
    if (statement.subjects.every(subject => subject.kind === 'self')) facts.unsure ??= {}
    return
  }
  if (!leave && isRelatives(statement, cue)) return
  // 彭莉邓群俩参加: somebody unknown is meant, not the sender.
  if (beginsWithStranger(statement)) {
    facts.unsure ??= { lean: leave ? 'leave' : 'planned' }
    return
  }
  const settled =
    facts.unsure === undefined ||
    (!facts.conditioned && (settles(statement, cue) || (facts.deniedLeave && !leave)))
  const subjects = settled ? subjectsOf(statement, topic, next) : undefined
  if (subjects === undefined) {
    facts.unsure ??= { lean: leave ? 'leave' : 'planned' }
    return
  }
  for (const subject of subjects) {
    for (const activity of activitiesOf(statement, topic))
      put(facts.marks, markOf(subject, cue, statement, activity, next))
  }
  // A plain word after a hedge settles it: 可能来不了,还是请假吧.
  facts.unsure = undefined
}

/** 我表弟也想参加: the relative comes, not the sender. */
function isRelatives({ tokens }: Statement, cue: Token): boolean {
  const self = tokens.findIndex(({ kind }) => kind === 'self')
  const next = tokens.slice(self + 1).find(({ word, kind }) => word !== '的' && kind !== 'space')
  return self >= 0 && next?.kind === 'family' && next.start < cue.start && tokens[self - 1]?.kind !== 'care'
}

function beginsWithStranger({ tokens, subjects }: Statement): boolean {
  const first = tokens.find(token => !isSilent(token.kind) && token.kind !== 'time')
  return (
    subjects.length === 0 &&
    first?.kind === 'other' &&
    [2, 3].some(length => looksLikeName(first.word.slice(0, length)))
  )
}

/** After a hedge only a leave word or a strong yes settles it: 尽量赶,赶不到就算了 stays open. */
function settles(statement: Statement, cue: Token): boolean {
  if (statement.fixed) return true
  if (cue.status === 'leave')
    return cue.unable !== true && !statement.tokens.some(token => token.word === '再')
  return /一定|肯定|必|保证|确定|还是/.test(textOf(statement))
}

const OVER = /^(昨|前天|前几天|上[周次回个]|那次)/

/** 刘芳昨天请假了 tells of something past; nothing is to be registered. */
function isTold(statement: Statement, status: MarkStatus): boolean {
  return status === 'leave' && !statement.fixed && statement.times.some(time => OVER.test(time.word))
}

/** A leave word outweighs a hedge (可能参加不了,请个假) unless the hedge governs it (可能要请假). */
function isDoubtful(statement: Statement): boolean {
  if (statement.denied) return true
  const explicitLeave = statement.cue?.status === 'leave' && statement.cue.unable !== true
  if (explicitLeave) return statement.hedgedLeave || (statement.conditional && !statement.hedged)
  // 估计要晚十分钟: the guess is about the minutes.
  if (statement.cue?.status === 'late' && !statement.conditional)
    return !statement.tokens.every(
      token => token.kind !== 'hedge' || /^(?:估计|大概|差不多)/.test(token.word),
    )
  return statement.hedged || statement.conditional
}

function readWithoutCue(facts: Facts, statement: Statement): void {
  if (statement.asked || statement.hearsay) return
  if (statement.negated !== undefined) {
    facts.negated = true
    if (statement.negated.status === 'leave') facts.deniedLeave = true
  }
  if (facts.pendingFix && renames(facts, statement)) return
  if (repeats(facts, statement)) return
  // 参加,不过可能临时有事: the doubt comes last and stays.
  if ((statement.hedged || statement.conditional) && facts.marks.length > 0) {
    if (facts.marks.every(mark => mark.status !== 'leave')) {
      facts.marks = []
      facts.unsure = { lean: 'planned' }
    }
  } else if (statement.hedged && facts.marks.length === 0 && statement.unknown <= 4) facts.unsure ??= {}
}

/** 田甜线上,龙飞跃也是: what was said last holds for this one too. */
function repeats(facts: Facts, statement: Statement): boolean {
  const last = facts.marks.at(-1)
  if (last === undefined || !/也(?:是|一样|同样|如此|这样)[的吧啊]?$/.test(textOf(statement))) return false
  for (const subject of statement.subjects)
    if (subject.kind === 'name' || subject.kind === 'self') put(facts.marks, { ...last, ...named(subject) })
  return statement.subjects.length > 0
}

function isSlip({ fixed, tokens }: Statement): boolean {
  return fixed && tokens.some(({ kind, word }) => kind === 'fix' && /不对|不是|^[啊哦噢]?不|算了/.test(word))
}

/** 帮老谭请公假,啊不是,是帮老唐请: a name behind the slip takes the place of the last one. */
function renames(facts: Facts, statement: Statement): boolean {
  const [only] = statement.subjects
  const last = facts.marks.at(-1)
  if (last === undefined || only?.kind !== 'name' || statement.subjects.length !== 1) return false
  Object.assign(last, named(only))
  facts.pendingFix = false
  return true
}

/** 除刘芳请假外: who is excepted is absent unless a leave is said; a reason counts as leave here. */
function readException(facts: Facts, statement: Statement): void {
  if (statement.asked) return
  const [reason] = statement.reasons
  for (const subject of statement.subjects) {
    if (subject.kind !== 'name') continue
    const cue = statement.cue
    const status: MarkStatus = cue?.status ?? (reason === undefined ? 'absent' : 'leave')
    const leaveType =
      status === 'leave' ? (statement.leaveType ?? reason?.leaveType ?? 'unspecified') : undefined
    put(facts.marks, {
      ...named(subject),
      status,
      unable: false,
      said: subject.token.start,
      word: cue?.word ?? '',
      ...(leaveType !== undefined && { leaveType }),
    })
  }
}

function markOf(
  subject: Subject,
  cue: Token,
  statement: Statement,
  activity: Token | undefined,
  next: Statement | undefined,
): Mark {
  const come =
    cue.status === 'planned' &&
    (isOver(statement) || (subject.kind === 'rest' && /到会|到场|出席|与会/.test(cue.word)))
  const missed = subject.kind === 'name' && ABSENCE.test(textOf(statement))
  const status = come ? 'present' : missed ? 'absent' : (cue.status ?? 'planned')
  return {
    ...named(subject),
    status,
    unable: cue.unable === true,
    said: cue.start,
    word: cue.word,
    ...dayOf(statement),
    ...(status === 'leave' && {
      leaveType: typeBehind(subject, next) ?? statement.leaveType ?? 'unspecified',
    }),
    ...(activity !== undefined && { activity: activity.word }),
  }
}

/** The day that a statement names, without the hour. */
function dayOf({ times }: Statement): { when?: string } {
  const day = times.find(
    ({ word }) =>
      /[日号天]|周|星期|礼拜|今|明|后/.test(word) && !/^(?:那天|当天|全天|整天|这几天|前几天)/.test(word),
  )
  return day === undefined ? {} : { when: day.word }
}

/** 请假:刘芳(病)、曹阳(公): the type in brackets belongs to the name before it. */
function typeBehind({ token }: Subject, next: Statement | undefined): LeaveType | undefined {
  const tokens = next?.tokens ?? []
  const behind = tokens[tokens.indexOf(token) + 1]
  return tokens.includes(token) && behind?.word.startsWith('(') === true ? behind.leaveType : undefined
}

// 刘芳登记缺席: a word for the register, not a leave.
const ABSENCE = /(?:登记|记|算|按|标|写|判|定)(?:成|为|作|上)?(?:缺席|缺勤|旷会)/

/** 昨天的党日我参加了: said afterwards. */
function isOver(statement: Statement): boolean {
  return statement.times.some(time => OVER.test(time.word)) && /了|过|的$/.test(textOf(statement))
}

/** 参加,哦不对,请假: what was said about the same people does not count. */
function forget(facts: Facts, statement: Statement, topic: Topic): void {
  const names = new Set(
    (statement.subjects.length > 0 ? statement.subjects : topic.subjects).map(subject => named(subject).name),
  )
  facts.pendingFix = false
  const last = facts.marks.at(-1)
  const isOther = last !== undefined && !facts.marks.some(mark => names.has(mark.name))
  // 曹阳参加,不对,是谭海波参加: the same thing about somebody else puts the person right.
  if (isOther && names.size > 0 && last.status === (statement.cue?.status ?? last.status)) facts.marks.pop()
  else facts.marks = names.size === 0 ? [] : facts.marks.filter(mark => !names.has(mark.name))
}

/** 我是刘芳,已到: what the sender says of themselves stands under their name. */
function introduce(facts: Facts, statements: Statement[]): void {
  const told = statements.filter(
    statement => statement.cue === undefined && INTRODUCTION.test(textOf(statement)),
  )
  const names = [
    ...statements.flatMap(statement => statement.introduced ?? []),
    ...told.flatMap(statement =>
      statement.introduced === undefined ? statement.subjects.filter(subject => subject.kind === 'name') : [],
    ),
  ]
  const [only] = names
  if (names.length !== 1 || only === undefined) return
  facts.introduced = true
  facts.marks = facts.marks.map(mark => (mark.name === 'self' ? { ...mark, ...named(only) } : mark))
}

const INTRODUCTION = /^(?:我|本人)?(?:的)?(?:名字)?(?:是|叫|名叫).{2,}/
