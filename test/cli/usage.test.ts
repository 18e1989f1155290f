import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { runCli } from '../../src/cli.ts'

let directory: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'qingfeng-cli-'))
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

interface Ran {
  code: number
  out: string
  err: string
}

/** Runs a command in this process, with an environment of its own and what it prints caught. */
async function run(args: string[], env: Record<string, string> = {}): Promise<Ran> {
  const outside = process.env
  process.env = { DATA_DIR: join(directory, 'data'), LOG_LEVEL: 'silent', ...env }
  const out = caught(process.stdout)
  const err = caught(process.stderr)
  try {
    const code = await runCli(args)
    return { code, out: out.text(), err: err.text() }
  } finally {
    process.env = outside
    out.end()
    err.end()
  }
}

function caught(stream: NodeJS.WriteStream): { text(): string; end(): void } {
  const written: string[] = []
  const spy = vi.spyOn(stream, 'write').mockImplementation(chunk => written.push(String(chunk)) > 0)
  return { text: () => written.join(''), end: () => spy.mockRestore() }
}

const file = (name: string, text = '') => {
  const path = join(directory, name)
  if (text !== '') writeFileSync(path, text)
  return path
}

test.each<[string, string[], RegExp]>([
  ['an unknown command', ['fro'], /没有命令“fro”。加 --help 看用法。/],
  ['an unknown option', ['check-config', '--jsn'], /没有选项 --jsn。/],
  ['a missing argument', ['ask'], /还缺参数 question。/],
  ['a missing option', ['bench', 'ask', '--in', 'a'], /还缺选项 --out <file>。/],
  ['an option without its value', ['ask', '住宿', '--as-of'], /选项 --as-of <day> 后面要写内容。/],
  ['a state that does not exist', ['outbox', '--state', 'gone'], /可用的是:pending、sending、/],
  ['a day in another form', ['ask', '住宿', '--as-of', '2024/5/1'], /看不懂日期“2024\/5\/1”/],
  [
    'a day that does not exist',
    ['bench', 'ask', '--in', 'a', '--out', 'b', '--today', '2026-02-30'],
    /看不懂日期/,
  ],
  ['a time nobody can read', ['understand', '--in', 'a', '--out', 'b', '--now', '明天'], /看不懂时间“明天”/],
  [
    'an instant on a day that does not exist',
    ['sessions', 'open', '--kind', 'book_club', '--at', '2027-02-30T15:00'],
    /看不懂时间“2027-02-30T15:00”/,
  ],
  ['a month that does not exist', ['export', 'month', '--out', 'x.xlsx', '--month', '2026-13'], /看不懂月份/],
  ['a year of two digits', ['export', 'year', '--out', 'x.xlsx', '--year', '26'], /看不懂年份“26”/],
  ['a year with a letter', ['rehearse', '--year', '2O27'], /年份“2O27”应写成四位数字/],
  ['a sheet under another ending', ['export', 'year', '--out', 'x.csv'], /文件名请以 \.xlsx 结尾/],
  ['an unknown kind', ['sessions', 'open', '--kind', 'x', '--at', '2026-11-27T15:00'], /没有活动类型“x”/],
  ['an unknown branch', ['roster', 'list', '--branch', '九支部'], /没有支部“九支部”/],
  ['an unknown group', ['groups', 'code', '九群'], /没有群“九群”/],
  [
    'neither group nor person',
    ['remind', '--at', '2026-11-23T09:00', '--text', '开会'],
    /--group 群名,或 --to 账号/,
  ],
  ['a version that does not exist', ['rules', 'show', 'R03', '--version', '1999'], /没有 1999 年的版本/],
])('%s is wrong usage: exit 2 and one Chinese sentence', async (_what, args, words) => {
  const { code, out, err } = await run(args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(words)
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).not.toMatch(/error:|ENOENT|invalid/)
})

