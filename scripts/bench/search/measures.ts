/** What a list of hits is worth, means over all questions, 0 to 1. */
export interface Quality {
  recall: Record<1 | 5 | 10 | 20 | 100, number>
  /** Share of questions whose first hit is right. */
  hit1: number
  mrr10: number
  ndcg10: number
}

export function qualityOf(answers: { hits: string[]; gold: ReadonlySet<string> }[]): Quality {
  const mean = (worth: (hits: boolean[], gold: number) => number) =>
    answers.reduce((sum, { hits, gold }) => {
      const right = hits.map(id => gold.has(id))
      return sum + worth(right, gold.size) / answers.length
    }, 0)
  const recallAt = (depth: number) => mean((right, gold) => count(right.slice(0, depth)) / gold)
  return {
    recall: { 1: recallAt(1), 5: recallAt(5), 10: recallAt(10), 20: recallAt(20), 100: recallAt(100) },
    hit1: mean(([first]) => Number(first ?? false)),
    mrr10: mean(right => {
      const place = right.slice(0, 10).indexOf(true)
      return place < 0 ? 0 : 1 / (place + 1)
    }),
    ndcg10: mean(
      (right, gold) => gainOf(right.slice(0, 10)) / gainOf(Array<boolean>(Math.min(10, gold)).fill(true)),
    ),
  }
}

/** The probability that one of the first list is higher than one of the second; ties count half. */
export function auroc(higher: number[], lower: number[]): number {
  const sorted = lower.toSorted((a, b) => a - b)
  const wins = higher.map(value => {
    const below = sorted.filter(other => other < value).length
    const equal = sorted.filter(other => other === value).length
    return below + equal / 2
  })
  return wins.reduce((sum, one) => sum + one, 0) / (higher.length * lower.length)
}

function count(right: boolean[]): number {
  return right.filter(Boolean).length
}

function gainOf(right: boolean[]): number {
  return right.reduce((sum, one, place) => sum + (one ? 1 / Math.log2(place + 2) : 0), 0)
}
