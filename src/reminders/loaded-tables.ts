import { addDays, chineseDay, dayOf, instantOf } from '../calendar/day.ts'
import { movedOccurrences } from '../calendar/moved.ts'
import { workCalendar, type WorkCalendar } from '../calendar/work-calendar.ts'
import { nextWorkingMoment } from '../calendar/working-hours.ts'
import { kindByCode } from '../attendance/kinds.ts'
import { assigneesOf } from '../duties/assignees.ts'
import { builtInDuties } from '../duties/built-in.ts'
import { isPersonal } from '../duties/duties.ts'
import type { StandingDuty } from '../duties/facts.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { Office } from '../office.ts'
import type { ReminderParts } from './parts.ts'
import { queueForMembers } from './queue.ts'
import { setSlotState, takeSlot } from './slots.ts'

const KNOWN = 'holiday_years'

/**
 * Tells the administrator which dates a newly loaded holiday table has moved. The first sweep of a ledger only writes down
 * which tables there are. Returns how many deliveries there are.
 */
export async function tellOfLoadedTables(
  trx: Trx,
  parts: ReminderParts,
  duties: readonly StandingDuty[],
  now: Date,
): Promise<number> {
  const { office, calendar } = parts
  const years = [...calendar.years].toSorted()
  const known = await trx.selectFrom('meta').select('value').where('key', '=', KNOWN).executeTakeFirst()
  const value = years.join(' ')
  if (known?.value === value) return 0
  await trx
    .insertInto('meta')
    .values({ key: KNOWN, value })
    .onConflict(conflict => conflict.column('key').doUpdateSet({ value }))
    .execute()
  if (known === undefined) return 0
  const before = new Set(known.value.split(' ').map(Number))
  const fresh = years.filter(year => !before.has(year))
  let queued = 0
  for (const year of fresh) {
    const dueAt = nextWorkingMoment(calendar, parts.hours, now)
    const slotId = await takeSlot(trx, { job: `calendar:${year}`, slot: 'loaded' }, dueAt, now)
    if (slotId === undefined) continue
    const text = loadedText(year, movedBy(office, duties, calendar, year))
    const administrators = await administratorsOf(trx, office)
    const giveUpAt = instantOf(addDays(dayOf(dueAt), 7))
    const told = await queueForMembers(trx, parts, administrators, { slotId, text, dueAt, giveUpAt, now })
    if (told === 0) await setSlotState(trx, slotId, 'empty')
    queued += told
  }
  return queued
}

async function administratorsOf(trx: Trx, office: Office) {
  const [duty] = builtInDuties({ duties: [], groups: [] })
  if (duty === undefined) return []
  return (await assigneesOf(trx, office, { duty, key: '' })).filter(({ userid }) => userid !== '')
}

/** '主题党日 1月1日(周五)→1月4日(周一)': every date of a year that its table moved, in order. */
export function movedBy(
  { series }: Pick<Office, 'series'>,
  duties: readonly StandingDuty[],
  calendar: WorkCalendar,
  year: number,
): string[] {
  const without = workCalendar(calendar.tables.filter(table => table.year !== year))
  const rules = [
    ...series.map(({ kind, rule }) => ({ name: kindByCode(kind)?.name ?? kind, rule })),
    ...duties.filter(({ duty }) => !isPersonal(duty)).map(({ duty: { name, rule } }) => ({ name, rule })),
  ]
  return rules
    .flatMap(({ name, rule }) =>
      movedOccurrences(rule, without, calendar, `${year}-01-01`, `${year}-12-31`).map(moved => ({
        name,
        ...moved,
      })),
    )
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ name, before, after }) => `${name} ${dayOrNone(before)}→${dayOrNone(after)}`)
}

function dayOrNone(day: string | undefined): string {
  return day === undefined ? '没有' : chineseDay(day)
}

function loadedText(year: number, moved: readonly string[]): string {
  if (moved.length === 0) return `已载入${year}年放假安排,已排的日子都没有变动。`
  const shown = moved.slice(0, 30)
  const rest = moved.length > shown.length ? [`等共${moved.length}处`] : []
  return [`已载入${year}年放假安排,下列日子有变动:`, ...shown, ...rest].join('\n')
}
