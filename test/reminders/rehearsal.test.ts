import { afterEach, expect, test } from 'vitest'
import { workCalendar } from '../../src/calendar/work-calendar.ts'
import { standingDuties } from '../../src/duties/facts.ts'
import { differenceLines, differenceOf } from '../../src/reminders/rehearsal/difference.ts'
import { rehearseYear } from '../../src/reminders/rehearsal/rehearse.ts'
import { movedBy } from '../../src/reminders/loaded-tables.ts'
import { openOffice, sampleOffice, type ReminderOffice } from './office.ts'

let office: ReminderOffice
afterEach(() => office.close())

async function rehearse(year: number) {
  const { parts, ledger } = office
  const duties = await standingDuties(ledger.read, parts.office, parts.calendar, '2026-01-01')
  return rehearseYear(ledger.read, parts, duties, year)
}

test('a year is rehearsed by date and group, private things only as numbers, and nothing is written', async () => {
  office = await openOffice()
  const messages = await rehearse(2026)
  const may = messages.filter(({ day, what }) => day.startsWith('2026-05') && what.includes('警示教育'))
  expect(may.map(({ day, to, what, count, text }) => [day, to, what, count, text?.split('\n')[0]])).toEqual([
    ['2026-05-19', '单聊', '5月警示教育(给书记看)', 3, undefined],
    ['2026-05-21', '第一党支部工作群', '5月警示教育通知', 1, '5月警示教育'],
    ['2026-05-25', '单聊', '5月警示教育提醒未报', 26, undefined],
    ['2026-05-27', '单聊', '5月警示教育(请书记核对)', 3, undefined],
  ])
  expect(messages.some(({ text }) => /马晓东|欧阳晓/.test(text ?? ''))).toBe(false)
  expect(await office.slots()).toEqual([])
})

test('a change of the settings shows as what comes, goes and moves', async () => {
  office = await openOffice()
  const before = await rehearse(2026)
  office.parts.office = {
    ...sampleOffice,
    duties: sampleOffice.duties
      .filter(({ kind }) => kind !== 'month_stat')
      .map(duty => (duty.kind === 'yearend_assessment' ? { ...duty, leads: [15, 5, 2] } : duty)),
  }
  const difference = differenceOf(before, await rehearse(2026))
  expect(difference.removed.filter(({ what }) => what === '月统计')).toHaveLength(12)
  expect(differenceLines(difference)).toEqual(
    expect.arrayContaining([
      '与上次排演相比:增加1,减少13,改期0,改文字或人数0。',
      expect.stringMatching(/^\+ 12月11日\(周五\)09:3\d 第一党支部工作群 年终考核$/),
    ]),
  )
  expect(differenceLines(differenceOf(before, before))).toEqual(['与上次排演相同。'])
})

test('a year without a table is 待核, and its table, once loaded, is told as what it moved', async () => {
  office = await openOffice()
  const messages = await rehearse(2027)
  expect(messages.every(({ unsure }) => unsure)).toBe(true)
  const table2027 = {
    year: 2027,
    holidays: [{ names: ['元旦'], from: '2027-01-01', to: '2027-01-03' }],
    adjustedWorkdays: [],
  }
  const calendar = workCalendar([...office.parts.calendar.tables, table2027])
  const duties = await standingDuties(office.ledger.read, sampleOffice, calendar, '2026-11-20')
  expect(movedBy(sampleOffice, duties, calendar, 2027)).toContain('主题党日 1月1日(周五)→1月4日(周一)')

  await office.sweepAt('2026-12-20 09:00')
  office.parts.calendar = calendar
  await office.sweepAt('2026-12-21 09:00')
  const told = (await office.texts()).filter(text => text.startsWith('app 谭敏: 已载入2027年放假安排'))
  expect(told).toHaveLength(1)
  expect(told[0]).toContain('主题党日 1月1日(周五)→1月4日(周一)')
  await office.sweepAt('2026-12-22 09:00')
  expect((await office.texts()).filter(text => text.includes('已载入2027年'))).toHaveLength(1)
})
