import { refuseUnknownKinds } from '../attendance/series.ts'
import { dutiesOf } from '../duties/duties.ts'
import type { Office } from '../office.ts'

/** Throws a ConfigError in words when the series or duties of office.yaml cannot be planned. Call it at the start. */
export function checkSchedule(office: Office): void {
  refuseUnknownKinds(office)
  dutiesOf(office)
}
