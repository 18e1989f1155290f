import { sessionFrom, whenInWords } from '../attendance/session.ts'
import { addDays, chineseDay, dayOf, instantOf } from '../calendar/day.ts'
import { standingDuties } from '../duties/facts.ts'
import { dutyOccurrences } from '../duties/occurrences.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { DueSlot } from './due-slots.ts'
import type { Taken } from './enact-session.ts'
import type { ReminderParts } from './parts.ts'
import { queueForGroup, roomInGroup } from './queue.ts'
import { keepTold, toldRules, weekRule } from './week-rule.ts'

type WeekSlot = DueSlot & { kind: 'week' }

/** 本周安排 or 每周一条制度 of a group that wants it. An empty week is silent. */
export async function enactWeek(
  trx: Trx,
  parts: ReminderParts,
  due: WeekSlot,
  { slotId, now, dueAt: wanted }: Taken,
): Promise<number> {
  const rule = due.what === 'rule' ? weekRule(parts, due, await toldRules(trx, due.group)) : undefined
  const text = due.what === 'agenda' ? await agendaText(trx, parts, due) : rule?.text
  if (text === undefined) return 0
  const dueAt = await roomInGroup(trx, parts, due.group, wanted)
  const giveUpAt = instantOf(addDays(dayOf(wanted), 2))
  const queued = await queueForGroup(trx, parts, due.group, { slotId, now, dueAt, giveUpAt, text })
  if (rule !== undefined && queued > 0) await keepTold(trx, due.group, rule.told)
  return queued
}

async function agendaText(trx: Trx, parts: ReminderParts, due: WeekSlot): Promise<string | undefined> {
  const from = dayOf(due.dueAt)
  const to = addDays(due.monday, 6)
  const rows = await trx
    .selectFrom('sessions')
    .selectAll()
    .where('branch', '=', due.branch)
    .where('state', 'in', ['draft', 'open'])
    .where('starts_at', '>', due.dueAt.toISOString())
    .where('starts_at', '<', instantOf(addDays(to, 1)).toISOString())
    .execute()
  const sessions = rows.map(sessionFrom).map(({ title, startsAt, place }) => ({
    day: dayOf(startsAt),
    line: `${whenInWords(startsAt)} ${title}${place === '' ? '' : `,${place}`}`,
  }))
  const duties = await standingDuties(trx, parts.office, parts.calendar, from)
  const dueNow = duties
    .filter(({ duty }) => duty.to.kind === 'group' && duty.to.group === due.group)
    .flatMap(({ duty, changes }) => dutyOccurrences(duty, parts.calendar, from, to, changes))
    .filter(({ closed, duty }) => !closed && duty.kind !== 'holiday_notice')
    .map(({ day, duty }) => ({ day, line: `${chineseDay(day)} ${duty.name}截止` }))
  const lines = [...sessions, ...dueNow].toSorted((one, other) => (one.day < other.day ? -1 : 1))
  return lines.length === 0 ? undefined : ['本周安排:', ...lines.map(({ line }) => line)].join('\n')
}
