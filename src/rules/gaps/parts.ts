import type { WorkCalendar } from '../../calendar/work-calendar.ts'
import type { WorkingHours } from '../../calendar/working-hours.ts'
import type { Encode } from '../../delivery/notice.ts'
import type { Trx } from '../../ledger/ledger.ts'
import type { Office } from '../../office.ts'
import { personWithAccount } from '../../people/store.ts'
import type { RuleBook } from '../rule-book.ts'
import type { Shelf } from '../shelf.ts'

/** What open questions and their answers work with. */
export interface GapParts {
  shelf: Shelf
  office: Office
  calendar: WorkCalendar
  hours: WorkingHours
  encode: Encode
  /** What the channels can do at the moment: members in private, a group through its robot. */
  canReach: { readonly app: boolean; robot(group: string): boolean }
  /** The key under which voices are counted without a name. */
  voiceKey: Buffer
}

/** The book with everything in it, as whoever answers open questions sees it. */
export function wholeBook({ shelf }: Pick<GapParts, 'shelf'>): RuleBook {
  return shelf.for({ kind: 'all' })
}

/** Whether the office wants open questions kept at all: somebody is named who answers them. */
export function keepsGaps({ rules }: Office): boolean {
  return rules.responsible.length > 0
}

/** Whether a person is one of those who answer open questions. */
export async function isResponsible(trx: Trx, { rules }: Office, personId: string): Promise<boolean> {
  for (const account of rules.responsible)
    if ((await personWithAccount(trx, account)) === personId) return true
  return false
}
