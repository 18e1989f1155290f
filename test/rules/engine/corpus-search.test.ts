import { expect, test } from 'vitest'
import { readCorpus, writeCorpus } from '../../../src/rules/engine/corpus-file.ts'
import { searchCorpus } from '../../../src/rules/engine/corpus-search.ts'
import { learn } from '../../../src/rules/engine/memory.ts'
import { articles, smallCorpus } from './statutes.ts'

const corpus = smallCorpus()
const search = searchCorpus(corpus)
const idsOf = (question: string, top = 10) => search(question, top).hits.map(({ at }) => corpus.ids[at])

test.each([
  ['刮大风还能放河灯吗', '0-3'],
  ['河灯用什么材料做', '0-2'],
  ['看护人要多大年纪', '1-2'],
  ['被风筝线割伤了谁赔', '2-2'],
  ['茶叶可以用公款买吗', '3-3'],
  ['茶葉可以用公款買嗎', '3-3'],
])('%s is found in %s', (question, id) => expect(idsOf(question)[0]).toBe(id))

test.each([
  ['《中华人民共和国河灯法》第二条', ['0-2']],
  ['河灯法第2条的内容是什么?', ['0-2']],
  ['河灯法 第 2 条', ['0-2']],
  ['河灯法第２条', ['0-2']],
  ['河灯法2条', ['0-2']],
  ['河灯法2', ['0-2']],
  ['河燈法第二條規定', ['0-2']],
  ['第二条,河灯法', ['0-2']],
  ['河灯法第二条第一款', ['0-2']],
  ['河灯法第三条之一', ['0-4']],
  ['河灯法第3之1条', ['0-4']],
  ['河灯法第一条至第三条', ['0-1', '0-2', '0-3']],
  ['河灯法第1-3条', ['0-1', '0-2', '0-3']],
  ['河灯法第一条和茶水间管理办法第二条', ['0-1', '3-2']],
  ['河灯法实施条例第二条', ['1-2']],
  ['河灯法实施条例(试行)第二条', ['1-2']],
  ['河灯条例第二条', ['1-2']],
  ['最高人民法院关于审理风筝纠纷案件适用法律若干问题的解释（二）第一条', ['2-1']],
  ['关于审理风筝纠纷案件适用法律若干问题的解释(2)第1条', ['2-1']],
  ['风筝司法解释二第一条', ['2-1']],
  ['风筝纠纷解释二第一条', ['2-1']],
  ['请问茶水间办法第一条怎么说', ['3-1']],
] as const)('%s is looked up exactly: %j', (question, ids) => {
  expect(idsOf(question).slice(0, ids.length)).toEqual(ids)
  expect(search(question, 5).confidence).toBe(0.99)
})

test('a number that a document does not have is no sure answer', () => {
  expect(search('河灯法第九十条', 5).confidence).toBeLessThanOrEqual(0.1)
})

test('two questions in one find the articles of both', () => {
  expect(idsOf('看护人要多大年纪?热水器由谁检查?').slice(0, 2).sort()).toEqual(['1-2', '3-2'])
})

test('a question without a word of the corpus finds nothing and is not believed', () => {
  expect(search('pqxz', 5)).toEqual({ hits: [], confidence: expect.closeTo(0, 2) })
  expect(search('', 5).hits).toEqual([])
})

test('a question about the rules is believed more than one about something else', () => {
  expect(search('大风天气能不能放河灯', 5).confidence).toBeGreaterThan(
    search('这部电影的导演哪年出生', 5).confidence,
  )
})

test('at most as many hits as asked for, best first', () => {
  const { hits } = search('河灯应当由谁看护', 3)
  expect(hits).toHaveLength(3)
  expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a))
})

test('an index that was written and read again answers the same', () => {
  const bytes = writeCorpus(corpus, 'digest')
  const stored = readCorpus(bytes)
  expect(stored.source).toBe('digest')
  const again = searchCorpus(stored.corpus)
  for (const { text, doc, no } of articles)
    for (const question of [text, `${doc}${no}`]) expect(again(question, 20)).toEqual(search(question, 20))
})

test('an index at an odd place of a buffer is read all the same', () => {
  const bytes = writeCorpus(corpus, '')
  const shifted = new Uint8Array(bytes.length + 3)
  shifted.set(bytes, 3)
  expect(readCorpus(shifted.subarray(3)).corpus.ids).toEqual(corpus.ids)
})

const stored = () => writeCorpus(corpus, '')
const changed = (at: number) => {
  const bytes = stored()
  bytes[at] = (bytes[at] ?? 0) ^ 0xff
  return bytes
}
test.each([
  ['another file', new TextEncoder().encode('PK\u0003\u0004 something else entirely'), '不是索引文件'],
  ['an empty file', new Uint8Array(0), '不是索引文件'],
  ['an index of another version', changed(8), '重新建立索引'],
  ['an index with a changed byte', changed(stored().length - 20), '已损坏'],
  ['an index with a broken directory', changed(40), '已损坏'],
  ['half an index', stored().slice(0, 500), '不完整'],
])('%s is refused with a sentence', (_, bytes, words) => expect(() => readCorpus(bytes)).toThrow(words))

test('what was learnt can be read: which headings answer, and which questions are alike', () => {
  const at = (id: string) => corpus.ids.indexOf(id)
  const answered = [
    { text: '放灯的时候要不要人看着', articles: [at('0-1')] },
    { text: '灯放出去要收回来吗', articles: [at('0-3'), at('1-3')] },
  ]
  const memory = learn(answered, corpus.index)
  const prior = (id: string) => memory.priors[corpus.index.headingOf[at(id)] ?? 0] ?? 0
  expect(memory.size).toBe(2)
  expect(prior('0-1')).toBeGreaterThan(0)
  expect(prior('0-1')).toBeGreaterThan(prior('3-1'))
  expect(prior('3-1')).toBeLessThan(0)

  const learnt = searchCorpus(corpus, memory)
  const [first] = learnt('放灯的时候要不要人看着', 5).hits
  expect(corpus.ids[first?.at ?? -1]).toBe('0-1')
})

test('an answered question brings its article although they share no word', () => {
  const at = corpus.ids.indexOf('3-2')
  const memory = learn([{ text: '锅炉坏没坏', articles: [at] }], corpus.index)
  expect(search('锅炉坏没坏', 20).hits.map(hit => hit.at)).not.toContain(at)
  expect(searchCorpus(corpus, memory)('锅炉坏没坏', 20).hits.map(hit => hit.at)).toContain(at)
})
