import type { MarkStatus } from '../reading.ts'
import { beginsWithStranger, isDoubtful, isRelatives, isTold, settles } from './doubt.ts'
import {
  isAskedAbout,
  isForRegister,
  isPastThought,
  isPlainLeave,
  isSettling,
  isStanding,
  isUnreal,
} from './decision.ts'
import { isOfBefore } from './given-up.ts'
import { introduce } from './introduction.ts'
import { isBound } from './linked.ts'
import { fillLeaveTypes } from './leave-type.ts'
import { named, put } from './mark.ts'
import type { Mark } from './mark.ts'
import { markOf, OVER } from './mark-of.ts'
import { noFacts } from './message-facts.ts'
import type { Facts } from './message-facts.ts'
import { textOf } from './statement.ts'
import { forget, isSlip } from './slips.ts'
import type { Statement, Subject } from './statement.ts'
import { subjectsOf } from './meant.ts'
import { activitiesOf, nextTopic } from './topic.ts'
import type { Topic } from './topic.ts'
import { isAboutAnother, readException, readWithoutCue } from './without-cue.ts'

/** Reads the attendance facts of a message from its statements, in the order in which they are said. */
export function factsOf(statements: Statement[]): Facts {
  const facts: Facts = {
    ...noFacts,
    marks: [],
    hearsay: statements.some(statement => statement.hearsay),
    asked: statements.some(statement => statement.asked),
    unknown: statements.reduce((sum, statement) => sum + statement.unknown, 0),
    reason: statements.flatMap(statement => statement.reasons)[0]?.word,
    when: statements.flatMap(statement => statement.times)[0]?.word,
  }
  let topic: Topic = { subjects: [], activities: [] }
  for (const [i, statement] of statements.entries()) {
    topic = nextTopic(topic, statement, statements[i + 1])
    const later = statements.slice(i + 1)
    if (isOfBefore(statement, later) || isPastThought(statement, later)) continue
    if (isUnreal(statement, statements[i - 1], later)) continue
    if (ANSWERS_ITSELF.test(textOf(statement))) continue
    if (ONLY_THOUGHT_OF.test(textOf(statement))) continue
    if (isStanding(statement) || isAskedAbout(statement, statements[i - 1])) continue
    readStatement(facts, statement, topic, later, statements[i - 1])
  }
  if (
    facts.marks.length === 0 &&
    statements.some(({ asked, ...one }) => !asked && isBound({ asked, ...one }))
  )
    facts.unsure ??= {}
  if (facts.negated && facts.marks.length === 0) facts.unsure ??= {}
  if (facts.marks.length === 0 && statements.some(one => ONLY_THOUGHT_OF.test(textOf(one))))
    facts.unsure ??= { lean: 'planned' }
  // 参加,哦不对: what was said does not hold, and nothing has taken its place.
  if (facts.pendingFix && facts.marks.length > 0 && statements.some(isSlip)) facts.unsure ??= {}
  awaitDay(facts.marks, statements)
  fillLeaveTypes(facts.marks, statements)
  introduce(facts, statements)
  // 就到这吧,截止 steers the session; only an explicit person is registered beside a command.
  const explicit = statements.some(statement => statement.subjects.length > 0)
  if (statements.some(statement => statement.commands) && !explicit && !facts.fixed) facts.marks = []
  if (facts.marks.some(mark => mark.name === 'rest')) facts.bulk = true
  return facts
}

/** 27号下午3点,会议室,我到: a bare word beside a day to come. */
function awaitDay(marks: Mark[], statements: Statement[]): void {
  const days = statements.flatMap(({ times }) => times).map(({ word }) => word)
  if (!days.some(day => TO_COME.test(day)) || statements.some(one => BY_NOW.test(textOf(one)))) return
  for (const mark of marks) if (mark.status === 'present' && BARE.test(mark.word)) mark.status = 'planned'
}

// 本来想请假的, and nothing behind it that is understood: the leave at least is not what holds.
const ONLY_THOUGHT_OF = /^(?:我|俺|咱)?(?:本来|原本|原先|原来|本)(?:是)?(?:想|打算|准备|要|计划)请/

// 能去能去,谁说我去不了的; 必须来,我哪回缺席过
const ANSWERS_ITSELF =
  /^(?:谁|哪个|哪位)(?:又)?(?:说|讲|传|造谣)(?:的)?(?:我|俺|咱)(?:.{0,6})(?:不|没|请|病|缺)|(?:哪[回次年天场]|啥时候|什么时候|几时|何时|哪一[回次场])(?:我|俺|咱)?(?:又|有|曾)?(?:缺|落|掉|误|旷|请|迟|早退)[^,。]{0,4}过/

const TO_COME = /\d[日号]|[一二三十][日号]|明[天早晚日]|后天|下[周礼星个]|那天/
const BY_NOW = /今天|今日|现在|刚|已|昨|前天/
const BARE = /^我?(?:到|在|在的|到的|来的|到场|到会)$/

