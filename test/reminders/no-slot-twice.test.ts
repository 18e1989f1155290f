import { afterEach, describe, expect, test } from 'vitest'
import { seriesOccurrences } from '../../src/attendance/series.ts'
import { addDays, dayOf, instantOf } from '../../src/calendar/day.ts'
import { partsOfSeries } from '../../src/attendance/parts.ts'
import { builtInDuties } from '../../src/duties/built-in.ts'
import { noChanges } from '../../src/duties/occurrences.ts'
import { dutiesOf } from '../../src/duties/duties.ts'
import { dueSlots } from '../../src/reminders/due-slots.ts'
import { sweep } from '../../src/reminders/sweep.ts'
import { timingOf } from '../../src/reminders/timing.ts'
import { calendar2026 } from '../calendar/table-2026.ts'
import { at, openOffice, sampleHours, sampleOffice, type ReminderOffice } from './office.ts'

const HOUR = 3_600_000
const START = at('2026-08-20 09:00')

let office: ReminderOffice
afterEach(() => office.close())

/** A small linear congruential generator: the same seed, the same clock. */
function dice(seed: number) {
  let state = seed * 2_654_435_761
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A clock that mostly creeps or sleeps until the next morning, sometimes leaps, and now and then goes back. */
function nextInstant(now: number, random: () => number): number {
  const kind = random()
  if (kind < 0.6) return now + random() * 1.5 * HOUR
  if (kind < 0.92) return instantOf(addDays(dayOf(new Date(now)), 1), '09:15').getTime() + random() * HOUR
  if (kind < 0.94) return now + random() * 6 * 24 * HOUR
  if (kind < 0.98) return now - random() * 2 * HOUR
  return now - random() * 8 * 24 * HOUR
}

const seeds = [1, 2, 3, 4, 5]

describe('whatever the clock does', () => {
  test.each(seeds)('no slot goes out twice (seed %i)', async seed => {
    office = await openOffice()
    const random = dice(seed)
    let now = START.getTime()
    for (let step = 0; step < 250; step++) {
      await sweep(office.parts, new Date(now))
      now = nextInstant(now, random)
    }
    const robot = (await office.texts())
      .filter(text => text.startsWith('robot'))
      .map(text => text.replace('补发:', '').replace(/,还有\d+个工作日|,今天到期/, ''))
    // A duty has one text for each of its leads; a session one for all.
    const leads = new Map<string, number>()
    for (const text of robot) leads.set(text, (leads.get(text) ?? 0) + 1)
    for (const [text, count] of leads)
      expect(count).toBeLessThanOrEqual(/年终考核/.test(text) ? 3 : /季度考核/.test(text) ? 2 : 1)
    const rows = await office.ledger.read
      .selectFrom('outbox')
      .innerJoin('slots', 'slots.id', 'outbox.slot_id')
      .select(['slots.job', 'slots.slot', 'slots.state', 'outbox.target'])
      .execute()
    const names = rows.map(({ job, slot, target }) => `${job} ${slot} ${target}`)
    expect(names.length).toBe(new Set(names).size)
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['planned']))
    expect(rows.length).toBeGreaterThan(5)
    const sessions = await office.ledger.read
      .selectFrom('sessions')
      .select(['series', 'occurrence_key'])
      .execute()
    const keys = sessions.map(({ series, occurrence_key }) => `${series} ${occurrence_key}`)
    expect(keys.length).toBe(new Set(keys).size)
  })

  test.each(seeds)(
    'nothing that was due is lost without a word while it only goes forward (seed %i)',
    async seed => {
      office = await openOffice()
      const random = dice(seed + 100)
      let now = START.getTime()
      while (now < at('2026-12-20 20:00').getTime()) {
        await sweep(office.parts, new Date(now))
        now += random() < 0.1 ? random() * 25 * 24 * HOUR : random() * 8 * HOUR
      }
      const end = new Date(now)
      await sweep(office.parts, end)
      const sessions = await office.ledger.read
        .selectFrom('sessions')
        .select(['id', 'series', 'occurrence_key'])
        .execute()
      const nameById = new Map(
        sessions.map(({ id, series, occurrence_key }) => [id, `${series}:${occurrence_key}`]),
      )
      const found = (await office.slots()).map(({ job, slot }) => {
        const [kind, id = '', stage] = job.split(':')
        return kind === 'session' ? `${nameById.get(id)} ${stage}` : `${job} ${slot}`
      })
      expect(found.toSorted()).toEqual(expectedUntil(end))
    },
  )
})

/** All that the sample office owes between the start and an instant, from the rules alone. */
function expectedUntil(end: Date): string[] {
  const sessions = sampleOffice.series.flatMap(series =>
    seriesOccurrences(series, calendar2026, dayOf(START), '2027-02-28').map(({ key, day }) => ({
      group: undefined,
      paused: false,
      parts: partsOfSeries(series, key),
      timing: timingOf(series.kind, series.required),
      session: {
        id: `${series.code}:${key}`,
        branch: 'first',
        kind: series.kind,
        title: '',
        theme: '',
        place: '',
        startsAt: instantOf(day!, series.time),
        state: 'draft' as const,
      },
    })),
  )
  const office = { ...sampleOffice }
  const duties = [...dutiesOf(office), ...builtInDuties(office)].map(duty => ({ duty, changes: noChanges }))
  const plan = { sessions, duties, groups: office.groups }
  return dueSlots(plan, { calendar: calendar2026, hours: sampleHours }, START, end)
    .map(due =>
      due.kind === 'session' ? `${due.planned.session.id} ${due.stage}` : `${due.job} ${due.slot}`,
    )
    .toSorted()
}
