import { describe, expect, test } from 'vitest'
import { seriesOccurrences } from '../../src/attendance/series.ts'
import { dayOf, instantOf, timeOf } from '../../src/calendar/day.ts'
import { workCalendar } from '../../src/calendar/work-calendar.ts'
import { workingHours } from '../../src/calendar/working-hours.ts'
import { dutiesOf } from '../../src/duties/duties.ts'
import type { StandingDuty } from '../../src/duties/facts.ts'
import { noChanges } from '../../src/duties/occurrences.ts'
import { dueSlots, type Plan, type PlannedSession } from '../../src/reminders/due-slots.ts'
import { jitterMinutes } from '../../src/reminders/moments.ts'
import { timingOf } from '../../src/reminders/timing.ts'
import { calendar2026 } from '../calendar/table-2026.ts'
import { sampleHours, sampleOffice } from './office.ts'

const work = { calendar: calendar2026, hours: sampleHours }
const plan = (sessions: PlannedSession[], duties: StandingDuty[] = []): Plan => ({
  sessions,
  duties,
  groups: [],
})
const sampleDuties = dutiesOf(sampleOffice)
  .filter(({ kind }) => kind.endsWith('_assessment'))
  .map(duty => ({ duty, changes: noChanges }))
const ALWAYS = [instantOf('2025-01-01'), instantOf('2028-01-01')] as const

function planned(code: string, from = '2026-01-01', to = '2026-12-31'): PlannedSession[] {
  const series = sampleOffice.series.find(entry => entry.code === code)!
  return seriesOccurrences(series, calendar2026, from, to).map(({ key, day, theme }) => ({
    session: {
      id: `${code}:${key}`,
      branch: 'first',
      kind: series.kind,
      title: code,
      theme,
      place: '',
      startsAt: instantOf(day!, series.time),
      state: 'draft',
    },
    timing: timingOf(series.kind, series.required),
    group: undefined,
    paused: false,
    parts: [],
  }))
}

/** key, day, preview, notice, reminder ('' for none), check */
function days(sessions: PlannedSession[]): string[][] {
  return sessions.map(one => {
    const slots = dueSlots(plan([one]), work, ...ALWAYS)
    const on = (stage: string) => {
      const slot = slots.find(due => due.kind === 'session' && due.stage === stage)
      return slot === undefined ? '' : dayOf(slot.dueAt).slice(2)
    }
    const { id, startsAt } = one.session
    return [
      id.split(':')[1]!.slice(2),
      dayOf(startsAt).slice(2),
      on('preview'),
      on('notice'),
      on('reminder'),
      on('check'),
    ]
  })
}

describe('the party day of 2026: the first Friday, told three working days before', () => {
  test.each(days(planned('theme_party_day')).map((row, index) => [index + 1, row] as const))(
    'in month %i',
    (month, row) => {
      expect(row).toEqual(PARTY_DAYS[month - 1])
    },
  )

  // 元旦: Friday 2 January is off; 4 January is worked but an activity does not fall on it, its reminder may.
  // 春节: 14 and 28 February are worked Saturdays. 劳动节 and 国庆 push the day behind the holiday.
  const PARTY_DAYS = [
    ['26-01-02', '26-01-05', '25-12-26', '25-12-30', '26-01-04', '26-01-06'],
    ['26-02-06', '26-02-06', '26-01-30', '26-02-03', '26-02-05', '26-02-09'],
    ['26-03-06', '26-03-06', '26-02-28', '26-03-03', '26-03-05', '26-03-09'],
    ['26-04-03', '26-04-03', '26-03-27', '26-03-31', '26-04-02', '26-04-07'],
    ['26-05-01', '26-05-06', '26-04-24', '26-04-28', '26-04-30', '26-05-07'],
    ['26-06-05', '26-06-05', '26-05-29', '26-06-02', '26-06-04', '26-06-08'],
    ['26-07-03', '26-07-03', '26-06-26', '26-06-30', '26-07-02', '26-07-06'],
    ['26-08-07', '26-08-07', '26-07-31', '26-08-04', '26-08-06', '26-08-10'],
    ['26-09-04', '26-09-04', '26-08-28', '26-09-01', '26-09-03', '26-09-07'],
    ['26-10-02', '26-10-08', '26-09-23', '26-09-28', '26-09-30', '26-10-09'],
    ['26-11-06', '26-11-06', '26-10-30', '26-11-03', '26-11-05', '26-11-09'],
    ['26-12-04', '26-12-04', '26-11-27', '26-12-01', '26-12-03', '26-12-07'],
  ]
})

test('the book club is voluntary: nobody is reminded, and 春节 pushes it behind the holiday', () => {
  expect(days(planned('book_club', '2026-01-01', '2026-03-31'))).toEqual([
    ['26-01-21', '26-01-21', '26-01-12', '26-01-14', '', '26-01-22'],
    ['26-02-18', '26-02-24', '26-02-06', '26-02-10', '', '26-02-25'],
    ['26-03-18', '26-03-18', '26-03-09', '26-03-11', '', '26-03-19'],
  ])
})

