import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readHolidayTables } from '../../src/calendar/holiday-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'qingfeng-holidays-'))
const good = readFileSync('config/holidays/2026.yaml', 'utf8')
afterAll(() => rmSync(folder, { recursive: true }))

function reading(text: string, name = '2026.yaml'): () => unknown {
  const file = join(folder, name)
  return () => {
    writeFileSync(file, text)
    try {
      return readHolidayTables(folder)
    } finally {
      rmSync(file)
    }
  }
}

test('the tables of a folder are read in order of years', () => {
  const tables = readHolidayTables('config/holidays')
  expect(tables.map(({ year }) => year)).toContain(2026)
  expect(tables.find(({ year }) => year === 2026)?.adjustedWorkdays).toEqual([
    '2026-01-04',
    '2026-02-14',
    '2026-02-28',
    '2026-05-09',
    '2026-09-20',
    '2026-10-10',
  ])
})

test('a folder that does not exist is a calendar without tables', () => {
  expect(readHolidayTables(join(folder, 'none'))).toEqual([])
})

describe('a broken table is refused in words', () => {
  test.each([
    ['a date that does not exist', good.replace('from: 2026-10-01', 'from: 2026-09-31'), /不是存在的日期/],
    ['a forgotten holiday', good.replace(/.*端午.*\n/, ''), /缺少端午的放假日期/],
    ['a holiday written twice', good.replace('[端午]', '[端午, 中秋]'), /中秋写了两次/],
    ['dates in the wrong order', good.replace('from: 2026-10-01', 'from: 2026-10-09'), /请把起止日期对调/],
    ['a holiday of another year', good.replaceAll('2026-10-0', '2025-10-0'), /不在 2026 年/],
    ['a holiday that never ends', good.replace('to: 2026-10-07', 'to: 2026-10-27'), /超过 15 天,请核对/],
    ['holidays that overlap', good.replace('to: 2026-09-27', 'to: 2026-10-01'), /与中秋的放假日期重叠/],
    ['an adjusted day in the week', good.replace('2026-10-10', '2026-10-12'), /10月12日\(周一\)不是周末/],
    ['an adjusted day inside a holiday', good.replace('- 2026-10-10', '- 2026-10-04'), /不能又是调休上班/],
    ['a misspelt key', good.replace('adjustedWorkdays', 'adjusted'), /不认识 “adjusted”/],
    ['a year in words', good.replace('year: 2026', 'year: 今年'), /应是四位的年份/],
  ])('%s', (_, text, message) => {
    expect(reading(text)).toThrow(message)
  })

  test('a file whose name is another year', () => {
    expect(reading(good, '2027.yaml')).toThrow('holidays/2027.yaml 里写的是 2026 年。请改文件名,或改 year。')
  })
})

test('a 元旦 that begins in December belongs to the new year’s table', () => {
  const early = good.replace('from: 2026-01-01', 'from: 2025-12-30').replace('- 2026-01-04', '- 2025-12-27')
  expect(reading(early)).not.toThrow()
})