test.each<[string, () => string[], RegExp]>([
  [
    'a file that is not there',
    () => ['bench', 'ask', '--in', file('no'), '--out', file('o')],
    /读不到文件 .*no。/,
  ],
  [
    'a roster that is not there',
    () => ['understand', '--in', file('q', '{}'), '--out', file('o'), '--roster', file('no.csv')],
    /读不到文件/,
  ],
  [
    'a line that is no JSON',
    () => ['bench', 'ask', '--in', file('bad', '{"id":"1","text":"住宿"}\n不是\n'), '--out', file('o')],
    /bad 第 2 行看不懂。每行应是一个 JSON/,
  ],
  [
    'a line without its fields',
    () => ['understand', '--in', file('bad2', '{"id":"1"}\n'), '--out', file('o')],
    /bad2 第 1 行看不懂/,
  ],
  [
    'a place that cannot be written',
    () => ['bench', 'ask', '--in', file('q1', '{"id":"1","text":"住宿"}'), '--out', '/nope/o'],
    /写不进文件 \/nope\/o。/,
  ],
  ['a folder that is not there', () => ['backup', '/nope/b'], /没有文件夹 \/nope。/],
])('%s fails with exit 1 and says which', async (_what, args, words) => {
  const { code, err } = await run(args())
  expect(code).toBe(1)
  expect(err).toMatch(words)
  expect(err).not.toMatch(/ENOENT|SyntaxError|at /)
})

test('every command that does something prints one JSON document with --json', async () => {
  const questions = file('questions', '{"id":"1","text":"主题党日哪天开","prev":null}\n')
  const messages = file('messages', '{"id":7,"text":"明天下午3点开会","chatType":"single","role":"cadre"}\n')
  const copy = file('copy.sqlite')
  for (const args of [
    ['bench', 'ask', '--in', questions, '--out', file('a1')],
    ['understand', '--in', messages, '--out', file('a2')],
    ['rules', 'gaps'],
    ['backup', copy],
    ['restore', copy],
    ['check-config'],
  ]) {
    const { code, out } = await run([...args, '--json'])
    expect({ args, code, lines: out.trim().split('\n').length }).toEqual({ args, code: 0, lines: 1 })
    expect(() => JSON.parse(out)).not.toThrow()
  }
})

test('a robot’s address is read from standard input, in a process of its own', () => {
  const { stdout, status } = spawnSync(
    process.execPath,
    ['src/cli.ts', 'groups', 'webhook', '第一党支部工作群', '--json'],
    {
      input: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa',
      env: { DATA_DIR: join(directory, 'data') },
      encoding: 'utf8',
    },
  )
  expect({ status, printed: JSON.parse(stdout) as unknown }).toEqual({
    status: 0,
    printed: { saved: '第一党支部工作群' },
  })
})

test('--now reckons the times that a message says', async () => {
  const messages = file(
    'times',
    '{"id":"1","text":"发起主题党日,明天下午3点,三楼会议室","chatType":"single","role":"secretary"}\n',
  )
  await run(['understand', '--in', messages, '--out', file('reckoned'), '--now', '2026-11-20T10:00'])
  expect(JSON.parse(readFileSync(file('reckoned'), 'utf8'))).toMatchObject({
    intent: 'session.open',
    at: { day: '2026-11-21', time: '15:00' },
  })
})

test('a question is answered by the rules of the day that is asked for, or of the program’s clock', async () => {
  const env = { DATA_DIR: join(directory, 'other') }
  const status = async (args: string[]) => {
    const { out } = await run([...args, '--json'], env)
    const { articles } = JSON.parse(out) as { articles: { version: string; status: string }[] }
    return articles[0]
  }
  const trialRule = ['ask', '廉政档案办法第四条']
  expect(await status(trialRule)).toMatchObject({ status: 'trial' })
  expect(await status(['ask', '省会住宿限额多少', '--as-of', '2024-05-01'])).toMatchObject({
    version: '2022',
  })
  await run(['roster', 'list'], env)
  const { DatabaseSync } = await import('node:sqlite')
  const ledger = new DatabaseSync(join(env.DATA_DIR, 'ledger.sqlite'))
  ledger.exec(`insert into meta values ('trial_clock', '2027-02-01T01:00:00.000Z')`)
  ledger.close()
  expect(await status(trialRule)).toMatchObject({ status: 'abolished' })
  const questions = file('days', '{"id":"1","text":"廉政档案办法第四条"}\n')
  await run(['bench', 'ask', '--in', questions, '--out', file('d1')], env)
  await run(['bench', 'ask', '--in', questions, '--out', file('d2'), '--today', '2026-11-20'], env)
  const statuses = ['d1', 'd2'].map(
    name =>
      (JSON.parse(readFileSync(file(name), 'utf8')) as { articles: { status: string }[] }).articles[0]
        ?.status,
  )
  expect(statuses).toEqual(['abolished', 'trial'])
})

