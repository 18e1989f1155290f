import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { standingMarks } from '../../src/attendance/mark-store.ts'
import { migrate } from '../../src/ledger/migrate.ts'
import { migrations } from '../../src/ledger/migrations.ts'
import { openLedger } from '../../src/ledger/open.ts'
import { openSqlite } from '../../src/ledger/sqlite.ts'

const now = new Date('2026-11-20T01:00:00Z')
let directory: string
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'qingfeng-ledger-'))))
afterEach(() => rmSync(directory, { recursive: true, force: true }))

/** A ledger as the program left it that knew the first `count` migrations. */
async function ledgerOf(count: number) {
  const ledger = openSqlite(join(directory, 'ledger.sqlite'))
  await migrate({
    dialect: 'sqlite',
    db: ledger.read,
    inTransaction: unit => ledger.write(unit),
    backup: async () => {},
    now,
    migrations: migrations.slice(0, count),
  })
  ledger.raw.exec(`insert into meta (key, value) values ('mode', 'trial')`)
  return ledger
}

test('marks that lay by person lie in the order of their arrival, every word of them kept, after a backup', async () => {
  const before = await ledgerOf(8)
  before.raw.exec(`
    insert into people (id, name, created_at) values ('p1', '刘芳', ''), ('p2', '李伟', '');
    insert into sessions (id, branch, kind, series, occurrence_key, title, theme, place, starts_at, state, created_by, created_at)
      values ('s1', 'first', 'theme_party_day', '', 'k', '主题党日', '', '', '2026-11-27T07:00:00.000Z', 'open', 'cli', '');
    insert into marks (session_id, person_id, rank, said_at, id, status, leave_type, source, reported_by, entered_at, late_entry, excuse, reason)
      values ('s1', 'p2', 2, '2026-11-20T00:02:00.000Z', 'm3', 'leave', 'sick', 'self', 'p2', '2026-11-20T00:02:01.000Z', 0, null, null),
             ('s1', 'p1', 2, '2026-11-20T00:01:00.000Z', 'm2', 'planned', null, 'card', 'p1', '2026-11-20T00:01:01.000Z', 0, null, null),
             ('s1', 'p1', 3, '2026-11-20T00:03:00.000Z', 'm4', 'exempt', null, 'secretary', 'p2', '2026-11-20T00:03:01.000Z', 1, 'other', '补登'),
             ('s1', 'p2', 1, '2026-11-20T00:00:00.000Z', 'm1', 'planned', null, 'proxy', 'p1', '2026-11-20T00:00:01.000Z', 0, null, null)`)
  const written = before.raw.prepare('select * from marks order by id').all()
  await before.close()

  const after = await openLedger({ directory, mode: 'trial', now })
  expect(await after.read.selectFrom('marks').selectAll().orderBy('id').execute()).toEqual(written)
  expect([...(await standingMarks(after.read, 's1'))].map(([who, { status }]) => [who, status])).toEqual([
    ['p2', 'leave'],
    ['p1', 'exempt'],
  ])
  await after.close()
  expect(readdirSync(join(directory, 'backups'))).toHaveLength(1)
})

test('a message that was answered before its table was laid anew is known, and a second one with its id is refused', async () => {
  const before = await ledgerOf(10)
  before.raw.exec(`
    insert into inbox (channel, msgid, sender, effect, reply, card, received_at)
      values ('aibot', 'm2', 'p1', 'mark.self', '已登记', '{}', '2026-11-20T00:01:00.000Z'),
             ('app', 'm2', '', 'ack', null, null, '2026-11-20T00:00:00.000Z')`)
  const written = before.raw.prepare('select * from inbox order by channel').all()
  await before.close()

  const after = await openLedger({ directory, mode: 'trial', now })
  const rows = await after.read.selectFrom('inbox').selectAll().orderBy('channel').execute()
  expect(rows).toEqual(written)
  const again = after.write(async trx => {
    const [row] = rows
    if (row !== undefined) await trx.insertInto('inbox').values(row).execute()
  })
  await expect(again).rejects.toThrow(/UNIQUE/)
  await after.close()
})
