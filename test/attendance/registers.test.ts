import readXlsx from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { registerWorkbook } from '../../src/attendance/export-xlsx.ts'
import type { StandingMark } from '../../src/attendance/mark.ts'
import type { MarkChange } from '../../src/attendance/registers/mark-change.ts'
import { registerFileName } from '../../src/attendance/registers/file-name.ts'
import type { SessionRegisterInput } from '../../src/attendance/registers/session-register.ts'
import type { Session } from '../../src/attendance/session.ts'
import type { RegisterLine } from '../../src/attendance/tally.ts'

const session: Session = {
  id: 's1',
  branch: 'first',
  kind: 'theme_party_day',
  title: '11月主题党日',
  theme: '学习支部工作条例',
  place: '三楼会议室',
  startsAt: new Date('2026-11-27T07:00:00Z'),
  state: 'archived',
}

const SAID = '2026-11-25T01:30:00.000Z'

let number = 0
function line(
  name: string,
  status?: StandingMark['status'],
  more: Partial<StandingMark & RegisterLine['member']> = {},
): RegisterLine {
  number += 1
  const { leaveType, source = 'self', saidAt = SAID, ...member } = more
  return {
    member: {
      personId: name,
      userid: '',
      name,
      memberType: 'full',
      partyGroup: '一组',
      department: '综合科',
      aliases: [],
      rosterNumber: number,
      ...member,
    },
    mark: status && { status, source, saidAt, ...(leaveType !== undefined && { leaveType }) },
  }
}

function change(name: string, status: MarkChange['status'], more: Partial<MarkChange> = {}): MarkChange {
  const said = new Date(SAID)
  return {
    personId: name,
    name,
    status,
    source: 'self',
    reportedBy: name,
    saidAt: said,
    enteredAt: said,
    lateEntry: false,
    effect: 'changed',
    ...more,
  }
}

const expected = [
  line('王建平', 'present'),
  line('张伟', 'late', { tag: '档案室', department: '档案室' }),
  line('张伟', 'leftEarly', { tag: '综合科', partyGroup: '二组', personId: 'zhang2' }),
  line('刘芳', 'leave', { leaveType: 'official' }),
  line('彭莉', 'leave', { leaveType: 'sick' }),
  line('谭海波', 'leave', { leaveType: 'personal' }),
  line('何静', 'leave', { leaveType: 'other' }),
  line('曹阳', 'leave', { leaveType: 'unspecified' }),
  line('马晓东', 'planned', { memberType: 'probationary', department: '' }),
  line('龙飞跃', 'online', { memberType: 'mobile', partyGroup: '' }),
  line('何秀英', 'absent', { memberType: 'retired' }),
  line('秦素云'),
]
const guests = [
  line('周敏', 'observer', { memberType: 'activist' }),
  line('田甜', 'planned', { memberType: 'nonMember' }),
]
const changes = [
  change('刘芳', 'planned'),
  change('刘芳', 'leave', {
    before: { status: 'planned' },
    leaveType: 'official',
    source: 'proxy',
    reportedBy: '王建平',
    saidAt: new Date('2026-11-26T02:00:00Z'),
    enteredAt: new Date('2026-11-26T02:01:00Z'),
  }),
]
const exportedAt = new Date('2026-11-28T01:12:00Z')
const input: SessionRegisterInput = {
  branchName: '第一党支部',
  session,
  register: { session, expected, exempt: [], guests },
  changes,
  exportedAt,
}

async function sheetsOf(input: SessionRegisterInput) {
  const { bytes } = await registerWorkbook(input)
  return readXlsx(bytes, { trim: false })
}

const nothing = null

