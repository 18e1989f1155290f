import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { audit, forgetInAudit, sealAudit, verifyAudit } from '../../src/ledger/audit.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { openLedger } from '../../src/ledger/open.ts'

const now = new Date('2026-11-20T01:00:00Z')
const key = Buffer.alloc(32, 7)
let directory: string
let ledger: Ledger

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'qingfeng-audit-'))
  ledger = await openLedger({ directory, mode: 'trial', now })
  for (const subject of ['p1', 'p2', 'p3'])
    await ledger.write(trx =>
      audit(trx, {
        at: now,
        actor: 'p0',
        action: 'mark',
        object: 'session:s1',
        subject,
        detail: { status: 'present' },
      }),
    )
})
afterEach(async () => {
  await ledger.close()
  rmSync(directory, { recursive: true, force: true })
})

test('rows are chained in commit order, and the chain holds', async () => {
  expect(await sealAudit(ledger, key)).toBe(3)
  expect(await sealAudit(ledger, key)).toBe(0)
  expect(await verifyAudit(ledger.read, key)).toEqual({ holds: true, sealed: 3, unsealed: 0 })
})

test('forgetting a person removes the personal part and the chain still holds', async () => {
  await sealAudit(ledger, key)
  await ledger.write(trx => forgetInAudit(trx, 'p2'))
  const row = await ledger.read
    .selectFrom('audit')
    .selectAll()
    .where('subject', '=', 'p2')
    .executeTakeFirstOrThrow()
  expect([row.detail, row.salt]).toEqual([null, null])
  expect(await verifyAudit(ledger.read, key)).toMatchObject({ holds: true, sealed: 3 })
})

test.each([
  ['a changed action', { action: 'nothing' }, 'changed'],
  ['a changed personal part', { detail: '{"status":"absent"}' }, 'detail changed'],
])('%s is found', async (_, change, why) => {
  await sealAudit(ledger, key)
  await ledger.write(trx => trx.updateTable('audit').set(change).where('subject', '=', 'p2').execute())
  expect(await verifyAudit(ledger.read, key)).toMatchObject({ holds: false, seal: 1, why })
})

test('a removed row is found', async () => {
  await sealAudit(ledger, key)
  await ledger.write(trx => trx.deleteFrom('audit').where('subject', '=', 'p2').execute())
  expect(await verifyAudit(ledger.read, key)).toMatchObject({ holds: false, seal: 1, why: 'gap' })
})

test('a removed seal, a repeated one and a row moved to another are found', async () => {
  await sealAudit(ledger, key, 1)
  await sealAudit(ledger, key, 1)
  await sealAudit(ledger, key, 1)
  expect(await verifyAudit(ledger.read, key)).toMatchObject({ holds: true, sealed: 3 })
  await ledger.write(trx => trx.updateTable('audit').set({ seal: 3 }).where('subject', '=', 'p2').execute())
  expect(await verifyAudit(ledger.read, key)).toMatchObject({ holds: false, seal: 2, why: 'gap' })
  await ledger.write(trx => trx.updateTable('audit').set({ seal: 2 }).where('subject', '=', 'p2').execute())
  await ledger.write(trx => trx.deleteFrom('audit_seals').where('seal', '=', 2).execute())
  expect(await verifyAudit(ledger.read, key)).toMatchObject({ holds: false, seal: 2, why: 'gap' })
})

test('another key does not verify the chain', async () => {
  await sealAudit(ledger, key)
  expect(await verifyAudit(ledger.read, Buffer.alloc(32, 8))).toMatchObject({ holds: false, seal: 1 })
})
