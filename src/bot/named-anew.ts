import type { Turn } from '../talk/command.ts'

const NAMED_MS = 60_000

/** Whether a session is named anew: the same one within a minute is not worth a row for each message. */
export function isNewsOf({ conversation, saidAt: at }: Turn, sessionId: string | undefined): boolean {
  if (sessionId === undefined) return false
  const { namedAt } = conversation
  return (
    sessionId !== conversation.sessionId ||
    namedAt === undefined ||
    at.getTime() - Date.parse(namedAt) > NAMED_MS
  )
}
