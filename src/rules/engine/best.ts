/** A place in a list of scores, and the score there. */
export interface Scored {
  at: number
  score: number
}

/** The highest scores above zero, best first, at most `limit`; of equal ones the earlier first. */
export function bestOf(scores: ArrayLike<number>, limit: number): Scored[] {
  // Candidates pile up to four times the limit before they are sorted and cut, so that most scores cost one comparison.
  let found: Scored[] = []
  let least = 0
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at] ?? 0
    if (score <= least) continue
    found.push({ at, score })
    if (found.length < 4 * limit) continue
    found = sorted(found).slice(0, limit)
    least = found.at(-1)?.score ?? 0
  }
  return sorted(found).slice(0, limit)
}

function sorted(found: Scored[]): Scored[] {
  return found.sort((a, b) => b.score - a.score || a.at - b.at)
}
