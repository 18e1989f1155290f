/** Runs both sides once a round, in alternating order, so that a slow moment of the machine hits both alike. */
export function pairedRounds(count: number, one: () => number, other: () => number): [number, number][] {
  // Unmeasured, until both are compiled.
  for (let round = 0; round < 10; round++) {
    one()
    other()
  }
  return Array.from({ length: count }, (_, round) => {
    if (round % 2 === 0) return [one(), other()]
    const second = other()
    return [one(), second]
  })
}

/** Microseconds a call, over calls with the indices 0 to count - 1. */
export function microsecondsOf(work: (index: number) => unknown, count: number): number {
  const start = process.hrtime.bigint()
  for (let index = 0; index < count; index++) work(index)
  return Number(process.hrtime.bigint() - start) / 1000 / count
}

export function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN
  return (lower + upper) / 2
}

/** The value below which `share` (0 to 1) of the values lie. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
