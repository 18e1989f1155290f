import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import { z } from 'zod'

z.config(z.locales.zhCN())

/** A file in CONFIG_DIR is wrong; the message names file, line and what to write. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads a YAML file and checks it against a schema. Unknown keys, wrong values and broken YAML become a ConfigError. */
export function readConfigFile<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> {
  const text = readText(file)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const broken = document.errors[0]
  if (broken !== undefined) {
    const { line } = lines.linePos(broken.pos[0])
    const why = brokenBecause(broken.code, text.split('\n')[line - 1] ?? '')
    throw new ConfigError(`${basename(file)} 第 ${line} 行${why}。`, { cause: broken })
  }
  const checked = schema.safeParse(document.toJS())
  if (checked.success) return checked.data
  const problems = withoutMisspelt(checked.error.issues)
    .slice(0, 5)
    .flatMap(issue => sentences(basename(file), document, lines, issue, checked.error.issues))
  throw new ConfigError(problems.join('\n'))
}

function readText(file: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (cause) {
    throw new ConfigError(`读不到 ${file}。请从示范配置复制一份 ${basename(file)},或检查 CONFIG_DIR。`, {
      cause,
    })
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new ConfigError(`${basename(file)} 不是 UTF-8 编码。请用记事本或 WPS 另存一次,编码选 UTF-8。`, {
      cause,
    })
  }
}

/** What the line looks like says more than the parser, which only knows what it expected. */
function brokenBecause(code: string, line: string): string {
  if (code === 'DUPLICATE_KEY') return `“${/[^\s:-][^:]*/.exec(line)?.[0] ?? ''}”前面已经写过一次,请只留一处`
  if (/^ *\t/.test(line)) return '行首有制表符(Tab),请改成空格'
  if (/^[ -]*[A-Za-z]\w*\uff1a/.test(line)) return '用了中文冒号,请改成英文冒号,后面空一格'
  if (/^[ -]*[A-Za-z]\w*:[^\s]/.test(line)) return '的冒号后面请空一格'
  return '不是正确的 YAML。请检查缩进(与上下几行对齐,用空格)、冒号后的空格、成对的引号和括号'
}

/** A key that is missing because it was misspelt is told once, where it stands. */
function withoutMisspelt(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const misspelt = new Set(
    issues.flatMap(issue =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map(key => [...issue.path, meantBy(key, issue.path, issues) ?? ''].map(String).join('/'))
        : [],
    ),
  )
  return issues.filter(
    issue => issue.code === 'unrecognized_keys' || !misspelt.has(issue.path.map(String).join('/')),
  )
}

/** The key missing beside a misspelt one, when one slip lies between them. */
function meantBy(
  written: string,
  path: readonly PropertyKey[],
  issues: readonly z.core.$ZodIssue[],
): string | undefined {
  return issues
    .filter(issue => issue.code === 'invalid_type' && issue.path.length === path.length + 1)
    .filter(issue => path.every((step, index) => issue.path[index] === step))
    .map(issue => String(issue.path.at(-1)))
    .find(key => isOneSlipFrom(written, key))
}

/** One character left out, added or wrong, two neighbours changed about, or only the case differs. */
export function isOneSlipFrom(written: string, key: string): boolean {
  const [short, long] = [written.toLowerCase(), key.toLowerCase()].toSorted((a, b) => a.length - b.length)
  if (short === undefined || long === undefined || short === '') return false
  let same = 0
  while (same < short.length && short[same] === long[same]) same++
  const [restShort, restLong] = [short.slice(same), long.slice(same)]
  if (long.length - short.length > 1) return false
  if (long.length > short.length) return restShort === restLong.slice(1)
  return (
    restShort.slice(1) === restLong.slice(1) ||
    (restShort.slice(2) === restLong.slice(2) && restShort[0] === restLong[1] && restShort[1] === restLong[0])
  )
}

function sentences(
  name: string,
  document: Document,
  lines: LineCounter,
  issue: z.core.$ZodIssue,
  issues: readonly z.core.$ZodIssue[],
): string[] {
  if (issue.code !== 'unrecognized_keys') return [sentence(name, document, lines, issue)]
  return issue.keys.map(key => {
    const where = `${name} 第 ${lineOfKey(document, lines, issue.path, key)} 行`
    const meant = meantBy(key, issue.path, issues)
    return `${where}:不认识 “${key}”。${meant === undefined ? '请检查拼写和缩进,或删去这一项' : `请改成“${meant}”`}。`
  })
}

function lineOfKey(document: Document, lines: LineCounter, path: PropertyKey[], key: string): number {
  const parent = path.length === 0 ? document.contents : document.getIn(path, true)
  const pair = isMap(parent)
    ? parent.items.find(item => isScalar(item.key) && String(item.key.value) === key)
    : undefined
  const range = isNode(pair?.key) ? pair.key.range : undefined
  return range ? lines.linePos(range[0]).line : (lineOf(document, lines, path) ?? 1)
}

function sentence(name: string, document: Document, lines: LineCounter, issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String)
  const line = lineOf(document, lines, issue.path)
  const where = `${name}${line === undefined ? '' : ` 第 ${line} 行`}${path.length === 0 ? '' : ` “${path.join('.')}”`}`
  // A message of the schema's own says more than this one.
  if (issue.code === 'invalid_type' && issue.message.startsWith('无效输入')) {
    const written = document.getIn(path, true)
    if (written === undefined) return `${where}:没有写,请补上。`
    if (issue.expected === 'string' && isScalar(written) && written.source)
      return `${where}:应写成文字,请加上英文引号:"${written.source}"。`
    return `${where}:应写成${SHAPES[issue.expected] ?? '另一种形式'}。`
  }
  return `${where}:${issue.message}。`
}

const SHAPES: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: ' true 或 false',
  array: '列表,例如 [甲, 乙]',
  object: '“名称: 值”的形式',
}

function lineOf(document: Document, lines: LineCounter, path: PropertyKey[]): number | undefined {
  // A missing key has no node of its own: the nearest parent that exists shows where to write it.
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return undefined
}
