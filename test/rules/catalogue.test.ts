import { expect, test } from 'vitest'
import { documentVersions, listDocuments, recentChanges } from '../../src/rules/catalogue.ts'
import { ask, book, today } from './sample.ts'

test('the sample book holds twelve rules in force with 153 articles, and 63 older articles', () => {
  const listed = listDocuments(book, today)
  expect(listed.map(({ id, articles }) => `${id} ${articles}`)).toEqual([
    'R01 18',
    'R02 14',
    'R03 14',
    'R04 10',
    'R05 14',
    'R06 12',
    'R07 13',
    'R08 13',
    'R09 11',
    'R10 13',
    'R11 9',
    'R12 12',
  ])
  expect(listed.filter(({ status }) => status === 'trial').map(({ id }) => id)).toEqual(['R06'])
  const old = book.documents.flatMap(({ versions }) =>
    versions.filter(({ effectiveTo, amends }) => effectiveTo !== undefined && !amends),
  )
  expect(old.map(({ documentId, year, articles }) => `${documentId}-${year} ${articles.length}`)).toEqual([
    'R01-2022 16',
    'R03-2019 10',
    'R03-2023 12',
    'R07-2021 12',
    'R08-2022 13',
  ])
})

test('the versions of a rule, newest first, with their fate', () => {
  expect(documentVersions(book, 'R03', today)?.map(({ version, status }) => `${version} ${status}`)).toEqual([
    '2026 inForce',
    '2023 superseded',
    '2019 abolished',
  ])
  expect(documentVersions(book, 'R08', today)?.map(({ version, status }) => `${version} ${status}`)).toEqual([
    '2026 inForce',
    '2024 superseded',
    '2022 superseded',
  ])
  expect(documentVersions(book, 'R99', today)).toBeUndefined()
})

test('the latest changes come first, and none from the future', () => {
  expect(recentChanges(book, today, 3).map(({ number }) => number)).toEqual([
    '青办〔2026〕9号',
    '青办〔2026〕6号',
    '青办〔2026〕5号',
  ])
  expect(recentChanges(book, '2026-02-15', 1)[0]?.number).toBe('青办〔2026〕2号')
})

test.each(['有哪些制度', '现在有多少份制度', '制度汇编目录', '最新的制度汇编是哪一版'])(
  '%s lists the rules',
  text => {
    const answer = ask(text)
    expect(answer.kind).toBe('answer')
    expect(answer.text).toContain('制度汇编现有12份制度')
    expect(answer.text).toContain('12. 《工作群和信息安全管理规定》(2026年)')
  },
)

test.each(['最近修订了什么', '最近新出了什么制度', '今年新出台的制度'])('%s tells the latest', text => {
  expect(ask(text).text).toContain('《工作群和信息安全管理规定》(青办〔2026〕9号),2026年5月1日起施行')
})

test('a title alone gives an overview', () => {
  const { text } = ask('差旅办法')
  expect(text).toContain('《差旅费管理办法》(2026年),青办〔2026〕2号,现行有效,共13条。')
  expect(text).toContain('住宿限额')
})

test('a subject beside the list words is a question about the subject', () => {
  expect(ask('公务接待有哪些规定').text).not.toContain('制度汇编现有')
})
