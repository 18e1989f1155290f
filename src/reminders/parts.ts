import type { WorkingHours } from '../calendar/working-hours.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import type { Encode } from '../delivery/notice.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Office } from '../office.ts'
import type { RuleTexts } from '../rules/basis.ts'

/** What reminders are made of: the office and its calendar, and what the channels can do at the moment. */
export interface ReminderParts {
  office: Office
  calendar: WorkCalendar
  hours: WorkingHours
  encode: Encode
  canReach: CanReach
  /** What the bot is called in its own messages. */
  botName: string
  /** Where a duty's basis is looked up, and the article of the week. */
  rules: RuleTexts
}

export interface SweepParts extends ReminderParts {
  ledger: Ledger
}

/** Asked anew each time, so that a webhook key that was just given works without a restart. */
export interface CanReach {
  /** Whether members can be written to in private (自建应用). */
  readonly app: boolean
  /** Whether a group has a webhook key (消息推送). */
  robot(group: string): boolean
}
