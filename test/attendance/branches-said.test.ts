import { expect, test } from 'vitest'
import { branchesSaid } from '../../src/attendance/branches-said.ts'
import { sampleOffice } from '../reminders/office.ts'

const branches = [
  { code: 'a', name: '机关第二党支部' },
  { code: 'b', name: '离退休第二党支部' },
  { code: 'c', name: '机关第十二党支部' },
  { code: 'd', name: '项目临时党支部' },
  { code: 'e', name: '第三党支部' },
  { code: 'f', name: '机关第三党支部' },
  { code: 'g', name: '第一党支部' },
  { code: 'h', name: '党支部' },
]
const office = { ...sampleOffice, branches }
const codes = branches.map(({ code }) => code)

test.each([
  ['机关第二党支部发起主题党日', 'a'],
  ['发起机关二支部主题党日', 'a'],
  ['离退休第2支部花名册', 'b'],
  ['十二支部核对无误', 'c'],
  ['12支部核对无误', 'c'],
  ['项目临时支部', 'd'],
  // Two bear the number: neither is taken for granted.
  ['发起第二支部主题党日', 'a b'],
  ['第三支部', 'e f'],
  ['第三党支部', 'e'],
  ['机关第三党支部', 'f'],
  ['机关二支部和离退休二支部', 'a b'],
  ['第四支部', ''],
  ['另一支部队', ''],
  ['第十二、第三支部', 'c e f'],
  ['机关第三和第十二支部', 'c f'],
  ['另一支部', ''],
  ['每一支部', ''],
  ['同一支部', ''],
  ['这一支部', ''],
  ['哪一党支部', ''],
  ['各党支部', ''],
  ['发起主题党日', ''],
])('%s names %s', (text, named) => {
  expect(branchesSaid(office, codes, text).join(' ')).toBe(named)
})
