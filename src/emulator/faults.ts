/** What can go wrong with the bot's calls to the platform. */
export type FaultKind =
  /** `status` (5xx) with an empty body. */
  | 'status'
  /** 200 with a page instead of JSON, as a captive proxy gives. */
  | 'html'
  /** The connection is reset before the call is read. */
  | 'reset'
  /** No answer, the connection stays open. */
  | 'hang'
  /** The call takes effect, then the connection is reset. */
  | 'acceptThenDrop'
  /** The call takes effect, the answer comes `delayMs` of machine time later. */
  | 'delay'
  /** The call is refused with `errcode`, such as 45009, 93008 or -1. */
  | 'errcode'

export interface Fault {
  kind: FaultKind
  /** The call it concerns, such as 'message/send'; without it every call. */
  on?: string
  /** How many calls it concerns; 1 unless said otherwise. */
  times?: number
  status?: number
  delayMs?: number
  errcode?: number
}

export const FAULT_KINDS: readonly FaultKind[] = [
  'status',
  'html',
  'reset',
  'hang',
  'acceptThenDrop',
  'delay',
  'errcode',
]

export type Faults = ReturnType<typeof createFaults>

/** Faults wait in line; each call takes the first one that concerns it. */
export function createFaults() {
  let waiting: (Fault & { left: number })[] = []
  return {
    add: (fault: Fault) => {
      waiting.push({ ...fault, left: fault.times ?? 1 })
    },
    clear: () => {
      waiting = []
    },
    take(call: string): Fault | undefined {
      const fault = waiting.find(one => one.on === undefined || one.on === call)
      if (!fault) return undefined
      fault.left -= 1
      if (fault.left <= 0) waiting = waiting.filter(one => one !== fault)
      return fault
    },
    list: (): Fault[] => waiting.map(({ left, ...fault }) => ({ ...fault, times: left })),
  }
}
