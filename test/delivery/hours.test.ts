import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DeliveryWorker } from '../../src/delivery/delivery.ts'
import { again, gate } from './far-end.ts'
import { GROUP, HOUR, openPostOffice, type PostOffice } from './post-office.ts'

let post: PostOffice
let delivery: DeliveryWorker
beforeEach(async () => {
  post = await openPostOffice()
  delivery = post.open()
})
afterEach(() => post.close())

const at = (time: string) => new Date(`2026-${time}+08:00`)
async function goTo(time: string): Promise<void> {
  post.clock.set(at(time))
  await delivery.idle()
}

describe('what the bot starts by itself waits for working hours', () => {
  test.each([
    ['at the last moment of work it still leaves', '11-20T17:29:59', '11-20T17:29:59'],
    ['at the end of work it waits for Monday', '11-20T17:30:00', '11-23T08:30:00'],
    ['in the lunch break it waits for the afternoon', '11-20T12:15:00', '11-20T14:30:00'],
    ['at night it waits for the morning', '11-23T03:00:00', '11-23T08:30:00'],
    ['on a holiday it waits until that is over', '10-03T10:00:00', '10-08T08:30:00'],
    ['on a working Saturday it leaves', '10-10T09:00:00', '10-10T09:00:00'],
  ])('%s', async (_, dueAt, sentAt) => {
    await goTo(dueAt)
    await post.add({ body: '提醒', anyHour: false })
    await post.runOut(delivery)
    expect(post.end.calls.map(call => call.at)).toEqual([at(sentAt).toISOString()])
  })

  test('an answer goes out at any hour, also past a reminder to the same person that waits', async () => {
    await goTo('11-20T23:00:00')
    await post.add(
      { channel: 'app', target: 'liufang', body: '提醒', anyHour: false },
      { channel: 'app', target: 'liufang', body: '答复', anyHour: true },
    )
    await delivery.idle()
    expect(post.end.bodies()).toEqual(['答复'])
  })

  test('a retry that falls behind the end of work waits as well, and does not hold up an answer', async () => {
    await goTo('11-20T17:29:50')
    post.end.next(again(15_000, { errcode: -1 }))
    await post.add({ channel: 'app', target: 'liufang', body: '提醒', anyHour: false })
    await delivery.idle()
    await goTo('11-20T17:30:05')
    await post.add({ channel: 'app', target: 'liufang', body: '答复', anyHour: true })
    await delivery.idle()
    expect(post.end.bodies()).toEqual(['提醒', '答复'])
    await post.runOut(delivery)
    expect(post.end.calls.at(-1)).toMatchObject({ body: '提醒', at: at('11-23T08:30:00').toISOString() })
  })

  test('a doubtful message of the app is not repeated after the night', async () => {
    await goTo('11-20T17:29:50')
    post.end.next(again(15_000))
    await post.add({ channel: 'app', target: 'liufang', body: '提醒', anyHour: false })
    await delivery.idle()
    await post.runOut(delivery)
    await goTo('11-23T08:30:00')
    expect(post.end.calls).toHaveLength(1)
    expect(await post.states()).toEqual(['提醒 unknown'])
  })

  test('a full window at the end of work sends the rest on Monday', async () => {
    await goTo('11-20T17:29:30')
    await post.add(...Array.from({ length: 25 }, (_, n) => ({ body: `提醒${n}`, anyHour: false })))
    await post.runOut(delivery)
    const days = post.end.calls.map(call => call.at)
    expect(days.slice(0, 20)).toEqual(Array(20).fill(at('11-20T17:29:30').toISOString()))
    expect(days.slice(20)).toEqual(Array(5).fill(at('11-23T08:30:00').toISOString()))
    expect(post.end.bodies()).toEqual(Array.from({ length: 25 }, (_, n) => `提醒${n}`))
  })
})

describe('what is no longer worth sending', () => {
  test('leaves until its last moment, and is missed after it', async () => {
    await post.add(
      { body: '及时', dueAt: '2026-11-20T10:00:00+08:00', giveUpAt: '2026-11-20T12:00:00+08:00' },
      { body: '过时', dueAt: '2026-11-20T10:00:00+08:00', giveUpAt: '2026-11-20T11:59:59+08:00' },
    )
    await goTo('11-20T12:00:00')
    expect(post.end.bodies()).toEqual(['及时'])
    expect(await post.rows()).toMatchObject([
      { state: 'sent' },
      { state: 'missed', error: '过了该发的时间,没有发出。' },
    ])
  })

  test('is missed when it would have waited for working hours too long', async () => {
    await goTo('11-20T18:00:00')
    await post.add({ body: '今天开会', anyHour: false, giveUpAt: '2026-11-20T20:00:00+08:00' })
    await goTo('11-23T08:30:00')
    expect(post.end.calls).toEqual([])
    expect(await post.states()).toEqual(['今天开会 missed'])
  })

  test('is missed after a refusal that never passed, with the last reason', async () => {
    await post.add({ body: '开会', giveUpAt: '2026-11-20T09:00:30+08:00' })
    post.end.always(GROUP, again(60_000, { errcode: 45009 }))
    await delivery.idle()
    await goTo('11-20T09:01:00')
    expect(post.end.calls).toHaveLength(1)
    expect(await post.rows()).toMatchObject([{ state: 'missed', error: '平台繁忙' }])
  })

  test('is in doubt, not missed, when the last try may have arrived', async () => {
    await post.add({ channel: 'app', target: 'liufang', body: '开会', giveUpAt: '2026-11-20T09:00:30+08:00' })
    post.end.next(again(60_000))
    await delivery.idle()
    await goTo('11-20T09:01:00')
    expect(await post.states()).toEqual(['开会 unknown'])
  })
})

describe('a clock that jumps', () => {
  test.each([
    ['an hour ahead', '11-20T10:00:00'],
    ['an hour back', '11-20T08:00:00'],
    ['into another year', '11-20T09:00:00'],
  ])('%s: nothing is sent twice', async (_, time) => {
    await post.add({ body: '先' })
    await delivery.idle()
    await goTo(time)
    post.clock.set(new Date('2027-01-04T09:00:00+08:00'))
    await delivery.idle()
    expect(post.end.bodies()).toEqual(['先'])
  })

  test('while a message is under way, that message is not taken for one that a crash has left', async () => {
    const slow = gate()
    const reached = gate()
    post.end.next(async () => {
      reached.open()
      await slow.opened
      return { kind: 'sent' }
    })
    await post.add({ body: '开会' })
    delivery.wake()
    await reached.opened
    // The outbox is looked at again behind the jump, several times over, before the answer comes.
    post.clock.advance(3 * 24 * HOUR)
    for (let turn = 0; turn < 100; turn++) await new Promise(resolve => setImmediate(resolve))
    expect(await post.states()).toEqual(['开会 sending'])
    slow.open()
    await delivery.idle()
    expect(post.end.calls).toHaveLength(1)
    expect(await post.states()).toEqual(['开会 sent'])
  })

  test('what became due meanwhile leaves late, what is too late is listed', async () => {
    await post.add(
      { body: '还来得及', dueAt: '2026-11-20T09:30:00+08:00', giveUpAt: '2026-11-20T11:30:00+08:00' },
      { body: '来不及', dueAt: '2026-11-20T09:10:00+08:00', giveUpAt: '2026-11-20T09:40:00+08:00' },
    )
    await goTo('11-20T10:00:00')
    expect(await post.states()).toEqual(['还来得及 sent', '来不及 missed'])
  })
})
