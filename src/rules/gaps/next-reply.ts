import type { Turn } from '../../talk/command.ts'
import { answerById } from './faq-store.ts'
import type { GapParts } from './parts.ts'
import { tellingWords } from './tell.ts'
import { endWish, toBeTold } from './wishes.ts'

/** Looked at no more often than this: an answer that could not be pushed has waited longer already. */
const LOOK_MS = 20_000

/**
 * Answers that could not be pushed, because a group has no robot or the office no app, go out with the next reply there.
 * Returns what to add to the reply. Cheap: who waits is read anew every twenty seconds at most.
 */
export function answersForNextReply(parts: GapParts): (turn: Turn) => Promise<string[]> {
  let lookedAt = 0
  let waiting: Awaited<ReturnType<typeof toBeTold>> = []
  return async ({ trx, now, place, speaker }) => {
    if (Math.abs(now.getTime() - lookedAt) >= LOOK_MS) {
      waiting = await toBeTold(trx)
      lookedAt = now.getTime()
    }
    const mine = waiting.filter(({ group, personId }) =>
      place.kind === 'group'
        ? group === place.name
        : place.kind === 'single' && group === undefined && personId === speaker.personId,
    )
    if (mine.length === 0) return []
    // The unit may still fail: what was told is read from the ledger next time.
    lookedAt = 0
    const told = new Set<number>()
    const lines: string[] = []
    for (const wish of mine) {
      if (!(await endWish(trx, wish.gapId, wish))) continue
      const answer = await answerById(trx, wish.faqId)
      if (answer === undefined || told.has(answer.id)) continue
      told.add(answer.id)
      lines.push(tellingWords(parts, answer, place.kind === 'group' ? place.name : undefined, now))
    }
    return lines
  }
}
