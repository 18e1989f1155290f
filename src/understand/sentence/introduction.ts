import { named } from './mark.ts'
import type { Facts } from './message-facts.ts'
import { textOf } from './statement.ts'
import type { Statement, Subject } from './statement.ts'
import { isSilent } from './tokens.ts'
import type { Token } from './tokens.ts'

/** 我是刘芳,已到: what the sender says of themselves stands under their name. */
export function introduce(facts: Facts, statements: Statement[]): void {
  const told = statements.filter(
    statement => statement.cue === undefined && INTRODUCTION.test(textOf(statement)),
  )
  const names = [
    ...statements.flatMap(statement => statement.introduced ?? []),
    ...signatureOf(facts, statements),
    ...told.flatMap(statement =>
      statement.introduced === undefined ? statement.subjects.filter(subject => subject.kind === 'name') : [],
    ),
  ]
  const [only] = names
  if (names.length !== 1 || only === undefined) return
  facts.introduced = true
  facts.marks = facts.marks.map(mark => (mark.name === 'self' ? { ...mark, ...named(only) } : mark))
}

/** 参加(一组,唐明亮), 我来列席,督查科肖静: a department and a full name at the end, and nothing else, sign the message. */
function signatureOf({ marks }: Facts, statements: Statement[]): Subject[] {
  const last = statements.at(-1)
  const [only] = last?.subjects ?? []
  if (last === undefined || only?.kind !== 'name' || only.token.nameKind !== 'full') return []
  if (last.asked || last.tokens[0]?.kind === 'space' || marks.some(({ name }) => name !== 'self')) return []
  const signs = (tokens: Token[]) => tokens.every(token => token === only.token || isSilent(token.kind))
  const before = statements.at(-2)?.tokens ?? []
  const dept =
    last.tokens.some(({ kind }) => kind === 'dept') ||
    (before.length > 0 && before.every(({ kind }) => kind === 'dept'))
  return dept && signs(last.tokens) && last.tokens.at(-1) === only.token ? [only] : []
}

const INTRODUCTION = /^(?:我|本人)?(?:的)?(?:名字)?(?:是|叫|名叫).{2,}/
