import { readHolidayTables } from '../calendar/holiday-files.ts'
import { workCalendar } from '../calendar/work-calendar.ts'
import { workingHours } from '../calendar/working-hours.ts'
import { encodeFor } from '../outbound.ts'
import type { ReminderParts } from '../reminders/parts.ts'
import { ruleTexts } from '../rules/basis.ts'
import { openShelf } from '../rules/shelf.ts'
import { trialChannels } from '../trial.ts'
import type { CliParts } from './parts.ts'

/**
 * What a command needs to plan a reminder. Whether a group has its robot is left to the delivery, which knows the keys
 * and says so in the outbox.
 */
export function reminderPartsOf({ office, settings }: CliParts): ReminderParts {
  const isTrial = settings.mode === 'trial'
  const { configDirectory, dataDirectory } = settings
  const rules = openShelf({ configDirectory, dataDirectory, askInstead: office.answers }, error => {
    throw error
  })
  return {
    office,
    calendar: workCalendar(readHolidayTables(`${settings.configDirectory}/holidays`)),
    hours: workingHours([office.hours.morning, office.hours.afternoon]),
    encode: encodeFor(isTrial ? trialChannels().app : settings.app),
    canReach: { app: isTrial || settings.app !== undefined, robot: () => true },
    botName: office.bot.names[0] ?? '',
    rules: ruleTexts(audience => rules.for(audience)),
  }
}
