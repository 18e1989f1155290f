import { named, put } from './mark.ts'
import type { Facts } from './message-facts.ts'
import { textOf } from './statement.ts'
import type { Statement } from './statement.ts'
import type { Topic } from './topic.ts'

/** 参加,哦不对,请假: what was said about the same people does not count. */
export function forget(facts: Facts, statement: Statement, topic: Topic): void {
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

/** 帮老谭请公假,啊不是,是帮老唐请: a name behind the slip takes the place of the last one. */
export function renames(facts: Facts, statement: Statement): boolean {
  const [only] = statement.subjects
  const last = facts.marks.at(-1)
  if (last === undefined || only?.kind !== 'name' || statement.subjects.length !== 1) return false
  Object.assign(last, named(only))
  facts.pendingFix = false
  return true
}

/** 田甜线上,龙飞跃也是: what was said last holds for this one too. */
export function repeats(facts: Facts, statement: Statement): boolean {
  const last = facts.marks.at(-1)
  if (last === undefined || !/也(?:是|一样|同样|如此|这样)[的吧啊]?$/.test(textOf(statement))) return false
  for (const subject of statement.subjects)
    if (subject.kind === 'name' || subject.kind === 'self') put(facts.marks, { ...last, ...named(subject) })
  return statement.subjects.length > 0
}

export function isSlip({ fixed, tokens }: Statement): boolean {
  return fixed && tokens.some(({ kind, word }) => kind === 'fix' && /不对|不是|^[啊哦噢]?不|算了/.test(word))
}
