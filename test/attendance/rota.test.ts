import { afterEach, beforeEach, expect, test } from 'vitest'
import { sampleOffice } from '../reminders/office.ts'
import { openBranch, type TestBranch } from './branch.ts'

let branch: TestBranch
beforeEach(async () => {
  const series = sampleOffice.series.filter(({ code }) => code === 'book_club')
  branch = await openBranch({ office: { series, duties: [] } })
  await branch.office.sweepAt('2026-11-20 09:00')
})
afterEach(() => branch.close())

const theme = async () =>
  (
    await branch.office.ledger.read
      .selectFrom('sessions')
      .select('theme')
      .where('kind', '=', 'book_club')
      .executeTakeFirstOrThrow()
  ).theme

const ACCOUNTS: Record<string, string> = {
  李雪梅: 'lixuemei',
  彭莉: 'pengli',
  何静: 'hejing',
  陈志强: 'chenzhiqiang',
  刘芳: 'liufang',
  唐明亮: 'tangmingliang',
}

test('whoever reads this month hands the turn to a colleague, and the next sweep leaves it so', async () => {
  const [, reader = ''] = /领读:([^,]+)/.exec(await theme()) ?? []
  const book = (await theme()).replace(/,领读.*/, '')
  const other = reader === '彭莉' ? '何静' : '彭莉'
  const when = '2026-11-20 10:00'
  expect(await branch.tells('caoyang', `本月领读我换给${other}`, when)).toBe(
    '这次的领读人不是您。请领读的同志自己来换,或请书记安排。',
  )
  expect(await branch.tells(ACCOUNTS[reader] ?? '', `本月领读我换给${other}`, when)).toBe(
    `好的,12月读书会(16日):领读${other}。`,
  )
  expect(await theme()).toBe(`${book},领读:${other}`)
  await branch.office.sweepAt('2026-11-23 09:00')
  expect(await theme()).toBe(`${book},领读:${other}`)
})

test('a keeper settles who reads', async () => {
  expect(await branch.tells('wangjianping', '领读换成田甜', '2026-11-20 10:00')).toBe(
    '好的,12月读书会(16日):领读田甜。',
  )
  expect(await theme()).toMatch(/领读:田甜$/)
})

test('a name nobody has changes nothing', async () => {
  const before = await theme()
  expect(await branch.tells('wangjianping', '领读换成赵六', '2026-11-20 10:00')).toMatch(/没有认出姓名/)
  expect(await theme()).toBe(before)
})
