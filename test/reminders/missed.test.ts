import { Command } from 'commander'
import { afterEach, expect, test, vi } from 'vitest'
import { outboxCommands } from '../../src/cli/outbox.ts'
import type { Delivery } from '../../src/delivery/listing.ts'
import { setSlotState, takeSlot } from '../../src/reminders/slots.ts'
import { openLive, type LiveBot } from '../support/live.ts'

let bot: LiveBot
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  await bot.stop()
})

test('a reminder that fell into a downtime is listed as missed, and /readyz counts it', async () => {
  bot = await openLive()
  const dueAt = new Date(Date.now() - 3 * 60 * 60 * 1000)
  await bot.app.ledger.write(async trx => {
    const slot = await takeSlot(trx, { job: 'session:s1:notice', slot: 'once' }, dueAt, new Date())
    await setSlotState(trx, slot!, 'missed')
  })

  expect(await readiness()).toMatchObject({ reminders: { missedInAWeek: 1 } })
  const expected = {
    slot: 'session:s1:notice once',
    state: 'missed',
    dueAt: dueAt.toISOString(),
    sentAt: null,
  }
  expect(JSON.parse(await outbox('--state', 'missed', '--json'))).toMatchObject([expected])
  expect((JSON.parse(await outbox('--json')) as Delivery[]).map(({ state }) => state)).toEqual(['missed'])
  expect(JSON.parse(await outbox('--state', 'sent', '--json'))).toEqual([])
  expect(await outbox('--state', 'missed')).toContain('两小时以后不再补发')
})

test('however many ask whether it is ready, the ledger is written at most once a second', async () => {
  bot = await openLive()
  const answers = await Promise.all(Array.from({ length: 50 }, readiness))
  expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
  const write = vi.spyOn(bot.app.ledger, 'write')
  await Promise.all(Array.from({ length: 50 }, readiness))
  expect(write.mock.calls.length).toBeLessThanOrEqual(2)
})

async function readiness(): Promise<unknown> {
  return (await fetch(`${bot.app.address}/readyz`)).json()
}

async function outbox(...options: string[]): Promise<string> {
  vi.stubEnv('DATA_DIR', `${bot.directory}/data`)
  vi.stubEnv('CONFIG_DIR', bot.configDirectory)
  vi.stubEnv('WECOM_AIBOT_TOKEN', 'LiveBot2026')
  vi.stubEnv('WECOM_AIBOT_AES_KEY', 'ABCDEFGabcdefghijklmnopqrstuvwxyz0123456789')
  const printed: string[] = []
  const output = vi.spyOn(process.stdout, 'write').mockImplementation(text => printed.push(String(text)) > 0)
  const program = new Command().exitOverride()
  outboxCommands(program)
  await program.parseAsync(['outbox', ...options], { from: 'user' })
  output.mockRestore()
  return printed.join('')
}
