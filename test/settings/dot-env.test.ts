import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { environmentWithDotEnv } from '../../src/dot-env.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'qingfeng-env-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

function read(written: string | Buffer): Record<string, string | undefined> | string {
  const file = join(directory, '.env')
  writeFileSync(file, written)
  try {
    return environmentWithDotEnv({}, file)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}

test.each<[string, string | Buffer]>([
  ['a byte order mark', '\uFEFFPORT=8081\nHOST=127.0.0.1\n'],
  ['line ends of Windows', 'PORT=8081\r\nHOST=127.0.0.1\r\n'],
  [
    'quotes, spaces, export, comments and blank lines',
    '# 端口\n\nexport PORT = "8081" # 内网\n  HOST=\'127.0.0.1\'\n',
  ],
  [
    'UTF-16, as the old editor of Windows saves it',
    Buffer.from('\uFEFFPORT=8081\nHOST=127.0.0.1\n', 'utf16le'),
  ],
])('.env is read with %s', (_what, written) => {
  expect(read(written)).toEqual({ PORT: '8081', HOST: '127.0.0.1' })
})

test('a value over several lines in quotes is one value', () => {
  expect(read('A="one\ntwo"\nPORT=1\n')).toEqual({ A: 'one\ntwo', PORT: '1' })
})

test.each([
  [
    'a colon for the equals sign',
    'PORT=1\nWECOM_AIBOT_TOKEN: abc\n',
    '.env 第 2 行看不懂。请写成 名称=值(英文等号),注释以 # 开头。',
  ],
  [
    'a Chinese equals sign',
    'WECOM_AIBOT_TOKEN\uFF1Dabc\n',
    '.env 第 1 行看不懂。请写成 名称=值(英文等号),注释以 # 开头。',
  ],
  [
    'a name in small letters',
    'wecom_aibot_token=abc\n',
    '.env 第 1 行:名称 wecom_aibot_token 请写成 WECOM_AIBOT_TOKEN。',
  ],
  [
    'a name without its underscore',
    'PORT=1\nDATADIR=/var/lib/qingfeng\n',
    '.env 第 2 行:名称 DATADIR 请写成 DATA_DIR。',
  ],
  [
    'a name written twice',
    'PORT=1\nHOST=127.0.0.1\nPORT=2\n',
    '.env 第 3 行:PORT 前面已经写过一次,请只留一处。',
  ],
])('%s in .env is refused with its line', (_what, written, sentence) => {
  expect(read(written)).toBe(sentence)
})

test('what belongs to other programs is left alone', () => {
  expect(read('TZ=Asia/Shanghai\nhttp_proxy=http://10.0.0.1:3128\n')).toEqual({
    TZ: 'Asia/Shanghai',
    http_proxy: 'http://10.0.0.1:3128',
  })
})
