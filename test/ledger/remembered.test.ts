import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Ledger, Trx } from '../../src/ledger/ledger.ts'
import { openLedger } from '../../src/ledger/open.ts'
import { rememberedOnce, remembering } from '../../src/ledger/remembered.ts'
import { openSqlite } from '../../src/ledger/sqlite.ts'

const now = new Date('2026-11-20T01:00:00Z')
let directory: string
let ledger: Ledger
let asked: number

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'qingfeng-ledger-'))
  ledger = await openLedger({ directory, mode: 'trial', now })
  asked = 0
})
afterEach(async () => {
  await ledger.close()
  rmSync(directory, { recursive: true, force: true })
})

const groupOf = remembering<[string], { group_name: string }, { name: string }>(
  (db, chatId) => db.selectFrom('chats').select('group_name').where('chat_id', '=', chatId),
  ([row]) => {
    asked += 1
    return { name: row?.group_name ?? '' }
  },
)
const bind = (trx: Trx, chat_id: string, group_name: string) =>
  trx
    .insertInto('chats')
    .values({ chat_id, group_name, bound_at: '', bound_by: '' })
    .onConflict(conflict => conflict.column('chat_id').doUpdateSet({ group_name }))
    .execute()
const nameOf = (chatId: string) => ledger.write(trx => groupOf.recall(trx, chatId)).then(({ name }) => name)

test('the same look is answered from memory, also in later units', async () => {
  await ledger.write(trx => bind(trx, 'g1', '第一支部'))
  expect([await nameOf('g1'), await nameOf('g1'), await nameOf('g2')]).toEqual(['第一支部', '第一支部', ''])
  expect(asked).toBe(2)
})

test('what the same unit writes is seen by its next look', async () => {
  const names = await ledger.write(async trx => {
    const before = await groupOf.recall(trx, 'g1')
    await bind(trx, 'g1', '第一支部')
    return [before.name, (await groupOf.recall(trx, 'g1')).name]
  })
  expect(names).toEqual(['', '第一支部'])
})

test('a table that the look does not read can be written without its being asked again', async () => {
  await nameOf('g1')
  await ledger.write(trx => trx.insertInto('meta').values({ key: 'k', value: '1' }).execute())
  await nameOf('g1')
  expect(asked).toBe(1)
})

test('what a unit wrote before it failed is not remembered', async () => {
  await ledger.write(trx => bind(trx, 'g1', '第一支部'))
  const failed = ledger.write(async trx => {
    await bind(trx, 'g1', '第二支部')
    expect((await groupOf.recall(trx, 'g1')).name).toBe('第二支部')
    throw new Error('changed its mind')
  })
  await expect(failed).rejects.toThrow('changed its mind')
  expect(await nameOf('g1')).toBe('第一支部')
})

test('what a full disk undid is not remembered', async () => {
  const { raw } = ledger as ReturnType<typeof openSqlite>
  await ledger.write(trx => bind(trx, 'g1', '第一支部'))
  raw.exec(`pragma max_page_count = ${String(raw.prepare('pragma page_count').get()?.['page_count'])}`)
  const failed = ledger.write(async trx => {
    await bind(trx, 'g1', '第二支部')
    await groupOf.recall(trx, 'g1')
    // Another table, so that only the rollback can tell.
    for (let number = 0; number < 2000; number++)
      await trx
        .insertInto('meta')
        .values({ key: `k${number}`, value: 'x'.repeat(500) })
        .execute()
  })
  await expect(failed).rejects.toThrow('the ledger could not commit')
  raw.exec('pragma max_page_count = 1000000')
  expect(await nameOf('g1')).toBe('第一支部')
})

test('what another process wrote is seen', async () => {
  expect(await nameOf('g1')).toBe('')
  const other = openSqlite(join(directory, 'ledger.sqlite'))
  await other.write(trx => bind(trx, 'g1', '第一支部'))
  await other.close()
  expect(await nameOf('g1')).toBe('第一支部')
})

test('what a cascade or a trigger writes is seen', async () => {
  openTrigger()
  await ledger.write(trx => bind(trx, 'g1', '第一支部'))
  expect(await nameOf('g1')).toBe('第一支部')
  await ledger.write(trx => trx.insertInto('meta').values({ key: 'k', value: '1' }).execute())
  expect(await nameOf('g1')).toBe('改名')
})

test('a known change keeps the other answers, and a failed one keeps nothing', async () => {
  await nameOf('g1')
  await nameOf('g2')
  const rename = (name: string, fail = false) =>
    ledger.write(async trx => {
      await groupOf.change(
        trx,
        ['g1'],
        () => bind(trx, 'g1', name),
        () => ({ name }),
      )
      if (fail) throw new Error('changed its mind')
    })
  await rename('第一支部')
  expect([await nameOf('g1'), await nameOf('g2')]).toEqual(['第一支部', ''])
  expect(asked).toBe(2)
  await rename('第二支部', true).catch(() => {})
  expect(await nameOf('g1')).toBe('第一支部')
})

test('readers beside the units are never given what was remembered', async () => {
  const name = rememberedOnce<[string], { group_name: string }, string>(
    (db, chatId) => db.selectFrom('chats').select('group_name').where('chat_id', '=', chatId),
    ([row]) => row?.group_name ?? '',
  )
  expect(await name(ledger.read, 'g1')).toBe('')
  await ledger.write(trx => bind(trx, 'g1', '第一支部'))
  expect(await name(ledger.read, 'g1')).toBe('第一支部')
})

test('nobody can change what others are given too', async () => {
  const group = await ledger.write(trx => groupOf.recall(trx, 'g1'))
  expect(() => Object.assign(group, { name: '别的' })).toThrow(TypeError)
})

function openTrigger(): void {
  const { raw } = ledger as ReturnType<typeof openSqlite>
  raw.exec(`create trigger renamed after insert on meta begin update chats set group_name = '改名'; end`)
}
