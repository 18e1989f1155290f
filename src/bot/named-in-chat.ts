const NEWS_MS = 60_000
const MOST_CHATS = 10_000

export interface NamedInChats {
  /** Whether it is kept already, within a minute and by whomever, that this session was the one named last in this group. */
  isKept(chatId: string, sessionId: string, at: Date): boolean
  /** A naming was kept in the ledger. */
  note(chatId: string, sessionId: string, at: Date): void
}

/**
 * Of each group the session that was named last, so that a burst of marks about one session keeps that once a minute and
 * not once for each member. Only for a single process: replicas do not see what the others keep.
 */
export function namedInChats(): NamedInChats {
  const here = new Map<string, { sessionId: string; at: number }>()
  return {
    isKept(chatId, sessionId, at) {
      const last = here.get(chatId)
      return last?.sessionId === sessionId && Math.abs(at.getTime() - last.at) < NEWS_MS
    },
    note(chatId, sessionId, at) {
      if (here.size >= MOST_CHATS) here.clear()
      here.set(chatId, { sessionId, at: at.getTime() })
    },
  }
}
