import { kindNamed } from './kinds.ts'
import type { Session } from './session.ts'

export type Choice =
  | {
      kind: 'session'
      session: Session
      /** Chosen without being named, so the reply names it. */ assumed: boolean
    }
  | { kind: 'ask'; sessions: Session[] }
  | { kind: 'none' }
  | { kind: 'none-of-kind'; name: string }

/**
 * Which session a mark belongs to: the one named, then the one named last in this chat, then the only one open.
 * It asks only when none of these decides.
 */
export function whichSession(
  open: Session[],
  named: string | undefined,
  lastNamedId: string | undefined,
): Choice {
  if (open.length === 0) return { kind: 'none' }
  if (named !== undefined) return ofKind(open, named)
  const last = open.find(({ id }) => id === lastNamedId)
  if (last !== undefined) return { kind: 'session', session: last, assumed: open.length > 1 }
  const [only] = open
  if (open.length === 1 && only !== undefined) return { kind: 'session', session: only, assumed: false }
  return { kind: 'ask', sessions: open }
}

function ofKind(open: Session[], named: string): Choice {
  const kind = kindNamed(named)
  const [first, ...others] = open.filter(session => session.kind === kind?.code)
  if (first === undefined) return { kind: 'none-of-kind', name: kind?.name ?? '这项活动' }
  return others.length === 0
    ? { kind: 'session', session: first, assumed: false }
    : { kind: 'ask', sessions: [first, ...others] }
}
