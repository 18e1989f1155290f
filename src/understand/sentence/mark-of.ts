import type { LeaveType } from '../reading.ts'
import { isForRegister } from './decision.ts'
import { named } from './mark.ts'
import type { Mark } from './mark.ts'
import { textOf } from './statement.ts'
import type { Statement, Subject } from './statement.ts'
import type { Token } from './tokens.ts'

/** The mark that a statement makes of one of its people. */
export function markOf(
  subject: Subject,
  cue: Token,
  statement: Statement,
  activity: Token | undefined,
  next: Statement | undefined,
): Mark {
  const come =
    cue.status === 'planned' &&
    (isOver(statement) ||
      isWrittenDown(statement, cue) ||
      (subject.kind === 'rest' && /到会|到场|出席|与会/.test(cue.word)))
  const missed = subject.kind === 'name' && ABSENCE.test(textOf(statement))
  const coming = cue.status === 'present' && cue.weak === true && willBe(statement, cue)
  const status = come ? 'present' : coming ? 'planned' : missed ? 'absent' : (cue.status ?? 'planned')
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

/** 准点到, 人肯定在, 党课我到: a bare word that speaks of the day to come. */
function willBe({ tokens, activities }: Statement, cue: Token): boolean {
  const before = tokens
    .filter(({ end }) => end <= cue.start)
    .map(({ word }) => word)
    .join('')
  const bare = cue.word === '到' && activities.length > 0 && tokens.at(-1) === cue
  // 张伟说他来的
  return (
    bare ||
    /说[他她]$/.test(before) ||
    /(?:准[点时]|按[点时]|肯定|一定|铁定|保证|必|到时候?|届时)(?:能|会|都)?$/.test(before)
  )
}

/** 给记到会, 改成到会: a word for the register. */
function isWrittenDown(statement: Statement, { word }: Token): boolean {
  return (
    /^(?:正常)?(?:到会|到场|到位|出席|到)了?$/.test(word) && (statement.fixed || isForRegister(statement))
  )
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

/** Days that are over: what is said of them tells, it asks for nothing. */
export const OVER = /^(昨|前天|前几天|上[周次回个]|那次)/
