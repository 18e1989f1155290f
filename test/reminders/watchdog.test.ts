import { afterEach, expect, test } from 'vitest'
import { watchReminders } from '../../src/reminders/watchdog.ts'
import { at, openOffice, partyDayOnly, sampleOffice, type Given, type ReminderOffice } from './office.ts'

let office: ReminderOffice
const open = async (given: Given = {}) => (office = await openOffice({ office: partyDayOnly, ...given }))
afterEach(() => office.close())

const watch = (when: string) => watchReminders({ ...office.parts, ledger: office.ledger }, at(when))
const finish = (state: 'sent' | 'failed' | 'unknown' | 'missed') =>
  office.ledger.write(trx => trx.updateTable('outbox').set({ state }).execute())

test('all is well while the sweep looks and deliveries end, however they end', async () => {
  await open()
  await office.sweepUntil('2026-12-01 09:40')
  for (const state of ['sent', 'failed', 'unknown', 'missed'] as const) {
    await finish(state)
    await office.sweepAt('2026-12-01 09:50')
    expect(await watch('2026-12-01 09:50')).toMatchObject({ stopped: false, overdue: [], words: [] })
  }
})

test('a program that never looked, or looked for the last time six minutes ago, has stopped', async () => {
  await open()
  expect((await watch('2026-11-20 09:00')).words).toEqual(['提醒程序还没有运行过。'])
  await office.sweepAt('2026-11-20 09:00')
  expect((await watch('2026-11-20 09:05')).stopped).toBe(false)
  expect((await watch('2026-11-20 09:06')).words).toEqual([
    '提醒程序停了:11月20日(周五)09:00以后没有检查过。',
  ])
})

test('without any reminder process it says within minutes which reminder was not sent', async () => {
  const duties = sampleOffice.duties.filter(({ kind }) => kind === 'yearend_assessment')
  await open({ office: { series: [], duties } })
  await office.sweepAt('2026-12-08 09:20')
  expect((await watch('2026-12-08 09:30')).overdue).toEqual([])
  const { overdue, words } = await watch('2026-12-08 09:45')
  expect(overdue.map(({ job, slot, why }) => [job, slot, why])).toEqual([
    ['duty:yearend_assessment:2026-12-15', 'T-5', 'not-made'],
  ])
  expect(words[1]).toMatch(/^12月8日\(周二\)09:3[1-9]的提醒\(年终考核\)没有发出:提醒程序没有处理它。$/)
})

test('a delivery that hangs is named by its session, once for all its rows', async () => {
  await open()
  await office.sweepUntil('2026-12-01 09:40')
  await finish('sent')
  await office.sweepUntil('2026-12-03 09:40')
  await office.sweepAt('2026-12-03 09:50')
  const { stopped, overdue, words } = await watch('2026-12-03 09:50')
  expect(stopped).toBe(false)
  expect(overdue.map(({ job, why }) => [job.split(':')[2], why])).toEqual([['reminder', 'unsent']])
  expect(words[0]).toMatch(/^12月3日\(周四\)09:3[1-9]的提醒\(12月主题党日\)没有发出:还在待发队列里。$/)
})

test('what waits for working hours is not late, and has five minutes once work begins', async () => {
  await open()
  await office.sweepUntil('2026-12-01 09:40')
  await finish('sent')
  await office.sweepUntil('2026-12-03 09:40')
  for (const [when, late] of [
    ['2026-12-03 12:30', 0],
    ['2026-12-03 14:32', 0],
    ['2026-12-03 14:36', 1],
    ['2026-12-03 20:00', 0],
  ] as const) {
    await office.sweepAt(when)
    expect((await watch(when)).overdue.length).toBe(late)
  }
})

test('a slot that was planned and has no delivery is an error of ours', async () => {
  await open()
  await office.sweepUntil('2026-12-01 09:40')
  await office.ledger.write(trx => trx.deleteFrom('outbox').execute())
  await office.sweepAt('2026-12-01 09:50')
  expect((await watch('2026-12-01 09:50')).overdue.map(({ why }) => why)).toEqual(['no-delivery'])
})

test('what has nobody to tell, and what was missed, is no delivery to wait for', async () => {
  await open({ app: false, robot: false })
  await office.sweepUntil('2026-12-01 09:40')
  await office.sweepAt('2026-12-03 18:00')
  expect((await watch('2026-12-03 18:00')).overdue).toEqual([])
})
