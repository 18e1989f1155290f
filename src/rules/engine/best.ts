/** A place in a list of scores, and the score there. */
export interface Scored {
  at: number
  score: number
}

/** The highest scores above zero, best first, at most `limit`; of equal ones the earlier first. */
export function bestOf(scores: ArrayLike<number>, limit: number): Scored[] {
  // Places pile up to four times the limit before they are sorted and cut, so that most scores cost one comparison.
  const places: number[] = []
  const sort = () => places.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
  let least = 0
  for (let at = 0; at < scores.length; at++) {
    if ((scores[at] ?? 0) <= least) continue
    if (places.push(at) < 4 * limit) continue
    sort().length = limit
    least = scores[places.at(-1) ?? 0] ?? 0
  }
  return sort()
    .slice(0, limit)
    .map(at => ({ at, score: scores[at] ?? 0 }))
}

/** The highest score, 0 when there is none above. */
export function mostOf(scores: ArrayLike<number>): number {
  let most = 0
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at] ?? 0
    if (score > most) most = score
  }
  return most
}
