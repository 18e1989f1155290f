import { afterAll, describe, expect, test } from 'vitest'
import { addWorkdays } from '../../src/calendar/workday.ts'
import { instantOf } from '../../src/calendar/day.ts'
import { openLedger } from '../../src/ledger/open.ts'
import { DutyEntry } from '../../src/office-schedule.ts'
import { sweep } from '../../src/reminders/sweep.ts'
import { calendar2026 } from '../calendar/table-2026.ts'
import { postgresForTests } from '../support/postgres.ts'
import { openOffice } from './office.ts'

const postgres = await postgresForTests()
afterAll(() => postgres?.stop())

/** Eight leads every week, each to the three keepers. */
const duties = ['a', 'b'].map(code =>
  DutyEntry.parse({
    kind: 'custom',
    code,
    name: `事项${code}`,
    rule: { kind: 'weekly', weekday: 5, shift: { policy: 'prev' } },
    leads: [1, 2, 3, 4],
    branch: 'first',
    to: 'keepers',
  }),
)

describe.runIf(postgres)('two replicas on one PostgreSQL', () => {
  test.each([0.7, 5, 90])(
    'whose clocks are %d seconds apart take each slot once and none less',
    async seconds => {
      const databaseUrl = await postgres!.emptySchema()
      const office = await openOffice({ databaseUrl, office: { series: [], duties } })
      const other = await openLedger({ directory: '', databaseUrl, mode: 'trial', now: new Date() })
      const replicas = [
        { parts: office.parts, skewMs: seconds * 500 },
        { parts: { ...office.parts, ledger: other }, skewMs: -seconds * 500 },
      ]
      try {
        await office.sweepAt('2026-03-01 09:00')
        for (let day = '2026-03-02'; day < '2026-07-01'; day = addWorkdays(calendar2026, day, 1)) {
          // In the middle of the minutes at which slots are due, and after them.
          for (const time of ['09:34', '09:50'])
            await Promise.all(
              replicas.map(({ parts, skewMs }) => {
                const now = new Date(instantOf(day, time).getTime() + skewMs)
                return sweep(parts, now)
              }),
            )
        }
        const slots = await office.slots()
        const rows = await office.ledger.read.selectFrom('outbox').select(['slot_id', 'target']).execute()
        expect(new Set(slots.map(({ state }) => state))).toEqual(new Set(['planned']))
        expect(slots.length).toBeGreaterThan(120)
        expect(rows.length).toBe(slots.length * 3)
        expect(new Set(rows.map(row => `${row.slot_id} ${row.target}`)).size).toBe(rows.length)
      } finally {
        await other.close()
        await office.close()
      }
    },
  )
})