function readStatement(
  facts: Facts,
  statement: Statement,
  topic: Topic,
  later: Statement[],
  before: Statement | undefined,
): void {
  const { cue } = statement
  const [next] = later
  if (statement.commands) return
  if (isSettling(statement)) facts.settled = true
  if (statement.proxied) facts.proxied = true
  if (statement.mistaken) facts.mistaken = true
  if (statement.fixed) facts.fixed = true
  if (statement.fixed && !asksForChange(facts, statement, later)) facts.pendingFix = true
  if (statement.exception) return readException(facts, statement)
  if (cue === undefined) return readWithoutCue(facts, statement)
  if (statement.asked) return
  if (explainsLeave(facts, statement)) return
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
    // 你们先开着,我估摸三点二十能到: the guess is about the minute.
    const isMinute =
      statement.hedged &&
      statement.times.length > 0 &&
      facts.marks.some(({ status: before }) => before === 'late')
    if (!definite && !isMinute && !isAboutAnother(facts, statement)) {
      facts.unsure ??= { lean: leave ? 'leave' : 'planned' }
      if (statement.conditional) facts.conditioned = true
      return
    }
  }
  if (isTold(statement, status) || (status === 'absent' && isOwnPast(statement) && later.some(isDefinite))) {
    if (statement.subjects.every(subject => subject.kind === 'self') && !later.some(isDefinite))
      facts.unsure ??= {}
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
    facts.settled ||
    isForRegister(statement) ||
    isPlainLeave(statement, before) ||
    (!facts.conditioned && (settles(statement, cue) || (facts.deniedLeave && !leave)))
  const meant = settled ? subjectsOf(statement, topic, next) : undefined
  const subjects = status === 'absent' || status === 'exempt' ? withoutSender(meant, topic) : meant
  if (subjects === undefined) {
    facts.unsure ??= { lean: leave ? 'leave' : 'planned' }
    return
  }
  if (subjects.every(({ kind }) => kind === 'name') && statement.subjects.some(({ kind }) => kind === 'self'))
    facts.proxied = true
  for (const subject of subjects) {
    if (isForRegister(statement)) facts.marks = facts.marks.filter(mark => !isReplaced(mark, subject, status))
    for (const activity of activitiesOf(statement, topic))
      put(facts.marks, markOf(subject, cue, statement, activity, next))
  }
  // A plain word after a hedge settles it: 可能来不了,还是请假吧.
  facts.unsure = undefined
}

/** 上次没来成: told of oneself. */
function isOwnPast({ subjects, times }: Statement): boolean {
  return subjects.every(({ kind }) => kind === 'self') && times.some(({ word }) => OVER.test(word))
}

/** 上次请了假,这次我来: what is said of this time stands beside what is told of an earlier one. */
function isDefinite({ cue, asked, hedged, hearsay, times }: Statement): boolean {
  return cue !== undefined && !asked && !hedged && !hearsay && !times.some(({ word }) => OVER.test(word))
}

/** 请个假,要陪人跑项目现场; 我请假,老妈住院,在医院陪到起: why one is away, in words that elsewhere say that one comes. */
function explainsLeave(
  { marks }: Facts,
  { cue, subjects, activities, fixed, reasons, tokens }: Statement,
): boolean {
  const last = marks.at(-1)
  const isStay = cue?.status === 'planned' || cue?.status === 'present'
  // 来不成啰,县里喊去参加评审
  const isSent = tokens.some(({ kind, leaveType }) => kind === 'reason' && leaveType === 'official')
  const isCare = reasons.length > 0 || tokens.some(({ kind }) => kind === 'care' || kind === 'family')
  return (
    isStay &&
    isCare &&
    last?.status === 'leave' &&
    (last.unable !== true || isSent) &&
    !fixed &&
    subjects.length + activities.length === 0
  )
}

/** 那个迟到我核实过了,按正常到会算: what is to be written takes the place of what was spoken of. */
function isReplaced({ name, activity, status }: Mark, subject: Subject, written: MarkStatus): boolean {
  return (
    subject.kind === 'name' && name === named(subject).name && activity === undefined && status !== written
  )
}

/** 我今天点名没见到人,按缺席记: nobody registers their own absence. */
function withoutSender(subjects: Subject[] | undefined, { people = [] }: Topic): Subject[] | undefined {
  const others = people.filter(({ kind }) => kind === 'name')
  return others.length > 0 && subjects?.every(({ kind }) => kind === 'self') === true ? others : subjects
}

/** 他是早退,改过来: what holds has been said, the change is only asked for. */
function asksForChange({ marks }: Facts, statement: Statement, later: Statement[]): boolean {
  return (
    marks.length > 0 &&
    statement.cue === undefined &&
    /改|正|换|调/.test(textOf(statement)) &&
    !isSlip(statement) &&
    !later.some(({ cue, subjects }) => cue !== undefined || subjects.some(({ kind }) => kind === 'name'))
  )
}
