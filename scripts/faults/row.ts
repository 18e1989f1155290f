/** What a row of the fault table found: figures for its line, and whether what is required holds. */
export interface Outcome {
  figures: Record<string, number>
  holds: boolean
}

/** How much a row is to do. */
export interface Extent {
  cycles: number
  random: () => number
  seed: number
}

/** One row of the fault table. */
export interface FaultRow {
  id: string
  name: string
  /** A sentence instead of an outcome says why the row was left out. */
  run(extent: Extent): Promise<Outcome | string>
  /** Most of its time passes in waiting, so that it may run beside others. */
  waits?: true
}
