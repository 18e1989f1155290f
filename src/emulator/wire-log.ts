/** One request that crossed the wire, without its content. */
export interface WireRecord {
  id: number
  at: string
  /** out: a callback to the bot. in: the bot called the platform. */
  direction: 'out' | 'in'
  method: string
  path: string
  /** Missing when there was no answer. */
  status?: number
  ms: number
  /** Length of the encrypted text of a callback. */
  sealedLength?: number
  /** Which try of a callback it was. */
  attempt?: number
  /** What a call of the bot got. */
  errcode?: number
}

const KEPT = 2000

export type WireLog = ReturnType<typeof createWireLog>

/** The last 2,000 requests in both directions. */
export function createWireLog() {
  const records: WireRecord[] = []
  let lastId = 0
  return {
    add(record: Omit<WireRecord, 'id'>): void {
      records.push({ ...record, id: ++lastId })
      if (records.length > KEPT) records.splice(0, records.length - KEPT)
    },
    read: (): WireRecord[] => records.map(record => ({ ...record })),
    last: (direction: 'out' | 'in'): WireRecord | undefined =>
      records.findLast(record => record.direction === direction),
  }
}
