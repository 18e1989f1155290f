import { expect, test } from 'vitest'
import { readRosterCsv, readRosterTable } from '../../src/people/roster-file.ts'

const read = (text: string) => readRosterCsv(Buffer.from(text)).map(({ userid, name }) => [userid, name])
const refused = (text: string) => {
  try {
    return String(read(text))
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}
const two = [
  ['liufang', '刘芳'],
  ['pengli', '彭莉'],
]

test.each([
  ['commas', '账号,姓名,党员类别\nliufang,刘芳,正式党员\npengli,彭莉,正式党员\n'],
  ['semicolons', '账号;姓名;党员类别\nliufang;刘芳;正式党员\npengli;彭莉;正式党员\n'],
  [
    'tabs, as copied out of a sheet',
    '账号\t姓名\t党员类别\nliufang\t刘芳\t正式党员\npengli\t彭莉\t正式党员\n',
  ],
  [
    'a title over the header',
    '第一党支部党员名册,,\n\n账号,姓名,党员类别\nliufang,刘芳,正式党员\npengli,彭莉,正式党员\n',
  ],
  [
    'empty rows of a sheet',
    '账号,姓名,党员类别\n,,\nliufang,刘芳,正式党员\n , ,\n\npengli,彭莉,正式党员\n,,\n',
  ],
  ['a column of numbers', '序号,账号,姓名,党员类别\n1,liufang,刘芳,正式党员\n2,pengli,彭莉,正式党员\n'],
  [
    'names spread out to three characters',
    '账号,姓名,党员类别\nliufang,刘 芳,正式党员\npengli,彭　莉,正式党员\n',
  ],
])('a roster with %s is read', (_what, text) => {
  expect(read(text)).toEqual(two)
})

test('the spaces of a foreign name stay', () => {
  expect(read('账号,姓名,党员类别\nana,Ana Maria,群众\n')).toEqual([['ana', 'Ana Maria']])
})

test('what is wrong is told with the line of the file, whatever stands above it', () => {
  expect(refused('名册,,\n\n账号,姓名,党员类别\nliufang,刘芳,正式党员\n\n\npengli,彭莉,党员\n')).toContain(
    '第 7 行:党员类别应为',
  )
  expect(refused('账号,姓名,党员类别\n\nliufang,刘芳,正式党员\n\nliufang,彭莉,正式党员\n')).toContain(
    '第 5 行:userid 与第 3 行相同。',
  )
})

test('a sheet with a title and empty rows is read the same', () => {
  const rows = readRosterTable([
    ['第一党支部党员名册', '', ''],
    ['账号', '姓名', '党员类别'],
    ['', '', ''],
    ['liufang', '刘芳', '正式党员'],
  ])
  expect(rows.map(({ name }) => name)).toEqual(['刘芳'])
})

test('a file without a header is told what the header is', () => {
  expect(refused('liufang,刘芳,正式党员\n')).toMatch(/^缺少列 userid、name、memberType。表头应为:/)
})
