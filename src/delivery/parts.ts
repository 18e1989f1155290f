import type { Clock } from '../clock.ts'
import type { Commons } from '../commons/port.ts'
import type { WorkingHours } from '../calendar/working-hours.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import type { Ledger, Trx } from '../ledger/ledger.ts'
import type { Log } from '../log.ts'
import type { DeliveryChannel, Send } from './outcome.ts'
import type { Limits } from './rates.ts'

/** What delivery works with. */
export interface DeliveryParts {
  ledger: Ledger
  /** The sender of each channel. */
  send: Record<DeliveryChannel, Send>
  commons: Pick<Commons, 'rates'>
  clock: Clock
  calendar: WorkCalendar
  hours: WorkingHours
  log: Log
  /** A person's account on the platform, read inside a unit; undefined for somebody without one. */
  accountOf(db: Trx, personId: string): Promise<string | undefined>
  /** No other process sends from this ledger, so a start takes up at once what a crash left. */
  soleProcess: boolean
  /** How long one call of the platform may take; 3 s unless said otherwise. */
  timeoutMs?: number
  leaseMs?: number
  limits?: Limits
  /** Destinations that are served at the same time; 64 unless said otherwise. */
  mostAtOnce?: number
}