test.each<[string, (yaml: string) => string, RegExp]>([
  [
    'an administrator',
    yaml => yaml.replace('[tanmin]', '[tanmin, nobody]'),
    /administrators里的账号“nobody”不在名单里/,
  ],
  [
    'a responsible person',
    yaml => yaml.replace('[luoxiaoyan]', '[nobody]'),
    /rules\.responsible里的账号“nobody”不在名单里/,
  ],
  [
    'a lead reader',
    yaml => yaml.replace('[李雪梅, 彭莉', '[李雪梅, 无名氏'),
    /leadReaders 里的“无名氏”不在支部名单里/,
  ],
  ['no name', yaml => yaml.replace(/^name: .*$/m, ''), /office\.yaml 第 \d+ 行 “name”:没有写,请补上。/],
  [
    'a number for a list',
    yaml => yaml.replace('[tanmin]', '3'),
    /“administrators”:应写成列表,例如 \[甲, 乙\]。/,
  ],
])('check-config finds %s that cannot be', async (_what, change, words) => {
  const configDirectory = join(directory, `config-${Math.abs(words.source.length)}-${_what.length}`)
  cpSync('config', configDirectory, { recursive: true })
  const office = join(configDirectory, 'office.yaml')
  writeFileSync(office, change(readFileSync(office, 'utf8')))
  const env = { CONFIG_DIR: configDirectory, DATA_DIR: join(directory, 'unused') }
  const { code, err } = await run(['check-config'], env)
  expect(code).toBe(1)
  expect(err).toMatch(words)
})

test.each<[string, string, (text: string) => string, string]>([
  [
    'a day of holiday that does not exist',
    'holidays/2026.yaml',
    text => text.replace('from: 2026-05-01', 'from: 2026-04-31'),
    '2026.yaml 第 11 行 “holidays.3.from”:不是存在的日期,应写成 2026-10-01 这样。',
  ],
  [
    'a key for a group that the office does not have',
    'secrets.yaml',
    () => 'webhooks: { 九支部群: abcdefgh-12345678 }',
    'secrets.yaml:群“九支部群”不在 office.yaml 的 groups 里。已有:第一党支部工作群。',
  ],
])('check-config finds %s in its file', async (_what, name, change, sentence) => {
  const configDirectory = mkdtempSync(join(directory, 'config-'))
  cpSync('config', configDirectory, { recursive: true })
  const path = join(configDirectory, name)
  writeFileSync(path, change(existsSync(path) ? readFileSync(path, 'utf8') : ''))
  const { code, out, err } = await run(['check-config'], { CONFIG_DIR: configDirectory })
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err.split('\n')[0]).toBe(sentence)
})

test('a backup of the trial is not restored into a live office, and nothing is moved', async () => {
  const copy = file('of-trial.sqlite')
  expect((await run(['backup', copy], { DATA_DIR: join(directory, 'for-backup') })).code).toBe(0)
  const live = {
    DATA_DIR: join(directory, 'live'),
    WECOM_AIBOT_TOKEN: 'abc123',
    WECOM_AIBOT_AES_KEY: 'a'.repeat(43),
  }
  mkdirSync(live.DATA_DIR)
  const { code, err } = await run(['restore', copy], live)
  expect({ code, err }).toEqual({
    code: 1,
    err: `${copy} 是试用数据的备份,不能恢复到正式环境,没有恢复。请换一个备份,或检查 .env。\n`,
  })
  expect(readdirSync(live.DATA_DIR).filter(name => name.startsWith('ledger'))).toEqual([])
})

test('a data directory that is a file is named as such', async () => {
  const path = file('no-folder', 'x')
  const { code, err } = await run(['roster', 'list'], { DATA_DIR: path })
  expect({ code, err }).toEqual({
    code: 1,
    err: `数据目录 ${path} 不是文件夹。请改 .env 里的 DATA_DIR,或移走这个文件。\n`,
  })
})

test('a kind of activity may be written by its name', async () => {
  const { code, out } = await run(
    ['sessions', 'open', '--kind', '读书会', '--at', '2026-12-02T15:00', '--json'],
    {
      DATA_DIR: join(directory, 'by-name'),
    },
  )
  expect({ code, title: (JSON.parse(out) as { title: string }).title }).toEqual({
    code: 0,
    title: '12月读书会',
  })
})
