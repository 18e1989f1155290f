import { afterEach, beforeEach, expect, test } from 'vitest'
import { LedgerUnavailable } from '../../src/ledger/ledger.ts'
import { again, gate, type Reaction } from './far-end.ts'
import { FRIDAY, GROUP, HOUR, openPostOffice, type PostOffice } from './post-office.ts'

let post: PostOffice
beforeEach(async () => {
  post = await openPostOffice()
})
afterEach(() => post.close())

test('what is due is sent once, byte for byte, and its end is written down', async () => {
  await post.add({ body: '{"text":"下午三点开会"}' })
  await post.open().idle()
  expect(post.end.bodies()).toEqual(['{"text":"下午三点开会"}'])
  const at = new Date(FRIDAY).toISOString()
  expect(await post.rows()).toMatchObject([{ state: 'sent', attempt: 1, sent_at: at, error: null }])
})

test('what is due later leaves when its time has come', async () => {
  await post.add({ body: '下午', dueAt: '2026-11-20T15:00:00+08:00' })
  const delivery = post.open()
  await delivery.idle()
  expect(post.end.calls).toEqual([])
  post.clock.set(new Date('2026-11-20T15:00:00+08:00'))
  await delivery.idle()
  expect(post.end.bodies()).toEqual(['下午'])
})

test('a slot has one delivery for each channel and target', async () => {
  const slotId = await post.slot('session:s1:notice', 'T-3')
  const first = await post.add({ slotId, body: '第一次' })
  const second = await post.add({ slotId, body: '第二次' })
  const toMember = await post.add({ slotId, channel: 'app', target: 'liufang', body: '私下' })
  expect([first, second, toMember]).toEqual([[expect.any(String)], [undefined], [expect.any(String)]])
  expect(await post.states()).toEqual(['第一次 pending', '私下 pending'])
})

test('a group gets its messages one at a time and in order, different groups at the same time', async () => {
  const groups = ['甲', '乙', '丙']
  const each = [1, 2, 3, 4, 5]
  await post.add(...each.flatMap(n => groups.map(target => ({ target, body: `${target}${n}` }))))
  post.end.next(...Array(3).fill(together(3)))
  await post.open().idle()
  for (const target of groups) expect(post.end.bodies(target)).toEqual(each.map(n => `${target}${n}`))
  expect(post.end.mostUnderWay).toBe(3)
})

test('no more destinations are served at the same time than allowed', async () => {
  await post.add(...Array.from({ length: 20 }, (_, n) => ({ target: `group${n}`, body: String(n) })))
  post.end.next(...Array(4).fill(together(4)))
  await post.open({ mostAtOnce: 4 }).idle()
  expect(post.end.calls).toHaveLength(20)
  expect(post.end.mostUnderWay).toBe(4)
})

test('three bad gateways are tried again with the same bytes, and then it is sent', async () => {
  await post.add({ channel: 'app', target: 'liufang', body: '{"text":"交党费"}' })
  post.end.next(again(2000), again(4000), again(8000))
  await post.runOut(post.open())
  expect(post.end.bodies()).toEqual(Array(4).fill('{"text":"交党费"}'))
  expect(post.clock.now().getTime() - Date.parse(FRIDAY)).toBe(14_000)
  expect(await post.rows()).toMatchObject([{ state: 'sent', attempt: 4, error: null }])
})

test('after six tries in all it has failed, and says so', async () => {
  await post.add({ body: '开会' })
  post.end.always(GROUP, again(2000))
  await post.runOut(post.open())
  expect(post.end.calls).toHaveLength(6)
  expect(await post.rows()).toMatchObject([
    { state: 'failed', error: '试了 6 次没有发成,不再自动发。最后一次:平台繁忙' },
  ])
})

test('a definite refusal is not tried again', async () => {
  await post.add({ channel: 'app', target: 'xiangguiying', body: '开会' })
  post.end.next({ kind: 'failed', why: '收件人不在应用的可见范围里', errcode: 81013 })
  const delivery = post.open()
  await post.runOut(delivery)
  post.clock.advance(HOUR)
  await delivery.idle()
  expect(post.end.calls).toHaveLength(1)
  expect(await post.rows()).toMatchObject([{ state: 'failed', error: '收件人不在应用的可见范围里' }])
})

test('a doubtful message to a group is left to a person, and the next one still goes out', async () => {
  await post.add({ body: '第一条' }, { body: '第二条' })
  post.end.next({ kind: 'unknown', why: '没有等到回答,可能已经发出' })
  const delivery = post.open()
  await delivery.idle()
  post.clock.advance(24 * HOUR)
  await delivery.idle()
  expect(post.end.bodies()).toEqual(['第一条', '第二条'])
  expect(await post.states()).toEqual(['第一条 unknown', '第二条 sent'])
})

test('a message that is to be tried again keeps its place before the later ones', async () => {
  await post.add({ body: '先' })
  post.end.next(again(5000))
  const delivery = post.open()
  await delivery.idle()
  await post.add({ body: '后' })
  delivery.wake()
  await post.runOut(delivery)
  expect(post.end.bodies()).toEqual(['先', '先', '后'])
})

test('a sender that breaks leaves a doubtful delivery, not a second message', async () => {
  await post.add({ body: '开会' })
  post.end.next(() => Promise.reject(new Error('bug')))
  const delivery = post.open()
  await post.runOut(delivery)
  expect(post.end.calls).toHaveLength(1)
  expect(await post.rows()).toMatchObject([
    { state: 'unknown', error: expect.stringContaining('可能已发出') },
  ])
})

