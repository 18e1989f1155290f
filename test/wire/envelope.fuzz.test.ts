import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { attack, dripOn, hostileRequests, type ChannelKeys } from '../support/fuzz.ts'
import { obviousServer } from '../support/fuzz/obvious-server.ts'
import { strictServer } from '../support/fuzz/strict-server.ts'

const now = new Date('2026-11-20T09:00:00+08:00')
const keys: ChannelKeys = {
  json: {
    kind: 'json',
    token: 'AibotToken2026',
    aesKey: 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V',
    receiveId: '',
  },
  xml: {
    kind: 'xml',
    token: 'AppToken2026',
    aesKey: 'Z9y8X7w6V5u4T3s2R1q0P9o8N7m6L5k4J3i2H1g0F9e',
    receiveId: 'ww5823bf96d3bd56c7',
  },
}

let server: Server

afterEach(async () => {
  server.closeAllConnections()
  await new Promise(closed => server.close(closed))
})

test('of 600 hostile requests a server behind the envelope accepts none, breaks at none and hangs at none', async () => {
  const url = await listening(createServer(strictServer(keys, () => now).callback()))
  const result = await attack({ url, keys, seed: 20261120, count: 600, now })
  const bad = Object.entries(result.byCategory).filter(
    ([, of]) => of.accepted + of.serverErrors + of.hangs > 0,
  )
  expect(bad).toEqual([])
  expect(result).toMatchObject({ sent: 600, honest: { sent: 30, answered: 30 } })
  expect(Object.keys(result.byCategory).length).toBeGreaterThan(200)
})

test('the same requests get into a server that only checks signatures, in dozens of ways', async () => {
  const url = await listening(obviousServer(keys))
  const result = await attack({ url, keys, seed: 20261120, count: 600, now })
  const open = Object.entries(result.byCategory).filter(([, of]) => of.accepted > 0)
  const groups = new Set(open.map(([category]) => category.split(/[ :]/)[1]))
  expect(open.length).toBeGreaterThan(60)
  expect([...groups].sort()).toEqual(
    expect.arrayContaining(['freshness', 'inner', 'length', 'query', 'receiver']),
  )
})

test('connections that send a header letter by letter are closed while others are served', async () => {
  const limits = { headersTimeout: 400, requestTimeout: 800, connectionsCheckingInterval: 100 }
  const url = await listening(createServer(limits, strictServer(keys, () => now).callback()))
  const dripping = dripOn({ url, path: '/wecom/aibot', connections: 20, patienceMs: 5000 })
  const meanwhile = await attack({ url, keys, seed: 3, count: 40, now })
  expect(meanwhile.honest).toEqual({ sent: 2, answered: 2 })
  expect(await dripping).toEqual({ closed: 20, open: 0 })
})

test('the same seed makes the same requests, another seed makes others', async () => {
  server = createServer()
  const made = (seed: number) => [...hostileRequests(seed, 300, keys, now)]
  expect(made(7)).toEqual(made(7))
  expect(made(7)).not.toEqual(made(8))
})

async function listening(made: Server): Promise<string> {
  server = made
  await new Promise<void>(ready => made.listen(0, '127.0.0.1', ready))
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`
}
