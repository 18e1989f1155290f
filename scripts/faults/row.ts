/** What a row of the fault table found: figures for its line, and whether what is required holds. */
export interface Outcome {
  figures: Record<string, number>
  holds: boolean
}

/** One row of the fault table (its id is the one of the threat model). */
export interface FaultRow {
  id: string
  name: string
  /** Each row has its own source of chance, so that it does the same alone. A sentence instead of an outcome says why it was left out. */
  run(random: () => number): Promise<Outcome | string>
  /** Most of its time passes in waiting, so that it may run beside others. */
  waits?: true
}
