import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { outboxHealth } from '../../src/delivery/health.ts'
import { listDeliveries } from '../../src/delivery/listing.ts'
import { dropOldBodies } from '../../src/delivery/retention.ts'
import { postgresForTests } from '../support/postgres.ts'
import { again } from './far-end.ts'
import { GROUP, HOUR, openPostOffice, type PostOffice } from './post-office.ts'

const postgres = await postgresForTests()
afterAll(() => postgres?.stop())

const ledgers = postgres === undefined ? ['SQLite'] : ['SQLite', 'PostgreSQL']

describe.each(ledgers)('the outbox on %s', name => {
  let post: PostOffice
  beforeEach(async () => {
    post = await openPostOffice(name === 'SQLite' ? {} : { databaseUrl: await postgres!.emptySchema() })
  })
  afterEach(() => post.close())

  test('three replicas send what is due once, and each destination in order', async () => {
    const targets = ['甲', '乙', '丙', '丁', '戊']
    const each = Array.from({ length: 12 }, (_, n) => n)
    await post.add(...each.flatMap(n => targets.map(target => ({ target, body: `${target}${n}` }))))
    const replicas = [1, 2, 3].map(() => post.open({ soleProcess: false }))
    while ((await post.rows()).some(({ state }) => state !== 'sent')) {
      await Promise.all(replicas.map(delivery => delivery.idle()))
      // Replicas that were beaten to a claim have used up places in the windows.
      post.clock.advance(61_000)
    }
    for (const target of targets) expect(post.end.bodies(target)).toEqual(each.map(n => `${target}${n}`))
  })

  test('a slot has one delivery for each channel and target, whoever comes first', async () => {
    const slotId = await post.slot('session:s1:notice', 'T-3')
    await Promise.all(Array.from({ length: 10 }, (_, n) => post.add({ slotId, body: `通知${n}` })))
    expect(await post.rows()).toHaveLength(1)
  })

  test('retries, pauses, ends and what is too late are the same', async () => {
    post.end.always('甲', again(2000))
    post.end.next({ kind: 'sent' }, { kind: 'unknown', why: '可能已发出' })
    await post.add(
      { target: '乙', body: '发出' },
      { target: '丙', body: '存疑' },
      { target: '甲', body: '试六次' },
      { target: '丁', body: '过时', giveUpAt: '2026-11-20T08:59:59+08:00' },
      { target: '戊', body: '周一', dueAt: '2026-11-20T18:00:00+08:00', anyHour: false },
    )
    await post.runOut(post.open({ mostAtOnce: 1 }))
    expect(await post.states()).toEqual([
      '发出 sent',
      '存疑 unknown',
      '试六次 failed',
      '过时 missed',
      '周一 sent',
    ])
    expect(post.end.calls.at(-1)!.at).toBe('2026-11-23T00:30:00.000Z')
    const now = post.clock.now()
    expect(await outboxHealth(post.ledger.read, now)).toMatchObject({ unknown: 1, failed: 1, missed: 1 })
    expect(await listDeliveries(post.ledger.read)).toHaveLength(5)
    await post.ledger.write(trx => dropOldBodies(trx, new Date(now.getTime() + 8 * 24 * HOUR)))
    expect((await post.rows()).map(({ body }) => body)).toEqual(Array(5).fill(null))
  })

  test('what a crash left is taken up or listed, and its place in the window stays taken', async () => {
    await post.add({ channel: 'app', target: 'liufang', body: '私下' })
    await post.openMortal({ afterWrite: 2 }).died
    await post.add(...Array.from({ length: 25 }, (_, n) => ({ body: `第${n}条` })))
    await post.runOut(post.open())
    expect(post.end.visible('app')).toEqual(['私下'])
    expect(post.end.bodies(GROUP)).toHaveLength(25)
    expect((await post.rows()).every(({ state }) => state === 'sent')).toBe(true)
  })
})
