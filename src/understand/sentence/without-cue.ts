import type { MarkStatus } from '../reading.ts'
import { named, put } from './mark.ts'
import type { Facts } from './message-facts.ts'
import { renames, repeats } from './slips.ts'
import { textOf } from './statement.ts'
import type { Statement } from './statement.ts'

/** What a statement says that holds no attendance word of its own: a doubt, a yes, the person or the reason put right. */
export function readWithoutCue(facts: Facts, statement: Statement): void {
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
  // 动车晚点了,估计三点十分进会场: the guess is about the minute.
  if (statement.hedged && statement.times.length > 0 && facts.marks.some(({ status }) => status === 'late'))
    return
  if ((statement.hedged || statement.conditional) && isAboutAnother(facts, statement)) return
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

/** 党日我去,读书会还定不下来: the doubt is about the other activity. */
export function isAboutAnother({ marks }: Facts, { activities }: Statement): boolean {
  const named = activities.map(({ word }) => word)
  return (
    named.length > 0 &&
    marks.length > 0 &&
    marks.every(({ activity }) => activity !== undefined && !named.includes(activity))
  )
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
  /抱歉|不好意思|对不起|对不住|打扰|添麻烦|添乱|见谅|感谢|谢谢|早点说|早点报|提前说|影响大家|传染|辜负|失望|扫.{0,4}兴|食言|爽约|拖后腿|拖.{0,4}后腿/

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
export function readException(facts: Facts, statement: Statement): void {
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