test('the register is the form that secretaries know, cell by cell', async () => {
  const [register] = await sheetsOf(input)
  expect(register).toEqual({
    sheet: '到会登记表',
    data: [
      [
        '第一党支部2026年11月主题党日到会登记表',
        nothing,
        nothing,
        nothing,
        nothing,
        nothing,
        nothing,
        nothing,
      ],
      [
        '时间:2026年11月27日 15:00',
        nothing,
        nothing,
        '地点:三楼会议室',
        '主题:学习支部工作条例',
        nothing,
        '主持人:',
        '记录人:',
      ],
      ['序号', '姓名', '党员类别', '所在党小组(科室)', '到会情况', '请假类别', '补学情况', '备注'],
      [1, '王建平', '正式党员', '一组(综合科)', '已到', nothing, nothing, nothing],
      [2, '张伟(档案室)', '正式党员', '一组(档案室)', '迟到', nothing, nothing, nothing],
      [3, '张伟(综合科)', '正式党员', '二组(综合科)', '早退', nothing, nothing, nothing],
      [4, '刘芳', '正式党员', '一组(综合科)', '请假', '公假', nothing, nothing],
      [5, '彭莉', '正式党员', '一组(综合科)', '请假', '病假', nothing, nothing],
      [6, '谭海波', '正式党员', '一组(综合科)', '请假', '事假', nothing, nothing],
      [7, '何静', '正式党员', '一组(综合科)', '请假', '其他', nothing, nothing],
      [8, '曹阳', '正式党员', '一组(综合科)', '请假', '未说明', nothing, nothing],
      [9, '马晓东', '预备党员', '一组', '参加(报名)', nothing, nothing, nothing],
      [10, '龙飞跃', '流动党员', '综合科', '线上', nothing, nothing, nothing],
      [11, '何秀英', '离退休党员', '一组(综合科)', '缺席', nothing, nothing, nothing],
      [12, '秦素云', '正式党员', '一组(综合科)', '未报', nothing, nothing, nothing],
      [13, '周敏', '积极分子', '一组(综合科)', '列席', nothing, nothing, nothing],
      [14, '田甜', '群众', '一组(综合科)', '列席(报名)', nothing, nothing, nothing],
      ['应到', '实到', '线上参加', '请假(公/病/事/其他)', '缺席', '列席', '未报', '报名待核对'],
      [12, 3, 1, '5(公1 病1 事1 其他1 未说明1)', 1, 2, 1, 1],
      ['登记人:', nothing, nothing, '核对人:', nothing, '导出时间:2026年11月28日 09:12', nothing, nothing],
      ['仅供支部内部管理使用,请勿外传', nothing, nothing, nothing, nothing, nothing, nothing, nothing],
    ],
  })
})

test('the second sheet tells who changed whose mark when', async () => {
  const [, log] = await sheetsOf(input)
  expect(log).toEqual({
    sheet: '变更记录',
    data: [
      ['第一党支部2026年11月主题党日变更记录', ...Array(8).fill(nothing)],
      ['序号', '录入时间', '姓名', '原登记', '登记为', '来源', '经办人', '消息时间', '备注'],
      [
        1,
        '2026年11月25日 09:30',
        '刘芳',
        '未报',
        '参加(报名)',
        '本人',
        '刘芳',
        '2026年11月25日 09:30',
        nothing,
      ],
      [
        2,
        '2026年11月26日 10:01',
        '刘芳',
        '参加(报名)',
        '请假(公假)',
        '代报',
        '王建平',
        '2026年11月26日 10:00',
        nothing,
      ],
      ['仅供支部内部管理使用,请勿外传', ...Array(8).fill(nothing)],
    ],
  })
})

test('a mark entered after the check is shown as 补录 on both sheets, with its true day', async () => {
  const saidAt = new Date('2026-12-02T02:00:00Z')
  const late = change('秦素云', 'present', {
    source: 'secretary',
    reportedBy: '王建平',
    saidAt,
    enteredAt: saidAt,
    lateEntry: true,
    reason: '当天漏记',
    before: { status: 'leave', leaveType: 'sick' },
  })
  const entered = line('秦素云', 'present', { source: 'secretary', saidAt: saidAt.toISOString() })
  const register = { session, expected: [line('王建平', 'present'), entered], guests: [], exempt: [] }
  const [sheet, log] = await sheetsOf({
    ...input,
    register,
    changes: [change('秦素云', 'leave', { leaveType: 'sick' }), late],
  })
  expect(sheet?.data[4]).toEqual([
    2,
    '秦素云',
    '正式党员',
    '一组(综合科)',
    '已到',
    nothing,
    nothing,
    '补录(2026年12月2日),经办:王建平,原因:当天漏记',
  ])
  expect(log?.data[3]).toEqual([
    2,
    '2026年12月2日 10:00',
    '秦素云',
    '请假(病假)',
    '已到',
    '支部登记',
    '王建平',
    '2026年12月2日 10:00',
    '补录(2026年12月2日),原因:当天漏记',
  ])
})

