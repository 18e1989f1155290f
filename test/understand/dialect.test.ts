import { describe, expect, test } from 'vitest'
import { inStandardWords } from '../../src/understand/dialect.ts'
import { buildNameIndex } from '../../src/understand/names.ts'
import { normalise } from '../../src/understand/normalise.ts'
import { understand } from '../../src/understand/understand.ts'
import { inGroup } from './branch.ts'

const nobody = buildNameIndex([])
const read = (text: string, names = nobody) => inStandardWords(normalise(text), names).text

describe('Cantonese is read in standard words', () => {
  test.each([
    ['我唔去得', '我不能去'],
    ['我系来列席嘅', '我是来列席的'],
    ['佢话一定到', '他说一定到'],
    ['今次系边个讲课', '这次是谁讲课'],
    ['我仲喺度休产假', '我还在休产假'],
    ['返工先知去唔去得', '上班才知道去不去得了'],
    ['下午嗰个提醒唔使发', '下午那个提醒不用发'],
    ['知喇', '知道了'],
    ['刘芳同谢桂香去咗对账', '刘芳和谢桂香去了对账'],
    ['同事都唔同意', '同事都不同意'],
    ['边个未报', '谁未报'],
    ['打错咗,系公假唔系事假', '打错了,是公假不是事假'],
    ['改返,我参加得到喇', '改回,我能参加了'],
    ['细路发烧,要睇医生', '孩子发烧,要看医生'],
  ])('%s', (text, standard) => {
    expect(read(text)).toBe(standard)
  })
})

describe('words of the standard language stay', () => {
  test.each([
    '联系方式和关系',
    '系统里没有',
    '中文系主任',
    '打电话说一声',
    '参加的话请报名',
    '材料要返工',
    '同意',
    '坐窗边位置',
    '旁边个别同志',
    '而家里有事',
    '请提下周的议题',
    '首先至少三人',
    '法定系统',
    '听日常汇报',
    '我呢,大家阵容整齐',
    '带头先学一步',
    '吹喇叭',
    '倾听意见',
    '他的识别码',
  ])('%s', text => {
    expect(read(text)).toBe(text)
  })
})

test('a name on the roster stays, whatever it is written with', () => {
  const names = buildNameIndex([{ personId: 'p1', name: '冯佢', aliases: [] }])
  expect(read('冯佢唔去', names)).toBe('冯佢不去')
})

test('the words that were written are still known', () => {
  const written = inStandardWords(normalise('嗰个党日我嚟唔到'), nobody)
  expect(written.text).toBe('那个党日我来不了')
  expect(written.raw(0, 2)).toBe('嗰个')
  expect(written.raw(5, 8)).toBe('嚟唔到')
})

describe('a department is no person, and a told colleague is not the one who asks for leave', () => {
  test.each([
    ['@清风 我是纪检组来列席的', { name: 'self', status: 'observer' }],
    ['@清风 我仲喺度休产假,参加唔到住', { name: 'self', status: 'leave', leaveType: 'other' }],
    ['@清风 替我跟李雪梅说一声,我请假', { name: 'self', status: 'leave', leaveType: 'unspecified' }],
  ])('%s', (text, mark) => {
    expect(understand(text, inGroup)).toMatchObject({ intent: 'mark.self', slots: { marks: [mark] } })
  })

  test('an acknowledgement that promises to organise is no mark', () => {
    expect(understand('已阅,会准时组织学习', inGroup)).toMatchObject({ intent: 'ack', slots: {} })
  })
})

describe('a dialect question or excuse is no mark', () => {
  test.each(['@清风 啷个请假', '@清风 我惊嚟唔切', '@清风 刘芳话佢会迟到'])('%s', text => {
    expect(understand(text, inGroup).slots.marks ?? []).toEqual([])
  })
})

test('和 is 同 between two people', () => {
  expect(understand('@清风 刘芳同彭莉都系公假', inGroup).slots.marks).toHaveLength(2)
})

test('who would like to come and cannot is not coming', () => {
  const { marks } = understand('@清风 唔系我唔想去,系要值班', inGroup).slots
  expect(marks?.filter(({ status }) => status === 'planned') ?? []).toEqual([])
})
