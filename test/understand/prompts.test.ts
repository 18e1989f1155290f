import { expect, test } from 'vitest'
import type { PromptKind } from '../../src/understand/reading.ts'
import { understand } from '../../src/understand/understand.ts'
import { inGroup, inSingleChat } from './branch.ts'

const answer = (text: string, prompt: PromptKind) => understand(text, { ...inSingleChat, prompt })

test.each([
  ['公', 'official'],
  ['公的', 'official'],
  ['公假吧', 'official'],
  ['出差', 'official'],
  ['病', 'sick'],
  ['看病', 'sick'],
  ['事', 'personal'],
  ['私事', 'personal'],
  ['年假', 'personal'],
  ['其他', 'other'],
])('asked for the kind of leave, %s means %s', (text, leaveType) => {
  expect(answer(text, 'leave-type')).toMatchObject({ intent: 'clarify.reply', slots: { leaveType } })
})

test.each([
  ['1', '1'],
  ['2', '2'],
  ['第二个', '二'],
  ['都是', 'both'],
  ['两个都参加', 'both'],
  ['都请假', 'both'],
  ['读书会', '读书会'],
  ['读书会那个', '读书会'],
  ['27日', '27日'],
])('asked which session, %s chooses %s', (text, choice) => {
  expect(answer(text, 'which-session')).toMatchObject({ intent: 'clarify.reply', slots: { choice } })
})

test.each(['档案室', '综合科的', '大的那个', '张伟(大)'])('asked which person, %s is an answer', text => {
  expect(answer(text, 'which-person').intent).toBe('clarify.reply')
})

test.each([
  ['确认', 'yes'],
  ['好的', 'yes'],
  ['可以', 'yes'],
  ['发吧', 'yes'],
  ['核对无误', 'yes'],
  ['取消', 'no'],
  ['先不发', 'no'],
  ['再等等', 'no'],
])('asked to confirm, %s means %s', (text, choice) => {
  expect(answer(text, 'confirm')).toMatchObject({ intent: 'clarify.reply', slots: { choice } })
})

test('a new sentence goes before the question that waits', () => {
  expect(answer('改成请假', 'leave-type').intent).toBe('mark.correct')
  expect(answer('我请假', 'which-session').intent).toBe('mark.self')
  expect(answer('病假要不要证明', 'leave-type').intent).toBe('rule.ask')
  expect(answer('谁还没报', 'confirm').intent).toBe('roster.pending')
})

test('好的 is an acknowledgement when nothing was asked', () => {
  expect(understand('好的', inSingleChat).intent).toBe('ack')
})

test('a bare emoji counts only under an announcement, and softly', () => {
  const announced = { ...inGroup, addressed: true, prompt: 'announcement' as const }
  expect(understand('✅', announced)).toMatchObject({ intent: 'mark.self', confidence: 'soft' })
  expect(understand('✅', inGroup).slots.marks).toBeUndefined()
  expect(understand('收到', announced).intent).toBe('ack')
})

test.each([
  ['planned', { intent: 'mark.self', slots: { marks: [{ name: 'self', status: 'planned' }] } }],
  ['leave', { intent: 'mark.ambiguous' }],
] as const)('+1 after somebody said %s', (status, reading) => {
  expect(understand('+1', { ...inGroup, addressed: true, lastMark: { status } })).toMatchObject(reading)
})
