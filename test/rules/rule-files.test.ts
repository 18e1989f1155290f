import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RuleBookError } from '../../src/rules/problem.ts'
import { readRuleFiles } from '../../src/rules/rule-files.ts'
import { temporaryDirectory } from '../support/room.ts'

let config: string
beforeEach(() => {
  config = temporaryDirectory()
  mkdirSync(join(config, 'rules'))
})
afterEach(() => rmSync(config, { recursive: true, force: true }))

function refusal(): string {
  try {
    readRuleFiles(config, undefined)
  } catch (error) {
    if (error instanceof RuleBookError) return error.message
    throw error
  }
  return ''
}

const GB18030 = Buffer.from([0xb5, 0xda, 0xd2, 0xbb, 0xcc, 0xf5])

test.each<[string, string, (path: string) => void]>([
  ['rules/asked/R08.md', '这是一个文件夹,应当是文件。', path => mkdirSync(path)],
  ['rules/R08.md', '这是一个文件夹,应当是文件。', path => mkdirSync(path)],
  ['synonyms.yaml', '这是一个文件夹,应当是文件。', path => mkdirSync(path)],
  ['rules/asked', '这是一个文件,应当是文件夹。', path => writeFileSync(path, '')],
  ['rules/asked/R08.md', '不是 UTF-8 编码,请另存为 UTF-8。', path => writeFileSync(path, GB18030)],
  ['synonyms.yaml', '不是 UTF-8 编码,请另存为 UTF-8。', path => writeFileSync(path, GB18030)],
  ['rules/R08.md', '不是 UTF-8 编码,请另存为 UTF-8。', path => writeFileSync(path, GB18030)],
  ['rules/asked/R08.md', '超过 1 MB,请分成几个文件。', path => writeFileSync(path, 'a'.repeat(2 ** 20 + 1))],
])('%s is refused by its name: %s', (file, words, put) => {
  if (file.startsWith('rules/asked/')) mkdirSync(join(config, 'rules/asked'))
  put(join(config, file))
  expect(refusal()).toBe(`${file}:${words}`)
})

test('several files that cannot be read are told in one go', () => {
  mkdirSync(join(config, 'rules/asked'))
  writeFileSync(join(config, 'rules/asked/R08.md'), GB18030)
  mkdirSync(join(config, 'rules/asked/R09.md'))
  expect(refusal().split('\n')).toHaveLength(2)
})

test('a byte order mark is no part of the text', () => {
  writeFileSync(join(config, 'rules/R08.md'), '\uFEFF第一条')
  expect(readRuleFiles(config, undefined).files).toEqual([{ name: 'rules/R08.md', text: '第一条' }])
})
