import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Outcome } from '../../src/delivery/outcome.ts'
import { again, gate } from './far-end.ts'
import { HOUR, openPostOffice, type PostOffice } from './post-office.ts'

let post: PostOffice
beforeEach(async () => {
  post = await openPostOffice()
})
afterEach(() => post.close())

const never = () => new Promise<Outcome>(() => {})

describe('killed during a delivery', () => {
  /** Opens a delivery that dies at a step, and another one after it on the same ledger. */
  async function killedAfter(step: string): Promise<void> {
    const mortal = post.openMortal(step.startsWith('commit') ? { afterWrite: Number(step.slice(-1)) } : {})
    if (!step.startsWith('commit'))
      post.end.next(async () => {
        mortal.die()
        return step === 'its answer' ? { kind: 'sent' } : never()
      })
    await mortal.died
    // What the dead process had begun is left as it is.
    for (let turn = 0; turn < 20; turn++) await new Promise(resolve => setImmediate(resolve))
    await post.open().idle()
  }

  // The commits are: tidying up, the claim, the end.
  const steps = ['commit 1', 'commit 2', 'its arrival', 'its answer', 'commit 3']

  test.each(steps)('after %s: a member sees the message once', async step => {
    await post.add({ channel: 'app', target: 'liufang', body: '{"text":"开会"}' })
    await killedAfter(step)
    expect(post.end.visible('app')).toEqual(['{"text":"开会"}'])
    expect(await post.states()).toEqual(['{"text":"开会"} sent'])
  })

  test.each(steps)('after %s: a group never sees the message twice', async step => {
    await post.add({ body: '开会' })
    await killedAfter(step)
    expect(post.end.bodies().length).toBeLessThanOrEqual(1)
  })

  test.each([
    ['commit 1', { state: 'sent' }],
    ['commit 2', { state: 'unknown', error: '可能已发出,请在群里看一眼,没有的话再发一次。' }],
    ['its arrival', { state: 'unknown' }],
    ['its answer', { state: 'unknown' }],
    ['commit 3', { state: 'sent' }],
  ])('after %s: what is not certain about a group is listed', async (step, expected) => {
    await post.add({ body: '开会' })
    await killedAfter(step)
    expect(await post.rows()).toMatchObject([expected])
  })
})

test('a doubtful message to a group is never sent again by itself, however long one waits', async () => {
  await post.add({ body: '开会' })
  await post.openMortal({ afterWrite: 2 }).died
  const delivery = post.open()
  await delivery.idle()
  post.clock.advance(24 * HOUR)
  await delivery.idle()
  expect(post.end.calls).toEqual([])
  expect(await post.states()).toEqual(['开会 unknown'])
})

test('with several replicas a claim is taken up when its lease is over, not before', async () => {
  await post.add({ channel: 'app', target: 'liufang', body: '开会' })
  await post.openMortal({ afterWrite: 2 }).died
  const other = post.open({ soleProcess: false })
  await other.idle()
  post.clock.advance(9999)
  await other.idle()
  expect(post.end.calls).toEqual([])
  post.clock.advance(2)
  await other.idle()
  expect(await post.states()).toEqual(['开会 sent'])
})

test('the late end of an old try changes nothing', async () => {
  await post.add({ channel: 'app', target: 'liufang', body: '开会' })
  const slow = gate()
  const reached = gate()
  post.end.next(
    async () => {
      reached.open()
      await slow.opened
      return { kind: 'failed', why: '太晚了' }
    },
    { kind: 'sent' },
  )
  const first = post.open({ soleProcess: false })
  await reached.opened
  post.clock.advance(11_000)
  await post.open({ soleProcess: false }).idle()
  const taken = await post.rows()
  expect(taken).toMatchObject([{ state: 'sent', attempt: 2 }])
  slow.open()
  await first.idle()
  expect(await post.rows()).toEqual(taken)
  expect(post.logged()).toContain('"state":"taken over"')
})

test('a body cannot be frozen by a try that is over', async () => {
  await post.add({ channel: 'app-file', target: 'lixuemei', body: '{"name":"登记表.xlsx"}' })
  const slow = gate()
  const reached = gate()
  let refusal: unknown
  post.end.next(
    async ({ freeze }) => {
      reached.open()
      await slow.opened
      refusal = await freeze('{"media_id":"late"}').catch((error: unknown) => error)
      return again(1000)
    },
    async ({ freeze }) => {
      await freeze('{"media_id":"m2"}')
      return { kind: 'sent' }
    },
  )
  const first = post.open({ soleProcess: false })
  await reached.opened
  post.clock.advance(11_000)
  await post.open({ soleProcess: false }).idle()
  slow.open()
  await first.idle()
  expect(String(refusal)).toContain('another try has begun')
  expect(await post.states()).toEqual(['{"media_id":"m2"} sent'])
})

test('a message of the app is not repeated when the platform may have forgotten the first one', async () => {
  await post.add({ channel: 'app', target: 'liufang', body: '开会' })
  await post.openMortal({ afterWrite: 2 }).died
  post.clock.advance(12 * HOUR)
  await post.open().idle()
  expect(post.end.calls).toEqual([])
  expect(await post.rows()).toMatchObject([
    { state: 'unknown', error: '可能已发出,请问一下收件人,没有收到的话再发一次。' },
  ])
})

test('what crashes its process each time is not taken up for ever', async () => {
  await post.add({ channel: 'app', target: 'liufang', body: '开会' })
  for (let crash = 1; crash <= 6; crash++) await post.openMortal({ afterWrite: 2 }).died
  await post.open().idle()
  expect(await post.rows()).toMatchObject([{ state: 'unknown', attempt: 6 }])
})

test('a replica dies in the middle: the others lose nothing, and nobody sees anything twice', async () => {
  const members = Array.from({ length: 30 }, (_, n) => `member${n}`)
  await post.add(...members.map(target => ({ channel: 'app' as const, target, body: `致${target}` })))
  await post.openMortal({ afterWrite: 9 }).died
  const others = [post.open({ soleProcess: false }), post.open({ soleProcess: false })]
  await Promise.all(others.map(delivery => delivery.idle()))
  post.clock.advance(10_001)
  await Promise.all(others.map(delivery => delivery.idle()))
  expect((await post.rows()).map(({ state }) => state)).toEqual(members.map(() => 'sent'))
  expect(post.end.visible('app').toSorted()).toEqual(members.map(name => `致${name}`).toSorted())
})

test('kill -9 during a call: the app is told again with the same bytes, the group is left to a person', async () => {
  await post.add(
    { channel: 'app', target: 'liufang', body: '{"text":"私下"}' },
    { channel: 'robot', body: '{"text":"群里"}' },
  )
  const bodies: string[] = []
  const both = gate()
  // Accepts every message and never answers.
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      bodies.push(body)
      if (bodies.length === 2) both.open()
    })
    response.on('error', () => {})
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const script = fileURLToPath(new URL('sender-process.ts', import.meta.url))
  const port = String((server.address() as AddressInfo).port)
  const child = spawn(process.execPath, [script, post.directory, port], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await both.opened
  child.kill('SIGKILL')
  await once(child, 'exit')
  server.closeAllConnections()
  server.close()

  await post.open().idle()
  expect(bodies.toSorted()).toEqual(['{"text":"私下"}', '{"text":"群里"}'].toSorted())
  expect(post.end.bodies()).toEqual(['{"text":"私下"}'])
  expect(await post.states()).toEqual(['{"text":"私下"} sent', '{"text":"群里"} unknown'])
})
