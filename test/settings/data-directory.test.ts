import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { prepareDataDirectory, refuseFullDisk } from '../../src/data-directory.ts'
import { LedgerUnavailable } from '../../src/ledger/ledger.ts'
import { sentence } from '../../src/main.ts'
import { loadSecret } from '../../src/secret.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'qingfeng-data-'))
  chmodSync(directory, 0o755)
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

/** What whoever starts the program is told; nobody's rights are tried as nobody, also where the tests run as root. */
function toldAsNobody(place: string): string {
  const isRoot = process.getuid?.() === 0
  if (isRoot) process.seteuid?.('nobody')
  try {
    prepareDataDirectory(place)
    return '没有问题'
  } catch (error) {
    return sentence(error)
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

const user = process.getuid?.() === 0 ? 'nobody' : userInfo().username

describe.skipIf(process.getuid === undefined)('a data directory that cannot be written', () => {
  test('is told with who needs the right to it', () => {
    const place = join(directory, 'theirs')
    mkdirSync(place)
    chmodSync(place, 0o555)
    expect(toldAsNobody(place)).toBe(
      `数据目录 ${place} 写不进去:运行清风的用户 ${user} 没有权限。请由 root 执行 mkdir -p ${place} && chown -R ${user} ${place} && chmod u+rwx ${place},或在 .env 里用 DATA_DIR 指定别的目录。`,
    )
  })

  test('because its parent is closed is told in the same words', () => {
    chmodSync(directory, 0o555)
    const place = join(directory, 'new')
    expect(toldAsNobody(place)).toMatch(
      /^数据目录 .*new 写不进去:运行清风的用户 .* 没有权限。请由 root 执行 mkdir -p /,
    )
  })

  test('in one file only, left by a start as somebody else, is told with that file', () => {
    chmodSync(directory, 0o777)
    writeFileSync(join(directory, 'ledger.sqlite'), '')
    chmodSync(join(directory, 'ledger.sqlite'), 0o400)
    expect(toldAsNobody(directory)).toMatch(
      /ledger\.sqlite 读写不了:运行清风的用户 .* 没有权限。请由 root 执行 ch(?:own|mod) -R .*,再启动。$/,
    )
  })
})

test('a file in its place, or a folder in the place of the ledger, is named', () => {
  const file = join(directory, 'file')
  writeFileSync(file, '')
  for (const place of [file, join(file, 'below')])
    expect(toldAsNobody(place)).toBe(`数据目录 ${place} 不是文件夹。请改 .env 里的 DATA_DIR,或移走这个文件。`)
  mkdirSync(join(directory, 'data', 'ledger.sqlite'), { recursive: true })
  expect(() => prepareDataDirectory(join(directory, 'data'))).toThrow(
    /ledger\.sqlite 应是一个文件,现在是文件夹。请移走它再启动。$/,
  )
})

test('a good one is made, and the look at its room leaves nothing behind', () => {
  const place = join(directory, 'a', 'b')
  prepareDataDirectory(place)
  refuseFullDisk(place)
  expect(readdirSync(place)).toEqual([])
})

test.each([
  [Object.assign(new Error('full'), { code: 'ENOSPC' })],
  [new LedgerUnavailable('', { cause: Object.assign(new Error('full'), { errcode: 13 }) })],
])('a full disk is called so', error => {
  expect(sentence(error)).toBe('磁盘满了,账本写不进去。请先腾出空间再启动。')
})

test('a port that only root may use is not taken for a file', () => {
  const error = Object.assign(new Error('no'), { code: 'EACCES', syscall: 'listen' })
  expect(sentence(error)).toBe('没有权限用这个端口。请换一个 1024 以上的,例如:PORT=8080 npm start')
})

test('the start ends with 1 and that one sentence', () => {
  const file = join(directory, 'file')
  writeFileSync(file, '')
  const env = { PATH: process.env['PATH'], DATA_DIR: file, PORT: '0' }
  const { status, stderr, stdout } = spawnSync(process.execPath, ['src/main.ts'], { env, encoding: 'utf8' })
  expect({ status, stderr, stdout }).toEqual({
    status: 1,
    stderr: `数据目录 ${file} 不是文件夹。请改 .env 里的 DATA_DIR,或移走这个文件。\n`,
    stdout: '',
  })
})

test('a secret that a full disk cut short is refused, and never used', () => {
  const file = join(directory, 'secret')
  for (const cut of ['', 'short']) {
    writeFileSync(file, cut)
    expect(() => loadSecret(undefined, directory)).toThrow(/secret 是空的或不完整,不能使用。/)
  }
  rmSync(file)
  loadSecret(undefined, directory)
  expect(readFileSync(file, 'utf8')).toHaveLength(43)
})
