import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Command, CommanderError } from 'commander'
import { afterAll, expect, test } from 'vitest'
import { benchSearchCommand } from '../../../src/cli/bench-search.ts'
import { Refused } from '../../../src/cli/parts.ts'
import { articles } from './statutes.ts'

const folder = mkdtempSync(join(tmpdir(), 'qingfeng-search-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)
const linesOf = (values: object[]) => values.map(value => JSON.stringify(value)).join('\n')

writeFileSync(at('corpus.jsonl'), linesOf(articles))
writeFileSync(at('corpus.jsonl.gz'), gzipSync(linesOf(articles)))
writeFileSync(
  at('queries.jsonl'),
  `${linesOf([
    { id: 'q1', text: '刮大风还能放河灯吗' },
    { id: 'q2', text: '河灯法第二条' },
  ])}\n\n`,
)
writeFileSync(at('answered.jsonl'), linesOf([{ id: 'a1', text: '刮大风,还能放河灯吗?' }]))
writeFileSync(at('qrels.tsv'), 'a1\t0\t0-4\t1\na1\t0\tgone\t1\nother\t0\t0-1\t1\n')

/** Runs the command in this process; 1 is a refusal, 2 wrong usage, as in src/cli.ts. */
async function run(...args: string[]): Promise<{ status: number; words: string }> {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} })
  benchSearchCommand(program)
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => {} })
  try {
    await program.parseAsync(['search', ...args.map(inFolder)], { from: 'user' })
    return { status: 0, words: '' }
  } catch (error) {
    if (error instanceof CommanderError) return { status: 2, words: error.message }
    if (error instanceof Refused) return { status: 1, words: error.message }
    throw error
  }
}

function inFolder(argument: string): string {
  return argument
    .split(',')
    .map(part => (/\.[a-z]+$/.test(part) ? at(part) : part))
    .join(',')
}

interface Line {
  id: string
  hits: { id: string; score: number }[]
  confidence: number
}

async function search(corpus: string, ...more: string[]): Promise<Line[]> {
  const result = await run('--corpus', corpus, '--queries', 'queries.jsonl', '--out', 'out.jsonl', ...more)
  expect(result).toEqual({ status: 0, words: '' })
  const lines = readFileSync(at('out.jsonl'), 'utf8').trimEnd().split('\n')
  return lines.map(line => {
    const { ms, ...rest } = JSON.parse(line) as Line & { ms: number }
    expect(ms).toBeGreaterThan(0)
    return rest
  })
}

test('every question gets a line with its hits, a confidence and the time it took', async () => {
  const [wind, lookUp, ...rest] = await search('corpus.jsonl', '--top', '3')
  expect(rest).toEqual([])
  expect(wind).toEqual({
    id: 'q1',
    hits: Array.from({ length: 3 }, () => ({ id: expect.any(String), score: expect.any(Number) })),
    confidence: expect.any(Number),
  })
  expect(wind?.hits[0]?.id).toBe('0-3')
  expect([lookUp?.id, lookUp?.hits[0]?.id]).toEqual(['q2', '0-2'])
})

test('a packed corpus and a stored index give the same, and a changed corpus is indexed anew', async () => {
  const plain = await search('corpus.jsonl')
  expect(await search('corpus.jsonl.gz', '--index', 'index.bin')).toEqual(plain)
  const built = readFileSync(at('index.bin'))
  expect(await search('corpus.jsonl.gz', '--index', 'index.bin')).toEqual(plain)
  writeFileSync(at('fewer.jsonl'), linesOf(articles.slice(0, 5)))
  expect((await search('fewer.jsonl', '--index', 'index.bin'))[0]?.hits.length).toBeLessThanOrEqual(5)
  expect(readFileSync(at('index.bin')).equals(built)).toBe(false)
})

test('the same question again is answered as before', async () => {
  const place = (lines: Line[]) => lines[0]?.hits.findIndex(({ id }) => id === '0-4') ?? -1
  const before = place(await search('corpus.jsonl'))
  const after = place(await search('corpus.jsonl', '--learn', 'answered.jsonl,qrels.tsv'))
  expect(before).toBeGreaterThan(0)
  expect(after).toBe(0)
})

test('the command line itself ends with 1 on bad data and 2 on wrong usage', () => {
  const exitOf = (...args: string[]) =>
    spawnSync(process.execPath, [resolve('src/cli.ts'), 'bench', 'search', ...args.map(inFolder)]).status
  const files = ['--queries', 'queries.jsonl', '--out', 'none.jsonl']
  expect(exitOf('--corpus', 'gone.jsonl', ...files)).toBe(1)
  expect(exitOf(...files)).toBe(2)
})

const article = articles[0]
test.each([
  ['no JSON', '{"id":"a"', 'bad.jsonl 第2行:不是完整的 JSON'],
  ['no object', '[1]', 'bad.jsonl 第2行:应当是一个 {…}'],
  ['no text', JSON.stringify({ ...article, id: 'x', text: undefined }), 'bad.jsonl 第2行:缺少“text”'],
  ['a number in words', JSON.stringify({ ...article, id: 'x', n: '一' }), 'bad.jsonl 第2行:“n”应当是整数'],
  ['an id twice', JSON.stringify(article), 'bad.jsonl 第2行:id“0-1”前面已经有了'],
])('a line of the corpus with %s is named', async (_, line, words) => {
  writeFileSync(at('bad.jsonl'), `${JSON.stringify(article)}\n${line}\n`)
  const { status, words: said } = await run(
    '--corpus',
    'bad.jsonl',
    '--queries',
    'queries.jsonl',
    '--out',
    'none.jsonl',
  )
  expect([status, said]).toEqual([1, expect.stringContaining(words)])
  expect(existsSync(at('none.jsonl'))).toBe(false)
})

test.each([
  ['a missing file', ['--corpus', 'gone.jsonl'], 'gone.jsonl:没有这个文件'],
  ['a file that only looks packed', ['--corpus', 'fake.gz'], 'fake.gz:解不开压缩'],
  ['a corpus in another encoding', ['--corpus', 'gbk.jsonl'], 'gbk.jsonl:不是 UTF-8'],
  ['an empty corpus', ['--corpus', 'empty.jsonl'], 'empty.jsonl:里面一条也没有'],
  ['a broken index', ['--corpus', 'corpus.jsonl', '--index', 'fake.gz'], 'fake.gz:这不是索引文件'],
  [
    'qrels in two columns',
    ['--corpus', 'corpus.jsonl', '--learn', 'answered.jsonl,two.tsv'],
    'two.tsv 第1行',
  ],
])('%s is refused in a sentence with exit 1', async (_, args, words) => {
  writeFileSync(at('fake.gz'), 'not packed at all, and quite long enough')
  writeFileSync(at('gbk.jsonl'), Buffer.from([0x7b, 0xba, 0xd3, 0xb5, 0xc6, 0x0a]))
  writeFileSync(at('empty.jsonl'), '\n')
  writeFileSync(at('two.tsv'), 'a1 0-4\n')
  const { status, words: said } = await run(...args, '--queries', 'queries.jsonl', '--out', 'none.jsonl')
  expect([status, said]).toEqual([1, expect.stringContaining(words)])
})

test.each([
  ['no corpus', []],
  ['no number of hits', ['--corpus', 'corpus.jsonl', '--top', 'many']],
  ['learning from one file', ['--corpus', 'corpus.jsonl', '--learn', 'answered.jsonl']],
])('%s is wrong usage, exit 2', async (_, args) => {
  expect((await run(...args, '--queries', 'queries.jsonl', '--out', 'none.jsonl')).status).toBe(2)
})
