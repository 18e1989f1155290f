import { isExpected, kindByCode } from '../../attendance/kinds.ts'
import { seriesOccurrences } from '../../attendance/series.ts'
import type { SessionDetails } from '../../attendance/session.ts'
import { partsOfSeries } from '../../attendance/parts.ts'
import { addDays, dayOf, instantOf, timeOf, type Day } from '../../calendar/day.ts'
import { assigneesOf } from '../../duties/assignees.ts'
import type { StandingDuty } from '../../duties/facts.ts'
import { dutyOccurrences } from '../../duties/occurrences.ts'
import type { Trx } from '../../ledger/ledger.ts'
import type { Office } from '../../office.ts'
import { membersOf } from '../../people/store.ts'
import { dueSlots, type DueSlot, type PlannedSession } from '../due-slots.ts'
import { textOf } from '../enact-duty.ts'
import { noticeOf } from '../enact-session.ts'
import { subjectOf } from '../forecast.ts'
import { appearance, detailsOfSeries } from '../materialise.ts'
import type { ReminderParts } from '../parts.ts'
import { groupOfBranch } from '../planned-sessions.ts'
import { keepersOf } from '../recipients.ts'
import { timingOf } from '../timing.ts'
import { weekRule } from '../week-rule.ts'

/** One message, or several equal private ones, that a year would send. */
export interface Rehearsed {
  /** The same message of another rehearsal: it follows neither dates nor words. */
  id: string
  day: Day
  time: string
  /** A group's name, or '单聊'. */
  to: string
  what: string
  /** What a group would read; undefined for private things, which are only counted. */
  text: string | undefined
  /** How many people would get it at most; 1 for a group. */
  count: number
  /** 待核: the year's holiday table is missing. */
  unsure: boolean
}

/** Everything a year would send, in order of time, from the configuration and the duties of the ledger. Nothing is sent or written. */
export async function rehearseYear(
  db: Trx,
  parts: ReminderParts,
  duties: readonly StandingDuty[],
  year: number,
): Promise<Rehearsed[]> {
  const { office, calendar } = parts
  const sessions: PlannedSession[] = []
  for (const series of office.series)
    sessions.push(...plannedOf(office, parts, series, year, await detailsOfSeries(db, office, series)))
  const plan = { sessions, duties, groups: office.groups, told: new Map<string, string[]>() }
  const from = new Date(instantOf(`${year}-01-01`).getTime() - 1)
  const slots = dueSlots(plan, parts, from, instantOf(`${year}-12-31`, '23:59'))
  const rehearsed: Rehearsed[] = []
  for (const due of slots) {
    const one = await rehearse(db, parts, plan, due)
    if (one !== undefined) rehearsed.push(one)
  }
  return rehearsed.map(one => ({ ...one, unsure: !calendar.years.has(Number(one.day.slice(0, 4))) }))
}

function plannedOf(
  office: Office,
  { calendar }: ReminderParts,
  series: Office['series'][number],
  year: number,
  details: SessionDetails,
): PlannedSession[] {
  const found = seriesOccurrences(series, calendar, `${year - 1}-12-01`, `${year + 1}-01-31`)
  return found.flatMap(({ key, day, theme }) => {
    if (day === undefined) return []
    return {
      session: {
        id: `${series.branch}/${series.code}/${key}`,
        branch: series.branch,
        kind: series.kind,
        ...appearance({ series, theme }, day),
        details,
        state: 'draft',
      },
      timing: timingOf(series.kind, series.required),
      group: series.group ?? groupOfBranch(office, series.branch),
      paused: false,
      parts: partsOfSeries(series, key),
    }
  })
}

