import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planImport } from '../../../src/rules/import/plan.ts'
import { openLive, post, type LiveBot } from '../../support/live.ts'
import { hostileFiles } from './hostile-files.ts'

const nothing = { own: [], imported: [], synonyms: { name: 'synonyms.yaml', text: '' }, asked: [] }

// Whatever a file names on another machine is named here, and must stay unvisited.
let calls = 0
const sink: Server = createServer(() => calls++)
await new Promise<void>(resolve => sink.listen(0, '127.0.0.1', resolve))
const files = hostileFiles(`http://127.0.0.1:${(sink.address() as AddressInfo).port}`)

let bot: LiveBot
beforeAll(async () => {
  bot = await openLive()
})
afterAll(async () => {
  sink.close()
  await bot.stop()
})

/** Asks the running bot again and again until told to stop; gives the longest wait for /healthz or a callback, in ms. */
function keepAsking() {
  const stopping = new AbortController()
  let longest = 0
  let count = 0
  const timed = async (ask: () => Promise<unknown>) => {
    const start = performance.now()
    await ask()
    longest = Math.max(longest, performance.now() - start)
  }
  const running = (async () => {
    while (!stopping.signal.aborted) {
      count++
      await timed(() => fetch(`${bot.app.address}/healthz`).then(response => response.text()))
      await timed(() => post(bot, JSON.stringify(question(count))))
      await new Promise(resolve => setImmediate(resolve))
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await running
      return { longest, count }
    },
  }
}

function question(count: number) {
  return {
    msgid: `hostile-${process.hrtime.bigint()}-${count}`,
    aibotid: 'bot',
    chatid: 'chat',
    chattype: 'group',
    from: { userid: 'liufang' },
    msgtype: 'text',
    text: { content: '@清风 病假要不要证明' },
  }
}

test('there are at least 27 kinds of hostile files', () => {
  expect(files.length).toBeGreaterThanOrEqual(27)
})

test.each(files)('$what ends as it should, in time, while the bot answers', async ({ name, bytes, ends }) => {
  const asking = keepAsking()
  const before = process.memoryUsage.rss()
  const start = performance.now()
  const plan = await planImport([{ name, bytes }], nothing, {}, false)
  const took = performance.now() - start
  const { longest, count } = await asking.stop()
  const [planned] = plan.documents
  expect(planned?.kind === 'refused' ? planned.reason : 'read').toMatch(ends)
  expect(took).toBeLessThan(5000)
  expect(process.memoryUsage.rss() - before).toBeLessThan(200 * 1024 * 1024)
  expect(count).toBeGreaterThan(0)
  expect(longest).toBeLessThan(1000)
})

test('nothing outside was ever called', () => {
  expect(calls).toBe(0)
})
