import { readHolidayTables } from '../../src/calendar/holiday-files.ts'
import { workCalendar } from '../../src/calendar/work-calendar.ts'

/** The calendar that the program ships: the table of 2026. */
export const calendar2026 = workCalendar(readHolidayTables('config/holidays'))
