import { expect, test } from 'vitest'
import { CHAIN_LINES, readChain } from '../../src/understand/chain.ts'
import { normalise } from '../../src/understand/normalise.ts'
import { understand } from '../../src/understand/understand.ts'
import { inGroup, names } from './branch.ts'

const chain = (text: string) => readChain(normalise(text), names)
const marks = (text: string) =>
  chain(text)?.marks.map(({ name, status, leaveType, extra }) =>
    [name, status, leaveType ?? extra].filter(Boolean).join(' '),
  )

test.each([
  ['1. 王建平\n2. 刘芳 请假 下乡', ['王建平 planned', '刘芳 leave official']],
  ['1、王建平\n2、刘芳', ['王建平 planned', '刘芳 planned']],
  ['1.王建平\n2.刘芳', ['王建平 planned', '刘芳 planned']],
  ['１．王建平　参加\n２．刘芳　病假', ['王建平 planned', '刘芳 leave sick']],
  ['①王建平✅\n②刘芳❌', ['王建平 planned', '刘芳 leave unspecified']],
  ['❶王建平\n❷刘芳', ['王建平 planned', '刘芳 planned']],
  ['1️⃣王建平\n2️⃣刘芳', ['王建平 planned', '刘芳 planned']],
  ['(1) 王建平\n(2) 刘芳', ['王建平 planned', '刘芳 planned']],
  ['(1)王建平\n(2)刘芳', ['王建平 planned', '刘芳 planned']],
  ['1)王建平\n2)刘芳', ['王建平 planned', '刘芳 planned']],
  ['1王建平\n2刘芳', ['王建平 planned', '刘芳 planned']],
  ['一、王建平\n二、刘芳', ['王建平 planned', '刘芳 planned']],
  ['1. 王建平 2. 刘芳 3. 谭敏', ['王建平 planned', '刘芳 planned', '谭敏 planned']],
  ['1. 综合科 罗小燕\n2. 财务科刘芳 线上', ['罗小燕 planned', '刘芳 online']],
  ['1. 罗小燕(综合科)\n2. 刘芳(财务科) 请假', ['罗小燕 planned', '刘芳 leave unspecified']],
  ['1. 刘芳、谭敏 参加\n2. 曹阳', ['刘芳 planned', '谭敏 planned', '曹阳 planned']],
  ['1. 田甜+家属1人\n2. 肖静+1\n3. 小罗 带2人', ['田甜 planned 1', '肖静 planned 1', '小罗 planned 2']],
  ['1. 王建平 √\n2. 刘芳 ×出差', ['王建平 planned', '刘芳 leave official']],
  ['1. 赵铁柱\n2. 钱小满 请假', ['赵铁柱 planned', '钱小满 leave unspecified']],
  ['1. 张伟(大)\n2. 张伟(小)', ['张伟(大) planned', '张伟(小) planned']],
  ['1. 王建平 迟到\n2. 刘芳 早退\n3. 谭敏 列席', ['王建平 late', '刘芳 leftEarly', '谭敏 observer']],
  ['1. 王建平\n2. 刘芳\n3.\n4. ', ['王建平 planned', '刘芳 planned']],
  ['#接龙\n1. 王建平', ['王建平 planned']],
  ['#Group Note\nBook club\n1. 何静', ['何静 planned']],
  ['#接龙\n党日签到\n1. 王建平\n2. 刘芳 请假', ['王建平 present', '刘芳 leave unspecified']],
  ['#接龙\n请假登记\n1. 王建平 出差\n2. 刘芳', ['王建平 leave official', '刘芳 leave unspecified']],
])('%j', (text, wanted) => {
  expect(marks(text)).toEqual(wanted)
})

test('the sample line of a chain is nobody', () => {
  expect(marks('#接龙\n11月主题党日\n\n例 张三 参加\n1. 王建平')).toEqual(['王建平 planned'])
  expect(marks('#接龙\n示例:1. 张三 参加\n1. 王建平')).toEqual(['王建平 planned'])
})

test('the later line about a person wins', () => {
  expect(marks('1. 刘芳 参加\n2. 曹阳\n3. 刘芳 请假')).toEqual(['曹阳 planned', '刘芳 leave unspecified'])
})

test('numbers that two people took at once are told', () => {
  expect(chain('1.王建平\n2.李雪梅\n3.罗小燕\n3.彭莉\n5.曹阳')).toMatchObject({ doubled: [3], skipped: [4] })
})

test('the title is kept as it was written', () => {
  expect(chain('#接龙\n11月主题党日（周五）\n\n1. 王建平')?.title).toBe('11月主题党日（周五）')
})

test('a line that names no single person is handed back unread', () => {
  expect(chain('#接龙\n1. 王建平\n2. 综合科全体参加')?.unread).toEqual(['2. 综合科全体参加'])
})

test.each([
  '1. 会议时间:周五下午3点\n2. 会议地点:三楼',
  '1. 学习文件\n2. 讨论\n3. 表决',
  '周五下午3点',
  '参加',
  '1',
  '王建平、刘芳、谭敏',
])('%j is no chain', text => {
  expect(chain(text)).toBeUndefined()
})

test.each(['周三订餐', '党费收缴', '体检时间', '衣服尺码', '奶茶团购'])(
  'a chain about %s registers nobody',
  title => {
    const reading = understand(`#接龙\n${title}\n1. 王建平\n2. 刘芳`, inGroup)
    expect(reading).toMatchObject({ intent: 'none', slots: {} })
  },
)

test('a quoted chain is read when the member asks to register it', () => {
  const quote = '#接龙\n党日\n1. 王建平\n2. 刘芳 请假'
  const reading = understand('@清风 按这个登记', { ...inGroup, quote })
  expect(reading.intent).toBe('mark.chain')
  expect(reading.slots.marks).toHaveLength(2)
  expect(understand('@清风 看看这个', { ...inGroup, quote }).slots.marks).toBeUndefined()
})

test('a chain is read up to its last line that may count', () => {
  const lines = Array.from({ length: 1000 }, (_, i) => `${i + 1}. 钱${String.fromCodePoint(0x4e00 + i)}`)
  expect(chain(`#接龙\n${lines.join('\n')}`)?.marks.length).toBeLessThanOrEqual(CHAIN_LINES)
})
