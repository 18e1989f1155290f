import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isOneSlipFrom } from '../../src/config-file.ts'
import { readOffice } from '../../src/office.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'qingfeng-config-'))
  cpSync('config/office.yaml', join(directory, 'office.yaml'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

/** What an office is told whose file has this slip in it. */
function toldAbout(from: string, to: string): string {
  const file = join(directory, 'office.yaml')
  const text = readFileSync(file, 'utf8')
  expect(text).toContain(from)
  writeFileSync(
    file,
    text.replace(from, () => to),
  )
  return told()
}

function told(): string {
  try {
    readOffice(directory, 'trial')
    return '没有问题'
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}

test.each([
  [
    'a misspelt key is named in its line, with the right one',
    'administrators:',
    'administators:',
    'office.yaml 第 19 行:不认识 “administators”。请改成“administrators”。',
  ],
  [
    'a misspelt key inside an entry',
    'branch: first }\n\nadmin',
    'branhc: first }\n\nadmin',
    'office.yaml 第 17 行:不认识 “branhc”。请改成“branch”。',
  ],
  [
    'a key that nothing is like',
    'answers: ',
    'colour: red\nanswers: ',
    'office.yaml 第 5 行:不认识 “colour”。请检查拼写和缩进,或删去这一项。',
  ],
  [
    'a key written twice',
    'answers: ',
    'name: 另一个\nanswers: ',
    'office.yaml 第 5 行“name”前面已经写过一次,请只留一处。',
  ],
  ['a tab', '  names: [', '\tnames: [', 'office.yaml 第 8 行行首有制表符(Tab),请改成空格。'],
  [
    'a Chinese colon',
    'name: 青禾',
    'name\uff1a青禾',
    'office.yaml 第 4 行用了中文冒号,请改成英文冒号,后面空一格。',
  ],
  ['no space behind a colon', 'name: 青禾', 'name:青禾', 'office.yaml 第 4 行的冒号后面请空一格。'],
  [
    'an account of digits',
    'administrators: [tanmin]',
    'administrators: [00123]',
    'office.yaml 第 19 行 “administrators.0”:应写成文字,请加上英文引号:"00123"。',
  ],
  [
    'working hours the wrong way round',
    '08:30-12:00',
    '12:00-08:30',
    'office.yaml 第 26 行 “hours.morning”:开始时间应早于结束时间,例如 "08:30-12:00"。',
  ],
  [
    'a group of a branch that does not exist',
    '工作群, branch: first',
    '工作群, branch: frist',
    'office.yaml 第 17 行 “groups.0.branch”:支部“frist”不在 branches 里。可用的是:first。',
  ],
  [
    'a branch code written twice',
    'branches:\n',
    'branches:\n  - { code: first, name: 第二党支部 }\n',
    'office.yaml 第 13 行 “branches.1.code”:支部代码“first”写了两次,请改成不同的。',
  ],
  [
    'a branch name written twice',
    'branches:\n',
    'branches:\n  - { code: second, name: 第一党支部 }\n',
    'office.yaml 第 13 行 “branches.1.name”:支部名称“第一党支部”写了两次,请改成不同的。',
  ],
  [
    'a group written twice',
    'groups:\n',
    'groups:\n  - { name: 第一党支部工作群, branch: first }\n',
    'office.yaml 第 18 行 “groups.1.name”:群名“第一党支部工作群”写了两次,请改成不同的。',
  ],
  [
    'a roster of a branch that does not exist',
    'series:\n',
    'rosters:\n  - { branch: third, kind: study_group, people: [wangjianping] }\nseries:\n',
    'office.yaml 第 34 行 “rosters.0.branch”:支部“third”不在 branches 里。可用的是:first。',
  ],
  [
    'a series of a branch that does not exist',
    'kind: book_club\n    branch: first',
    'kind: book_club\n    branch: third',
    'office.yaml 第 47 行 “series.1.branch”:支部“third”不在 branches 里。可用的是:first。',
  ],
  [
    'a duty of a group that does not exist',
    'kind: month_stat, group: 第一党支部工作群',
    'kind: month_stat, group: 第一支部工作群',
    'office.yaml 第 87 行 “duties.0.group”:群“第一支部工作群”不在 groups 里。可用的是:第一党支部工作群。',
  ],
  [
    'a duty written twice',
    'kind: yearend_assessment',
    'kind: month_stat',
    'office.yaml 第 88 行 “duties.1”:series 或 duties 里“month_stat”写了两次,请给其中一个写上不同的 code。',
  ],
  [
    'a duty that nobody is told of',
    'kind: month_stat, group: 第一党支部工作群',
    'kind: month_stat',
    'office.yaml 第 87 行 “duties.0”:事项“month_stat”要写明提醒谁:写 group(发到群里),或写 branch 和 to(私下提醒),或写 branch 和 rota(轮流)。',
  ],
])('%s is told in words', (_what, from, to, sentence) => {
  expect(toldAbout(from, to)).toBe(sentence)
})

test('two entries that do not fit are both told', () => {
  toldAbout('工作群, branch: first', '工作群, branch: frist')
  expect(toldAbout('book_club\n    branch: first', 'book_club\n    branch: third').split('\n')).toHaveLength(
    2,
  )
})

test('a way of coming round that does not exist is answered with those that do', () => {
  expect(toldAbout('kind: nthWeekday', 'kind: nthweekday')).toMatch(
    /^office\.yaml 第 \d+ 行 “series\.0\.rule\.kind”:应是 weekly\(每周\)、nthWeekday/,
  )
})

test('a file in another encoding is named as such', () => {
  writeFileSync(join(directory, 'office.yaml'), Buffer.from([0x6e, 0x61, 0x3a, 0x20, 0xc7, 0xe0, 0xba, 0xcc]))
  expect(told()).toBe('office.yaml 不是 UTF-8 编码。请用记事本或 WPS 另存一次,编码选 UTF-8。')
})

test.each<[string, string, boolean]>([
  ['branhc', 'branch', true],
  ['brach', 'branch', true],
  ['branches', 'branch', false],
  ['Branch', 'branch', true],
  ['group', 'branch', false],
])('%s is one slip from %s: %s', (written, key, isOne) => {
  expect(isOneSlipFrom(written, key)).toBe(isOne)
})
