import { appendFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { askRules } from '../../src/rules/ask.ts'
import { importedFiles } from '../../src/rules/imported.ts'
import { keepRules, withdrawRule } from '../../src/rules/import/keep.ts'
import { ImportRefused } from '../../src/rules/import/refusal.ts'
import { refuseUnreadable } from '../../src/rules/import/withdrawal.ts'
import { openShelf, type Shelf } from '../../src/rules/shelf.ts'
import { temporaryDirectory } from '../support/room.ts'
import { cited, today } from './sample.ts'

const KEYS = '青办〔2024〕61号'
const MORE = '青办〔2025〕70号'
const facts = (id: string, title: string, count: number, year: number, more = '') =>
  `---\nid: ${id}\ntitle: ${title}\nnumber: 青办〔${year}〕${count}号\nyear: ${year}\neffectiveFrom: ${year}-01-01\ninterpretedBy: 综合科\n${more}---\n`
const keys = `${facts('R60', '钥匙管理办法', 61, 2024)}第一条 钥匙由综合科登记。\n\n第二条 遗失钥匙应当在二十四小时内报告。\n`
const amendment = `${facts('R60', '关于修改钥匙管理办法的决定', 70, 2025, `amends: { number: ${KEYS}, articles: [2] }\n`)}第二条 遗失钥匙应当在八小时内报告。\n`

let directory: string
let config: string
let data: string
let failures: unknown[]
beforeEach(() => {
  directory = temporaryDirectory()
  config = join(directory, 'config')
  data = join(directory, 'data')
  failures = []
  mkdirSync(join(config, 'rules/asked'), { recursive: true })
  cpSync('config/rules/R07-2025.md', join(config, 'rules/R07-2025.md'))
  keepRules(data, [{ id: 'R60', number: KEYS, text: keys }])
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const opened = (): Shelf =>
  openShelf({ configDirectory: config, dataDirectory: data, askInstead: '综合科' }, error => {
    failures.push(error)
  })
const answered = (shelf: Shelf) =>
  cited(askRules(shelf.for({ kind: 'all' }), { text: '遗失钥匙多久报告', today }))
const withdraw = (number: string) =>
  withdrawRule(data, number, rest => refuseUnreadable(config, importedFiles(data), rest, number))
const ask = (text: string) => writeFileSync(join(config, 'rules/asked/R60.md'), text)

test('a document that nothing else names is withdrawn, and the running bot no longer answers from it', () => {
  const shelf = opened()
  expect(answered(shelf)).toBe('R60 第二条')
  expect(withdraw(KEYS)).toBe(true)
  expect(answered(shelf)).toBe('')
  expect(failures).toEqual([])
})

test('a document for which questions are written down stays until they are taken away, which is said with file and line', () => {
  ask('# R60 2024 钥匙管理办法\n\n## 第二条\n开门的东西丢了咋整\n')
  expect(() => withdraw(KEYS)).toThrow(
    /^没有撤下 青办〔2024〕61号,.*请先从 rules\/asked\/R60\.md 删去[^]*rules\/asked\/R60\.md 第4行:/,
  )
  expect(importedFiles(data)).toHaveLength(1)
  expect(answered(opened())).toBe('R60 第二条')
  ask('')
  expect(withdraw(KEYS)).toBe(true)
  opened()
})

test('a whole file of questions for the document is named, not taken for one of other rules', () => {
  keepRules(data, [{ id: 'R60', number: KEYS, text: `${keys}\n第三条 门牌由综合科保管。\n` }])
  ask('# R60 2024 钥匙管理办法\n## 第一条\n甲\n## 第二条\n乙\n## 第三条\n丙\n')
  expect(() => withdraw(KEYS)).toThrow(
    new ImportRefused(
      `没有撤下 ${KEYS},撤下后制度汇编就读不出来了。请先从 rules/asked/R60.md 删去与它有关的内容,再撤下这一份。`,
    ),
  )
})

test('ways of asking in synonyms.yaml hold a document in the same way', () => {
  writeFileSync(join(config, 'synonyms.yaml'), 'asked:\n  R60 钥匙管理办法:\n    第二条: 开门的东西丢了\n')
  expect(() => withdraw(KEYS)).toThrow(/请先从 synonyms\.yaml 删去[^]*R60 第二条/)
  expect(importedFiles(data)).toHaveLength(1)
})

test('a text that an imported amendment changes is withdrawn after the amendment', () => {
  keepRules(data, [{ id: 'R60', number: MORE, text: amendment }])
  expect(() => withdraw(KEYS)).toThrow(/没有撤下[^]*请先撤下 DATA_DIR\/rules\/R60-2025-70\.md/)
  expect(withdraw(MORE)).toBe(true)
  expect(withdraw(KEYS)).toBe(true)
})

test('a book that cannot be read anyway does not hold back a withdrawal', () => {
  appendFileSync(join(config, 'rules/asked/R07.md'), '# R07\n')
  expect(withdraw(KEYS)).toBe(true)
})

test('a number that was never imported is not found', () => expect(withdraw('青办〔2024〕99号')).toBe(false))

test('where the files cannot be read any more, the running bot still does not answer from a withdrawn text', () => {
  keepRules(data, [{ id: 'R60', number: MORE, text: amendment }])
  const shelf = opened()
  expect(answered(shelf)).toBe('R60 第二条')
  ask('# R60\n')
  withdraw(KEYS)
  expect(answered(shelf)).toBe('')
  expect(failures).toHaveLength(1)
  expect(cited(askRules(shelf.for({ kind: 'all' }), { text: 'R07第二条', today }))).toBe('R07 第二条')
})
