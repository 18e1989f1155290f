import type { MarkStatus } from '../reading.ts'
import { beginsWithStranger, isDoubtful, isRelatives, isTold, settles } from './doubt.ts'
import { isForRegister, isPastThought, isPlainLeave, isSettling, isUnreal } from './decision.ts'
import { introduce } from './introduction.ts'
import { isBound } from './linked.ts'
import { fillLeaveTypes } from './leave-type.ts'
import { named, put } from './mark.ts'
import type { Mark } from './mark.ts'
import { markOf } from './mark-of.ts'
import { noFacts } from './message-facts.ts'
import type { Facts } from './message-facts.ts'
import { textOf } from './statement.ts'
import { forget, isSlip, renames, repeats } from './slips.ts'
import type { Statement, Subject } from './statement.ts'
import { activitiesOf, nextTopic, subjectsOf } from './topic.ts'
import type { Topic } from './topic.ts'

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
    // 你给我记的是线上,麻烦改过来: what stands in the register is only told.
    const later = statements.slice(i + 1)
    if (!statement.mistaken && RECORDED.test(textOf(statement)) && later.some(putsRight)) continue
    if (
      isGivenUp(statement, later) ||
      isPastThought(statement, later) ||
      isUnreal(statement, statements[i - 1], later)
    )
      continue
    readStatement(facts, statement, topic, later, statements[i - 1])
  }
  if (
    facts.marks.length === 0 &&
    statements.some(({ asked, ...one }) => !asked && isBound({ asked, ...one }))
  )
    facts.unsure ??= {}
  if (facts.negated && facts.marks.length === 0) facts.unsure ??= {}
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

// 刚才写的线上,我赶回来了,现场参加: what was said before gives way to what is said now.
const EARLIER =
  /^(?:我)?(?:刚才|刚刚|之前|前面|前头|先前|先头|早先|起先|起初|开始|原来|开头|原先|方才|早上|上午|昨天|昨儿|头先)(?:是)?(?:写|报|填|登|记|发|说|选|讲|听)(?:的|了|成)?(?:是)?/

const RECORDED = /(?:记|登|写|填|算|标|显示|发|报|选|点)(?:的|成)(?:是|了|成)?/

/** 27号下午3点,会议室,我到: a bare word beside a day to come. */
function awaitDay(marks: Mark[], statements: Statement[]): void {
  const days = statements.flatMap(({ times }) => times).map(({ word }) => word)
  if (!days.some(day => TO_COME.test(day)) || statements.some(one => BY_NOW.test(textOf(one)))) return
  for (const mark of marks) if (mark.status === 'present' && BARE.test(mark.word)) mark.status = 'planned'
}

const TO_COME = /\d[日号]|[一二三十][日号]|明[天早晚日]|后天|下[周礼星个]|那天/
const BY_NOW = /今天|今日|现在|刚|已|昨|前天/
const BARE = /^我?(?:到|在|在的|到的|来的|到场|到会)$/

/** 麻烦改过来, 其实是公假 */
function putsRight(statement: Statement): boolean {
  return (
    statement.fixed ||
    (statement.cue !== undefined && /其实|实际|应该|应当|应是|属于|该是|才是/.test(textOf(statement)))
  )
}

function isGivenUp(statement: Statement, later: Statement[]): boolean {
  const { cue } = statement
  if (cue === undefined || !EARLIER.test(textOf(statement))) return false
  return later.some(
    ({ cue: next, hedged, asked }) =>
      next?.status !== undefined && next.status !== cue.status && next.weak !== true && !hedged && !asked,
  )
}

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

function readWithoutCue(facts: Facts, statement: Statement): void {
  if (statement.asked || statement.hearsay) return
  if (statement.negated !== undefined) {
    facts.negated = true
    if (statement.negated.leaveType !== undefined) facts.deniedType = true
    if (statement.negated.status === 'leave') facts.deniedLeave = true
  }
  if (facts.pendingFix && renames(facts, statement)) return
  if (facts.deniedType && puts(facts, statement)) return
  if (agrees(facts, statement)) return
  if (repeats(facts, statement)) return
  // 参加,不过可能临时有事: the doubt comes last and stays.
  if ((statement.hedged || statement.conditional) && facts.marks.length > 0) {
    if (facts.marks.every(mark => mark.status !== 'leave')) {
      facts.marks = []
      facts.unsure = { lean: 'planned' }
    }
  } else if (
    statement.hedged &&
    facts.marks.length === 0 &&
    statement.unknown <= 4 &&
    !guessesOther(statement)
  )
    facts.unsure ??= {}
}

/** 可能是吃坏了东西, 老毛病怕是又要犯, 可能要跟您说声抱歉: the guess is about something else than coming. */
function guessesOther(statement: Statement): boolean {
  const text = textOf(statement)
  if (COURTESY.test(text)) return true
  const sick = statement.reasons.some(({ leaveType }) => leaveType === 'sick')
  return (
    statement.reasons.length > 0 && (sick || /(?:可能|估计|大概|恐怕|八成|应该|大概率)(?:就)?是/.test(text))
  )
}

const COURTESY =
  /抱歉|不好意思|对不起|对不住|打扰|添麻烦|添乱|见谅|感谢|谢谢|早点说|早点报|提前说|影响大家|传染/

/** 不是公假,是私事: the reason in the place of the kind that was denied. */
function puts(facts: Facts, statement: Statement): boolean {
  const [reason] = statement.reasons
  if (reason?.leaveType === undefined || !/^(?:应该|应当|而|其实)?(?:是|属于|算)/.test(textOf(statement)))
    return false
  put(facts.marks, {
    name: 'self',
    nameKind: 'self',
    at: undefined,
    status: 'leave',
    leaveType: reason.leaveType,
    unable: false,
    said: reason.start,
    word: reason.word,
  })
  return true
}

const AGREES = /(?:没问题|冇问题|没事|可以|照常|照旧|不变|能行|得行|要得|行|ok)[的啊哈呢嘛]?$/

/** 读书会去不了,27号党日没问题: beside a mark for one activity a plain yes is one for the other. */
function agrees(facts: Facts, statement: Statement): boolean {
  const activity = statement.activities.find(({ kind }) => kind === 'activity')
  const others = facts.marks.some(mark => mark.name !== 'self' || mark.activity === undefined)
  if (activity === undefined || others || facts.marks.length === 0 || statement.unknown > 0) return false
  if (statement.hedged || statement.conditional || !AGREES.test(textOf(statement))) return false
  put(facts.marks, {
    name: 'self',
    nameKind: 'self',
    at: undefined,
    status: 'planned',
    unable: false,
    said: activity.start,
    word: '',
    activity: activity.word,
  })
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
