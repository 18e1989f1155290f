import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readOffice } from '../../src/office.ts'
import { checkSchedule, hiddenBases } from '../../src/reminders/check-schedule.ts'
import type { Audience } from '../../src/rules/shelf.ts'
import { GROUP, sampleOffice, sampleRules } from './office.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'qingfeng-config-'))
  cpSync('config/office.yaml', join(directory, 'office.yaml'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

function changed(from: string, to: string): () => void {
  const file = join(directory, 'office.yaml')
  const text = readFileSync(file, 'utf8')
  expect(text).toContain(from)
  writeFileSync(file, text.replace(from, to))
  return () => checkSchedule(readOffice(directory, 'trial'), sampleRules)
}

test('the sample office is planned as the rules say', () => {
  const office = readOffice('config', 'trial')
  checkSchedule(office, sampleRules)
  expect(office.series.map(({ code, time, place }) => [code, time, place])).toEqual([
    ['theme_party_day', '15:00', '三楼会议室'],
    ['book_club', '15:00', '阅览室'],
    ['warning_education', '15:00', '三楼会议室'],
  ])
  expect(office.series[0]?.rule).toEqual({
    kind: 'nthWeekday',
    nth: 1,
    weekday: 5,
    shift: { policy: 'next', stayInMonth: true, maxShiftDays: 7 },
    useAdjusted: false,
  })
})

test.each([
  ['kind: book_club', 'kind: chess_club', '不认识的活动类型“chess_club”'],
  ['time: "15:00"', 'time: "3pm"', '应写成 "15:00" 这样的时间'],
  [
    'branch: first\n    rule: # 每月第三',
    'branch: second\n    rule: # 每月第三',
    '支部“second”不在 branches 里',
  ],
  ['code: book_club', 'code: theme_party_day', 'series 或 duties 里“first/theme_party_day”写了两次'],
  ['code: book_club', 'code: ad-hoc', '不能以 ad-hoc 开头'],
  ['code: book_club', 'code: 读书会', '应是小写字母开头的代码'],
  ['weekday: 5', 'weekday: 9', '“series.0.rule.weekday”'],
  ['place: 阅览室', 'room: 阅览室', '不认识 “room”'],
  [
    'quarter_assessment, group: 第一党支部工作群',
    'quarter_assessment, group: 二群',
    '群“二群”不在 groups 里',
  ],
  ['quarter_assessment, group: 第一党支部工作群', 'quarter_assessment, branch: first', '要写明提醒谁'],
  ['yearend_assessment, group', 'three_regulations, group', '只能私下提醒,不能发到群里'],
  ['yearend_assessment, group', 'family_selection, group', '请在 duties 里给“family_selection”写上 rule'],
])('instead of %j, %j is refused in words', (from, to, sentence) => {
  expect(changed(from, to)).toThrow(sentence)
})

test('a basis that the readers of a duty may not know is told to whoever checks the configuration', () => {
  const rules = {
    basis: (_reference: string, _day: string, readers: Audience) =>
      readers.kind === 'groups' && readers.names.includes(GROUP) ? undefined : '依据:《内部口径》第一条',
  }
  const duties = [
    { kind: 'month_stat', group: GROUP, basis: 'R40 第一条' },
    { kind: 'calendar_load', branch: 'first', to: 'administrators' as const, basis: 'R40 第一条' },
  ]
  expect(hiddenBases({ ...sampleOffice, duties }, rules, '2026-11-20')).toEqual([
    '“月统计”的依据“R40 第一条”是内部制度,收到提醒的同志看不到,提醒里不写依据。',
  ])
})
