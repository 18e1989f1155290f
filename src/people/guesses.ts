/** How often one sender may try a code before the bot stops listening to codes from there. */
export interface GuessLimit {
  /** Counts a message of a sender with a wrong code, once however often it is answered. */
  wrong(sender: string, messageId: string, now: Date): void
  isBlocked(sender: string, now: Date): boolean
}

const MOST_WRONG = 5
const WINDOW_MS = 30 * 60_000
const MOST_SENDERS = 10_000

/** Five wrong codes in half an hour: six digits must not be found by trying. Held in memory; a restart forgives. */
export function guessLimit(): GuessLimit {
  const wrongAt = new Map<string, { id: string; at: number }[]>()
  const recent = (sender: string, now: Date) =>
    (wrongAt.get(sender) ?? []).filter(({ at }) => now.getTime() - at < WINDOW_MS)
  return {
    wrong(sender, id, now) {
      if (wrongAt.size >= MOST_SENDERS) wrongAt.clear()
      wrongAt.set(sender, [
        ...recent(sender, now).filter(known => known.id !== id),
        { id, at: now.getTime() },
      ])
    },
    isBlocked: (sender, now) => recent(sender, now).length >= MOST_WRONG,
  }
}
