import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Ledger, Trx } from '../../src/ledger/ledger.ts'
import { LedgerRefused } from '../../src/ledger/ledger.ts'
import { openLedger } from '../../src/ledger/open.ts'
import { lockDataDirectory } from '../../src/ledger/process-lock.ts'
import { openSqlite } from '../../src/ledger/sqlite.ts'

const now = new Date('2026-11-20T01:00:00Z')
let directory: string
let ledger: Ledger

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'qingfeng-ledger-'))
  ledger = await openLedger({ directory, mode: 'trial', now })
})
afterEach(async () => {
  await ledger.close()
  rmSync(directory, { recursive: true, force: true })
})

const put = (trx: Trx, key: string) => trx.insertInto('meta').values({ key, value: '1' }).execute()
const keys = async () =>
  (
    await ledger.read.selectFrom('meta').select('key').where('key', 'like', 'k%').orderBy('key').execute()
  ).map(row => row.key)

test('what a unit wrote is there when its promise resolves', async () => {
  await ledger.write(trx => put(trx, 'k1'))
  expect(await keys()).toEqual(['k1'])
})

test('a unit that throws loses only itself', async () => {
  const outcomes = await Promise.allSettled([
    ledger.write(trx => put(trx, 'k1')),
    ledger.write(async trx => {
      await put(trx, 'k2')
      throw new Error('changed its mind')
    }),
    ledger.write(trx => put(trx, 'k3')),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await keys()).toEqual(['k1', 'k3'])
})

test('a unit sees what the unit before it wrote', async () => {
  const [, seen] = await Promise.all([
    ledger.write(trx => put(trx, 'k1')),
    ledger.write(trx => trx.selectFrom('meta').select('value').where('key', '=', 'k1').executeTakeFirst()),
  ])
  expect(seen?.value).toBe('1')
})

test('a thousand units at once are all committed, in order', async () => {
  const order: number[] = []
  await Promise.all(
    Array.from({ length: 1000 }, (_, index) =>
      ledger.write(async trx => {
        order.push(index)
        await put(trx, `k${index}`)
      }),
    ),
  )
  expect(await keys()).toHaveLength(1000)
  expect(order).toEqual(order.toSorted((a, b) => a - b))
})

test('a unit that comes just when the queue falls empty is not forgotten', async () => {
  let written = 0
  for (let moments = 0; moments < 40; moments++) {
    await ledger.write(async () => {})
    for (let moment = 0; moment < moments; moment++) await undefined
    await ledger.write(async () => written++)
  }
  expect(written).toBe(40)
})

test('a date is refused instead of becoming NULL', async () => {
  const unit = ledger.write(trx =>
    // A caller that forgot toISOString().
    trx
      .insertInto('meta')
      .values({ key: 'k1', value: now as unknown as string })
      .execute(),
  )
  await expect(unit).rejects.toThrow('only text, numbers, bytes and null')
  expect(await keys()).toEqual([])
})

test('trial data is refused in live mode', async () => {
  await expect(openLedger({ directory, mode: 'live', now })).rejects.toThrow(/试用数据/)
})

test('a ledger of a newer program is refused', async () => {
  await ledger.write(async trx => {
    const { sql } = await import('kysely')
    await sql`insert into migrations (id, name, checksum, applied_at) values (9999, 'later', 'x', '')`.execute(
      trx,
    )
  })
  await expect(openLedger({ directory, mode: 'trial', now })).rejects.toThrow(/更新版本/)
})

test('a second process on the same data is refused with a sentence', () => {
  const unlock = lockDataDirectory(directory)
  expect(() => lockDataDirectory(directory)).toThrow(LedgerRefused)
  unlock()
  lockDataDirectory(directory)()
})

test.each([1024, 4096, 16384])('the log is checkpointed at 16 MB in a file of %i byte pages', async size => {
  const file = join(directory, 'old.db')
  const old = new DatabaseSync(file)
  old.exec(`pragma page_size = ${size}; create table kept (key text)`)
  old.close()
  const opened = openSqlite(file)
  const pages = opened.raw.prepare('pragma wal_autocheckpoint').get()?.['wal_autocheckpoint']
  await opened.close()
  expect(Number(pages) * size).toBe(16 * 1024 * 1024)
})
