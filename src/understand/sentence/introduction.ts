import { named } from './mark.ts'
import type { Facts } from './message-facts.ts'
import { textOf } from './statement.ts'
import type { Statement } from './statement.ts'

/** 我是刘芳,已到: what the sender says of themselves stands under their name. */
export function introduce(facts: Facts, statements: Statement[]): void {
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
