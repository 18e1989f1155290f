import { expect, test } from 'vitest'
import { attack, dripOn } from '../support/fuzz.ts'
import { aibotKeys, appKeys, openLive } from '../support/live.ts'

const keys = { json: { ...aibotKeys, kind: 'json' as const }, xml: { ...appKeys, kind: 'xml' as const } }

test('of 800 hostile requests the bot accepts none, breaks at none and hangs at none', async () => {
  const bot = await openLive()
  try {
    const result = await attack({ url: bot.app.address, keys, seed: 20261121, count: 800 })
    const bad = Object.entries(result.byCategory).filter(
      ([, of]) => of.accepted + of.serverErrors + of.hangs > 0,
    )
    expect(bad).toEqual([])
    expect(result.honest.answered).toBe(result.honest.sent)
  } finally {
    await bot.stop()
  }
})

test('connections that send a header letter by letter are closed', async () => {
  const bot = await openLive()
  try {
    expect(
      await dripOn({ url: bot.app.address, path: '/wecom/aibot', connections: 5, patienceMs: 9000 }),
    ).toEqual({ closed: 5, open: 0 })
  } finally {
    await bot.stop()
  }
})