test('the order is the order of the roster, whoever came and whoever did not', async () => {
  const names = ['缺席者', '到会者', '未报者', '请假者']
  const register = {
    session,
    expected: [line('缺席者', 'absent'), line('到会者', 'present'), line('未报者'), line('请假者', 'leave')],
    guests: [],
    exempt: [],
  }
  const [sheet] = await sheetsOf({ ...input, register })
  expect(sheet?.data.slice(3, 7).map(row => row[1])).toEqual(names)
})

test('a guest who said 请假 is not counted as 列席', async () => {
  const register = {
    session,
    expected: [line('王建平', 'present')],
    exempt: [],
    guests: [line('周敏', 'leave'), line('田甜', 'present')],
  }
  const [sheet] = await sheetsOf({ ...input, register })
  expect(sheet?.data.slice(4, 6).map(row => row[4])).toEqual(['请假', '列席'])
  expect(sheet?.data[7]).toEqual([1, 1, 0, '0(公0 病0 事0 其他0)', 0, 1, 0, 0])
})

test('a voluntary activity has no 应到, and those who came are not guests', async () => {
  const voluntary: Session = { ...session, kind: 'volunteer' }
  const register = {
    session: voluntary,
    expected: [],
    exempt: [],
    guests: [line('刘芳', 'present'), line('彭莉', 'planned')],
  }
  const [sheet] = await sheetsOf({ ...input, session: voluntary, register })
  expect(sheet?.data[0]?.[0]).toBe('第一党支部2026年11月志愿服务到会登记表')
  expect(sheet?.data.slice(3, 5).map(row => row[4])).toEqual(['已到', '参加(报名)'])
  expect(sheet?.data[6]).toEqual(['自愿参加', 1, 0, '0(公0 病0 事0 其他0)', 0, 0, 0, 1])
})

describe('the last row but one says who signs and how far the register is', () => {
  const cases: [Session['state'], string][] = [
    ['archived', '导出时间:2026年11月28日 09:12'],
    ['open', '导出时间:2026年11月28日 09:12(尚未核对)'],
    ['cancelled', '导出时间:2026年11月28日 09:12(活动已取消)'],
  ]
  test.each(cases)('%s', async (state, words) => {
    const [sheet] = await sheetsOf({
      ...input,
      session: { ...session, state },
      registeredBy: '李雪梅',
      checkedBy: '王建平',
    })
    const row = sheet?.data.at(-2)
    expect([row?.[0], row?.[3], row?.[5]]).toEqual(['登记人:李雪梅', '核对人:王建平', words])
  })
})

test('a session nobody has answered has a full list and an empty history', async () => {
  const register = { session, expected: [line('王建平')], guests: [], exempt: [] }
  const [sheet, log] = await sheetsOf({ ...input, register, changes: [] })
  expect(sheet?.data[5]).toEqual([1, 0, 0, '0(公0 病0 事0 其他0)', 0, 0, 1, 0])
  expect(log?.data[2]?.[0]).toBe('还没有登记')
})

test.each([
  ['第一党支部', '第一党支部_主题党日_2026年11月.xlsx'],
  ['机关/第一:支部?', '机关-第一-支部-_主题党日_2026年11月.xlsx'],
  ['../../etc', '-etc_主题党日_2026年11月.xlsx'],
  ['支\u202e部\u0000 甲', '支-部-甲_主题党日_2026年11月.xlsx'],
])('the file of %j has a name every system takes', (branchName, name) => {
  expect(registerFileName(branchName, session)).toBe(name)
})
