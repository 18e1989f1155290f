import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { SETTING_NAMES, SettingsError } from './settings.ts'

type Environment = Record<string, string | undefined>

/**
 * The environment with `.env` under it: a variable that is set outside wins. A line that would be passed over, or a name
 * that is nearly one of ours, is refused with its line: an office that believes it is live must not start a trial.
 */
export function environmentWithDotEnv(env: Environment, file = '.env'): Environment {
  const text = textOf(file)
  if (text === undefined) return env
  refuseSlips(text.split(/\r?\n/))
  return { ...parseEnv(text), ...env }
}

/** UTF-8, or UTF-16 as old editors of Windows save it; undefined when there is no such file. */
function textOf(file: string): string | undefined {
  try {
    const bytes = readFileSync(file)
    const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
    return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new SettingsError(`.env 无法读取。请检查文件权限。`, { cause: error })
  }
}

function refuseSlips(lines: readonly string[]): void {
  const seen = new Set<string>()
  // The quote that a value over several lines still waits for.
  let open: string | undefined
  for (const [index, line] of lines.entries()) {
    if (open !== undefined) {
      if (line.includes(open)) open = undefined
      continue
    }
    if (/^\s*(#|$)/.test(line)) continue
    const where = `.env 第 ${index + 1} 行`
    const [, name, value = ''] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line) ?? []
    if (name === undefined)
      throw new SettingsError(`${where}看不懂。请写成 名称=值(英文等号),注释以 # 开头。`)
    const meant = OURS.get(plain(name))
    if (meant !== undefined && meant !== name)
      throw new SettingsError(`${where}:名称 ${name} 请写成 ${meant}。`)
    if (seen.has(name)) throw new SettingsError(`${where}:${name} 前面已经写过一次,请只留一处。`)
    seen.add(name)
    const quote = /^["'`]/.exec(value)?.[0]
    if (quote !== undefined && !value.slice(1).includes(quote)) open = quote
  }
}

const plain = (name: string) => name.replaceAll('_', '').toUpperCase()
const OURS = new Map(SETTING_NAMES.flatMap(name => [name, `${name}_FILE`]).map(name => [plain(name), name]))
