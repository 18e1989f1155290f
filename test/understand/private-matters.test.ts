import { expect, test } from 'vitest'
import { isFreeOfPrivateMatters, isQuestionToKeep } from '../../src/understand/private-matters.ts'
import { inGroup } from './branch.ts'

const { names } = inGroup

test.each([
  '婚假有几天',
  '食堂几点开门',
  '因私出国要不要审批',
  '打印机坏了找谁',
  '责任书什么时候签',
  '工伤假怎么算',
  '施工单位的发票能报吗',
  '民主生活会多久开一次',
  '公文里的附件怎么标注',
])('%s may be kept', question => {
  expect(isQuestionToKeep(question, names)).toBe(true)
})

test.each([
  ['an illness', '做了化疗请假要交什么材料'],
  ['an illness under the radical of sickness', '瘫痪在床还用开会吗'],
  ['a family matter', '离婚开庭能请事假吗'],
  ['a member by name', '刘芳的住宿费能报吗'],
  ['a member by a tag', '张伟(大)能不能补学'],
  ['somebody by surname and post', '钱局长的车补怎么算'],
  ['somebody unnamed', '某同志的档案谁能看'],
  ['a petition', '信访件多少天办结'],
  ['a case', '涉案资产怎么登记'],
  ['a long number', '工号20260013能报销吗'],
  ['a number in words', '账号六二二二零二怎么报备'],
  ['a number plate', '湘L88888能不能进车库停车'],
  ['a link', 'https://x.cn这个培训算不算'],
  ['a mark of secrecy', '机密文件能不能复印'],
  ['a long story', `会议${'很长'.repeat(50)}怎么办`],
])('%s may not: %s', (_what, question) => {
  expect(isQuestionToKeep(question, names)).toBe(false)
})

test.each(['走丢了怎么办', '今天好累', '门口那只猫是谁的'])('%s is no matter of the office', words => {
  expect(isQuestionToKeep(words, names)).toBe(false)
  expect(isFreeOfPrivateMatters(words, names)).toBe(true)
})

test('a text made to be slow is judged in a moment', () => {
  // The fastest of some: other programs may have the processor meanwhile.
  const spent = Array.from({ length: 5 }, () => {
    const started = performance.now()
    for (const text of ['小'.repeat(100), '病假'.repeat(50), 'a1'.repeat(50), '某项'.repeat(20_000)])
      isQuestionToKeep(text, names)
    return performance.now() - started
  })
  expect(Math.min(...spent)).toBeLessThan(50)
})