test('a person without an account is no delivery, and is said', async () => {
  await post.add({ channel: 'app', target: 'nobody', body: '开会' })
  await post.open().idle()
  expect(post.end.calls).toEqual([])
  expect(await post.rows()).toMatchObject([
    { state: 'failed', error: '收件人没有企业微信账号,没有发出。请先在名册里填上。' },
  ])
})

test('a file is frozen once, and every later try sends what was frozen', async () => {
  await post.add({ channel: 'app-file', target: 'lixuemei', body: '{"name":"登记表.xlsx"}' })
  post.end.next(async ({ freeze }) => {
    await freeze('{"media_id":"m1"}')
    return again(2000)
  })
  await post.runOut(post.open())
  expect(post.end.bodies()).toEqual(['{"name":"登记表.xlsx"}', '{"media_id":"m1"}'])
})

test('a ledger that fails for a moment does not make a doubtful delivery out of a sent one', async () => {
  await post.add({ body: '开会' })
  let isDown = false
  const { ledger } = post
  const write: typeof ledger.write = unit => {
    if (!isDown) return ledger.write(unit)
    isDown = false
    return Promise.reject(new LedgerUnavailable('no space'))
  }
  post.end.next(async () => {
    isDown = true
    return { kind: 'sent' }
  })
  await post.open({ ledger: { ...ledger, write } }).idle()
  expect(await post.states()).toEqual(['开会 sent'])
  expect(post.end.calls).toHaveLength(1)
})

test('a ledger that cannot be read stops nothing for good', async () => {
  await post.add({ body: '开会' })
  let isDown = true
  const { ledger } = post
  const write: typeof ledger.write = unit =>
    isDown ? Promise.reject(new LedgerUnavailable('no space')) : ledger.write(unit)
  const delivery = post.open({ ledger: { ...ledger, write } })
  await delivery.idle()
  expect(post.end.calls).toEqual([])
  isDown = false
  await delivery.idle()
  expect(await post.states()).toEqual(['开会 sent'])
})

test('a lease that could end during a call is refused at the start', () => {
  expect(() => post.open({ leaseMs: 9000, timeoutMs: 3000 })).toThrow('a lease of 9000 ms must be longer')
})

test('log lines name nobody and quote nothing', async () => {
  await post.add({ channel: 'app', target: 'liufang', body: '刘芳同志,请补学' })
  await post.open().idle()
  expect(post.logged()).toContain('"event":"delivery"')
  expect(post.logged()).not.toMatch(/刘芳|liufang|补学/)
})

test('a stop finishes what is under way and takes up nothing more', async () => {
  const { open, opened } = gate()
  await post.add({ body: '第一条' }, { body: '第二条' })
  const reached = gate()
  post.end.next(async () => {
    reached.open()
    await opened
    return { kind: 'sent' }
  })
  const delivery = post.open()
  await reached.opened
  const stopped = delivery.stop()
  open()
  await stopped
  expect(await post.states()).toEqual(['第一条 sent', '第二条 pending'])
})

test('a stop gives back what was claimed and not sent, and it uses up no try', async () => {
  await post.add({ body: '开会' })
  const { ledger } = post
  let stopped: Promise<void> | undefined
  const write: typeof ledger.write = async unit => {
    const result = await ledger.write(unit)
    const claimed = (await post.rows()).some(({ state }) => state === 'sending')
    if (claimed) stopped ??= delivery.stop()
    return result
  }
  const delivery = post.open({ ledger: { ...ledger, write } })
  await delivery.idle()
  await stopped
  expect(post.end.calls).toEqual([])
  expect(await post.rows()).toMatchObject([{ state: 'pending', attempt: 0, lease_until: null }])
})

test('forty stops under load lose nothing, double nothing and leave nothing claimed', async () => {
  const targets = Array.from({ length: 10 }, (_, n) => `group${n}`)
  for (let round = 0; round < 40; round++) {
    await post.add(...targets.map(target => ({ target, body: `${target} ${round}` })))
    const delivery = post.open()
    // Stops at another step each time.
    for (let turn = 0; turn < round; turn++) await new Promise(resolve => setImmediate(resolve))
    await delivery.stop()
    expect((await post.rows()).filter(({ state }) => state === 'sending')).toEqual([])
  }
  const last = post.open()
  await post.runOut(last)
  const expected = targets.flatMap(target => Array.from({ length: 40 }, (_, round) => `${target} ${round}`))
  expect(post.end.bodies().toSorted()).toEqual(expected.toSorted())
})

test('the clock of the machine wakes it when something becomes due', async () => {
  const { settableClock } = await import('../../src/clock.ts')
  const clock = settableClock(new Date(FRIDAY), { running: true })
  const sent = gate()
  post.end.next(async () => {
    sent.open()
    return { kind: 'sent' }
  })
  await post.add({ body: '马上', dueAt: '2026-11-20T09:00:00.150+08:00' })
  const delivery = post.open({ clock })
  // The event loop stands still over the due instant, as it does during a large import.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
  await sent.opened
  await delivery.idle()
  expect(await post.states()).toEqual(['马上 sent'])
})

/** A reaction that is taken only when as many calls as this are under way at the same time. */
function together(count: number): Reaction {
  const all = gate()
  let under = 0
  return async () => {
    under += 1
    if (under === count) all.open()
    await all.opened
    return { kind: 'sent' }
  }
}
