import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { applyMark } from '../../src/attendance/apply.ts'
import { countsOf } from '../../src/attendance/counts.ts'
import type { MarkSource } from '../../src/attendance/mark.ts'
import { openSession } from '../../src/attendance/open-session.ts'
import { rescheduleSession } from '../../src/attendance/reschedule.ts'
import type { Session } from '../../src/attendance/session.ts'
import { sessionById } from '../../src/attendance/store.ts'
import { leaveTotal, registerOf, tally } from '../../src/attendance/tally.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { openLedger } from '../../src/ledger/open.ts'
import { openPostgres } from '../../src/ledger/postgres.ts'
import { readRosterCsv } from '../../src/people/roster-file.ts'
import { importRoster } from '../../src/people/roster-import.ts'
import { membersOf } from '../../src/people/store.ts'
import type { MarkStatus } from '../../src/understand/reading.ts'
import { postgresForTests } from '../support/postgres.ts'

const postgres = await postgresForTests()
afterAll(() => postgres?.stop())

const now = new Date('2026-11-20T01:00:00Z')
const STATUSES: (MarkStatus | 'withdrawn')[] = [
  'planned',
  'present',
  'late',
  'leave',
  'online',
  'observer',
  'absent',
  'exempt',
  'withdrawn',
]

/** A repeatable series of numbers from 0 to below `most`. */
function dice(seed: number): (most: number) => number {
  let state = seed
  return most => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * most)
  }
}

function roster(types: (index: number) => string): Buffer {
  const lines = Array.from({ length: 60 }, (_, index) => `m${index},成员${index},${types(index)},,,,,`)
  return Buffer.from(`userid,name,memberType,partyGroup,department,role,tag,aliases\n${lines.join('\n')}\n`)
}

describe.each([
  ['SQLite', true],
  ['PostgreSQL', postgres !== undefined],
])('the kept counts of a session on %s', (where, isThere) => {
  let directory: string
  let ledger: Ledger
  let session: Session
  let people: string[]

  beforeEach(async () => {
    if (!isThere) return
    directory = mkdtempSync(join(tmpdir(), 'qingfeng-counts-'))
    const databaseUrl = where === 'SQLite' ? undefined : await databaseThatKeepsDeadlocks()
    ledger = await openLedger({ directory, databaseUrl, mode: 'trial', now })
    if (databaseUrl !== undefined) {
      await ledger.close()
      // A slow machine may be late with a connection. A statement that takes this long waits for another unit.
      ledger = openPostgres(databaseUrl, { connectMs: 60_000, statementMs: 5000 })
    }
    await importTypes(index => (index % 10 === 0 ? 'nonMember' : 'full'))
    const draft = { kind: 'theme_party_day', branch: 'first', place: '', theme: '' }
    const startsAt = new Date('2026-11-27T07:00:00Z')
    ;({ session } = await ledger.write(trx => openSession(trx, { ...draft, startsAt }, 'system', now)))
    people = (await membersOf(ledger.read, 'first')).map(({ personId }) => personId)
  })
  afterEach(async () => {
    await ledger?.close()
    if (isThere) rmSync(directory, { recursive: true, force: true })
  })

  /** Where units that wait for each other run into the limit of a statement, so that no test overlooks them. */
  async function databaseThatKeepsDeadlocks(): Promise<string> {
    const url = await postgres!.emptyDatabase()
    await postgres!.administer(`alter database ${new URL(url).pathname.slice(1)} set deadlock_timeout = '1h'`)
    return url
  }

  function importTypes(types: (index: number) => string) {
    const rows = readRosterCsv(roster(types))
    return ledger.write(trx => importRoster(trx, { branch: 'first', rows, remove: true, actor: 'test', now }))
  }

  function mark(personId: string, status: MarkStatus | 'withdrawn', source: MarkSource, second: number) {
    const saidAt = new Date(now.getTime() + second * 1000)
    return ledger.write(trx =>
      applyMark({ trx, now: saidAt, saidAt, actor: personId }, session, { personId, status }, source),
    )
  }

  async function compared() {
    const kept = await ledger.write(trx => countsOf(trx, session))
    const register = tally(await registerOf(ledger.read, session))
    const { expected, planned, attended, online, absent, observers } = register
    return [kept, { expected, planned, attended, online, leave: leaveTotal(register), absent, observers }]
  }

  test.runIf(isThere)('are what the register adds up to, after any history', async () => {
    const roll = dice(7)
    for (let round = 0; round < 12; round++) {
      for (let step = 0; step < 15; step++) {
        const source = (['self', 'card', 'proxy', 'secretary'] as const)[roll(4)] ?? 'self'
        await mark(people[roll(60)] ?? '', STATUSES[roll(9)] ?? 'planned', source, round * 100 + roll(100))
      }
      if (round === 4) await importTypes(index => (index % 7 === 0 ? 'activist' : 'full'))
      if (round === 8) {
        const to = { startsAt: new Date('2026-12-02T07:00:00Z'), place: '' }
        await ledger.write(trx => rescheduleSession(trx, session, to, 'test', now))
        session = (await sessionById(ledger.read, session.id)) ?? session
      }
      const [kept, register] = await compared()
      expect(kept).toEqual(register)
    }
  })

  test.runIf(isThere)(
    'are counted anew by units that mark at the same time, and none stands in the way of another',
    async () => {
      for (const round of [1, 2, 3]) {
        await ledger.write(trx => trx.updateTable('session_counts').set({ basis: 'old' }).execute())
        await Promise.all(
          people.map((personId, index) =>
            ledger.write(async trx => {
              const saidAt = new Date(now.getTime() + round * 1000)
              const status = (index + round) % 2 === 0 ? 'planned' : 'leave'
              await applyMark(
                { trx, now: saidAt, saidAt, actor: personId },
                session,
                { personId, status },
                'self',
              )
              await countsOf(trx, session)
            }),
          ),
        )
        const [kept, register] = await compared()
        expect(kept).toEqual(register)
      }
    },
  )

  test.runIf(isThere)('miss nobody when a hundred taps and counts anew come at once', async () => {
    const roll = dice(11)
    const taps = Array.from({ length: 100 }, (_, index) =>
      mark(people[roll(60)] ?? '', roll(2) === 0 ? 'planned' : 'leave', 'card', index),
    )
    const counts = Array.from({ length: 10 }, () => ledger.write(trx => countsOf(trx, session)))
    await Promise.all([...taps.slice(0, 50), ...counts, ...taps.slice(50)])
    const [kept, register] = await compared()
    expect(kept).toEqual(register)
  })
})
