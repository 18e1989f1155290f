import { expect, test } from 'vitest'
import { cited, converse } from './sample.ts'

test.each([
  [['病假要不要证明', '还有呢'], 'R03 第九条'],
  [['病假要不要证明', '原文'], 'R03 第八条'],
  [['病假要不要证明', '出自哪个文件'], 'R03 第八条'],
  [['病假要不要证明', '这个规定什么时候开始执行的'], 'R03 第十四条'],
  [['病假要不要证明', '那2023年呢'], 'R03-2023 第四条'],
  [['病假要不要证明', '以前呢'], 'R03-2023 第四条'],
  [['病假要不要证明', '谁负责解释'], 'R03 第十四条'],
  [['病假要不要证明', '那迟到呢'], 'R03 第九条'],
  [['病假要不要证明', '第十一条呢'], 'R03 第十一条'],
  [['省会住宿标准多少', '那省外呢'], 'R08 第六条'],
  [['省会住宿标准多少', '2023年呢'], 'R08-2022 第六条'],
  [['省会住宿标准多少', '那读书会要交心得吗'], 'R02 第十一条'],
  [['考勤扣分还有效吗', '原文'], 'R03-2019 第八条'],
] as [string[], string][])('%j ends at %s', (texts, article) => {
  expect(cited(converse(...texts))).toBe(article)
})

test('without a last answer a follow-up finds nothing', () => {
  expect(converse('还有呢').kind).toBe('none')
})

test('省里的标准 after an answer is still not in the book', () => {
  expect(converse('省会住宿标准多少', '省里的标准是多少').kind).toBe('none')
})

test('after the last article there is nothing more', () => {
  expect(converse('请假办法第十四条', '还有呢').text).toBe('这一份制度到这里就没有了。')
})
