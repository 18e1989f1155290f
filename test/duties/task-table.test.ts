import { expect, test } from 'vitest'
import { dutyOfTask, readTaskTable } from '../../src/duties/task-table.ts'

const now = new Date('2026-11-20T09:00:00+08:00')
const contacts = { 综合科: 'lixuemei', 财务科: 'liufang' }
const head = ['序号', '事项', '责任科室', '时限']

test('a 任务分解表 becomes one duty a row, in the year of its title', () => {
  const { tasks, problems } = readTaskTable(
    [['2027年重点任务分解表'], head, ['1', '修订接待办法', '综合科、财务科', '3月31日前'], ['', '', '', '']],
    contacts,
    now,
  )
  expect(problems).toEqual([])
  expect(tasks).toEqual([{ name: '修订接待办法', sections: ['综合科', '财务科'], day: '2027-03-31' }])
  const duty = dutyOfTask(tasks[0]!, 'first')
  expect(duty).toMatchObject({
    kind: 'task_item',
    leads: [5, 1],
    to: { kind: 'members', branch: 'first', who: { sections: ['综合科', '财务科'] } },
  })
  expect(dutyOfTask(tasks[0]!, 'first').code).toBe(duty.code)
})

test.each([
  [[['a', 'b']], '没有找到表头。请有“事项”“责任科室”“时限”三列。'],
  [[head, ['1', '', '综合科', '2027-03-31']], '第2行没有写事项。'],
  [[head, ['1', '修订办法', '', '2027-03-31']], '第2行没有写责任科室。'],
  [
    [head, ['1', '修订办法', '业务科', '2027-03-31']],
    '第2行的“业务科”没有联系人。office.yaml 的 contacts 里有:综合科、财务科。',
  ],
  [[head, ['1', '修订办法', '综合科', '尽快']], '第2行的时限“尽快”看不懂,请写成 2027-03-31 或 3月31日。'],
  [
    [head, ['1', '张伟住院慰问', '综合科', '2027-03-31']],
    '第2行的事项里有不该存的内容(证件号、病情、信访、涉密等),请改写。',
  ],
])('%j is refused in words', (rows, sentence) => {
  expect(readTaskTable(rows, contacts, now).problems).toEqual([sentence])
})