test('warning education is twice a year, on the last Tuesday of May and November', () => {
  expect(days(planned('warning_education'))).toEqual([
    ['26-05-26', '26-05-26', '26-05-19', '26-05-21', '26-05-25', '26-05-27'],
    ['26-11-24', '26-11-24', '26-11-17', '26-11-19', '26-11-23', '26-11-25'],
  ])
})

test('book and reader of the book club take turns, whoever counts', () => {
  const themes = planned('book_club', '2026-10-01', '2026-12-31').map(({ session }) => session.theme)
  expect(themes).toEqual([
    '共读《苏东坡传》,领读:陈志强',
    '共读《乡土中国》,领读:刘芳',
    '共读《平凡的世界》,领读:唐明亮',
  ])
})

test('the duties of 2026 are told of on these days', () => {
  const from = instantOf('2026-01-01')
  const to = instantOf('2027-01-01')
  const told = dueSlots(plan([], sampleDuties), work, from, to).map(due => [
    due.job.slice('duty:'.length),
    due.slot,
    due.kind === 'duty' ? due.told.day : '',
    dayOf(due.dueAt),
  ])
  expect(told).toEqual([
    ['quarter_assessment:2026-03-20', 'T-7', '2026-03-20', '2026-03-11'],
    ['quarter_assessment:2026-03-20', 'T-2', '2026-03-20', '2026-03-18'],
    ['quarter_assessment:2026-06-20', 'T-7', '2026-06-18', '2026-06-09'],
    ['quarter_assessment:2026-06-20', 'T-2', '2026-06-18', '2026-06-16'],
    ['quarter_assessment:2026-09-20', 'T-7', '2026-09-20', '2026-09-10'],
    ['quarter_assessment:2026-09-20', 'T-2', '2026-09-20', '2026-09-17'],
    ['yearend_assessment:2026-12-15', 'T-15', '2026-12-15', '2026-11-24'],
    ['yearend_assessment:2026-12-15', 'T-5', '2026-12-15', '2026-12-08'],
    ['quarter_assessment:2026-12-20', 'T-7', '2026-12-18', '2026-12-09'],
    ['yearend_assessment:2026-12-15', 'T-1', '2026-12-15', '2026-12-14'],
    ['quarter_assessment:2026-12-20', 'T-2', '2026-12-18', '2026-12-16'],
  ])
})

test('a holiday table that comes later moves the days of a slot and never its name', () => {
  const weekendsOnly = workCalendar([])
  const names = (calendar: typeof weekendsOnly) =>
    dueSlots(
      plan([], sampleDuties),
      { calendar, hours: sampleHours },
      instantOf('2026-05-01'),
      instantOf('2026-07-01'),
    )
      .map(({ job, slot }) => `${job} ${slot}`)
      .toSorted()
  expect(names(weekendsOnly)).toEqual(names(calendar2026))
})

test('nothing leaves at a full or half hour, and every replica finds the same minute', () => {
  const seeds = Array.from({ length: 500 }, (_, index) => `s${index}`)
  expect([...new Set(seeds.map(jitterMinutes))].toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  const sessions = planned('theme_party_day')
  const times = dueSlots(plan(sessions, sampleDuties), work, ...ALWAYS).map(({ dueAt }) => timeOf(dueAt))
  expect(times.filter(time => !/^(09:3|10:0)[1-9]$/.test(time))).toEqual([])
})

test('an office that starts later is told when its work begins', () => {
  const late = workingHours(['10:00-12:00', '14:00-18:00'])
  const [first] = dueSlots(
    plan(planned('theme_party_day', '2026-12-01')),
    { calendar: calendar2026, hours: late },
    ...ALWAYS,
  )
  expect(timeOf(first!.dueAt)).toMatch(/^10:0[1-9]$/)
})

test('what was opened by hand has a reminder and a check, a closed one the check, an ended one nothing', () => {
  const [december] = planned('theme_party_day', '2026-12-01')
  const stages = (change: Partial<PlannedSession['session']>, paused = false) =>
    dueSlots(
      plan([{ ...december!, paused, session: { ...december!.session, ...change } }]),
      work,
      ...ALWAYS,
    ).map(due => (due.kind === 'session' ? due.stage : ''))
  expect(stages({ state: 'draft' })).toEqual(['preview', 'notice', 'reminder', 'check'])
  expect(stages({ state: 'draft' }, true)).toEqual([])
  expect(stages({ state: 'open' })).toEqual(['reminder', 'check'])
  expect(stages({ state: 'open' }, true)).toEqual(['check'])
  expect(stages({ state: 'checking' })).toEqual(['check'])
  expect(stages({ state: 'archived' })).toEqual([])
  expect(stages({ state: 'cancelled' })).toEqual([])
})