async function rehearse(
  db: Trx,
  parts: ReminderParts,
  plan: Parameters<typeof dueSlots>[0] & { told: Map<string, string[]> },
  due: DueSlot,
): Promise<Rehearsed | undefined> {
  const { dueAt, job, slot } = due
  const base = { id: `${job} ${slot}`, day: dayOf(dueAt), time: timeOf(dueAt), unsure: false }
  const what = `${subjectOf(due)}${stageName(due)}`
  const inGroup = (group: string, text: string): Rehearsed => ({ ...base, to: group, what, text, count: 1 })
  const privately = (count: number): Rehearsed => ({ ...base, to: '单聊', what, text: undefined, count })
  switch (due.kind) {
    case 'session':
      return due.stage === 'notice' && due.planned.group !== undefined
        ? inGroup(due.planned.group, noticeOf(parts, due.planned))
        : privately(await sessionCount(db, due))
    case 'duty': {
      const { to } = due.told.duty
      if (due.told.stage === 'tell' && to.kind === 'group')
        return inGroup(to.group, textOf(parts, due.told, dueAt))
      return privately(await dutyCount(db, parts.office, due))
    }
    case 'week': {
      const text = due.what === 'rule' ? ruleOf(parts, due, plan.told) : agenda(parts, plan, due)
      return text === undefined ? undefined : inGroup(due.group, text)
    }
  }
}

function stageName(due: DueSlot): string {
  if (due.kind === 'week') return ''
  if (due.kind === 'duty') return due.told.stage === 'draft' ? '(给书记看)' : ''
  return {
    preview: '(给书记看)',
    part: '(有任务的同志)',
    notice: '通知',
    reminder: '提醒未报',
    check: '(请书记核对)',
  }[due.stage]
}

async function sessionCount(db: Trx, due: DueSlot & { kind: 'session' }): Promise<number> {
  const { session } = due.planned
  if (due.stage === 'part') return 1
  if (due.stage !== 'reminder') return (await keepersOf(db, session.branch)).reachable.length
  const members = await membersOf(db, session.branch)
  const kind = kindByCode(session.kind)
  return members.filter(member => member.userid !== '' && isExpected(kind, session.details, member)).length
}

async function dutyCount(db: Trx, office: Office, { told }: DueSlot & { kind: 'duty' }): Promise<number> {
  const { to } = told.duty
  if (to.kind === 'group') {
    const branch = office.groups.find(({ name }) => name === to.group)?.branch ?? ''
    return (await keepersOf(db, branch)).reachable.length
  }
  const people = await assigneesOf(db, office, told, told.assigned)
  return people.filter(({ userid }) => userid !== '').length
}

function ruleOf(
  parts: ReminderParts,
  due: DueSlot & { kind: 'week' },
  told: Map<string, string[]>,
): string | undefined {
  const rule = weekRule(parts, due, told.get(due.group) ?? [])
  if (rule !== undefined) told.set(due.group, rule.told)
  return rule?.text
}

/** What the week's list would hold, as far as the plan knows it. */
function agenda(
  { calendar }: ReminderParts,
  { sessions, duties }: Parameters<typeof dueSlots>[0],
  due: DueSlot & { kind: 'week' },
): string | undefined {
  const to = addDays(due.monday, 6)
  const held = sessions
    .filter(({ session }) => session.branch === due.branch)
    .map(({ session }) => ({ day: dayOf(session.startsAt), name: session.title }))
    .filter(({ day }) => due.monday <= day && day <= to)
  const ending = duties
    .filter(({ duty }) => duty.to.kind === 'group' && duty.to.group === due.group)
    .filter(({ duty }) => duty.kind !== 'holiday_notice')
    .flatMap(({ duty, changes }) =>
      dutyDays(duty, calendar, due.monday, to, changes).map(day => ({ day, name: `${duty.name}截止` })),
    )
  const lines = [...held, ...ending].toSorted((one, other) => (one.day < other.day ? -1 : 1))
  return lines.length === 0
    ? undefined
    : ['本周安排:', ...lines.map(({ day, name }) => `${day.slice(5)} ${name}`)].join('\n')
}

function dutyDays(...given: Parameters<typeof dutyOccurrences>): Day[] {
  return dutyOccurrences(...given).map(({ day }) => day)
}
