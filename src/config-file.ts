import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { isNode, LineCounter, parseDocument, type Document } from 'yaml'
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
    throw new ConfigError(
      `${basename(file)} 第 ${line} 行不是正确的 YAML。请检查缩进、冒号后的空格和引号。`,
      { cause: broken },
    )
  }
  const checked = schema.safeParse(document.toJS())
  if (checked.success) return checked.data
  const problems = checked.error.issues
    .slice(0, 5)
    .map(issue => sentence(basename(file), document, lines, issue))
  throw new ConfigError(problems.join('\n'))
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new ConfigError(`读不到 ${file}。请从示范配置复制一份 ${basename(file)},或检查 CONFIG_DIR。`, {
      cause,
    })
  }
}

function sentence(name: string, document: Document, lines: LineCounter, issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String)
  const line = lineOf(document, lines, issue.path)
  const where = `${name}${line === undefined ? '' : ` 第 ${line} 行`}${path.length === 0 ? '' : ` “${path.join('.')}”`}`
  if (issue.code === 'unrecognized_keys')
    return `${where}:不认识 ${issue.keys.map(key => `“${key}”`).join('、')}。请检查拼写,或删去这一项。`
  // A message of the schema's own says more than this one.
  if (issue.code === 'invalid_type' && issue.message.startsWith('无效输入')) {
    const isMissing = document.getIn(path) === undefined
    return `${where}:${isMissing ? '没有写,请补上' : `应写成${SHAPES[issue.expected] ?? '另一种形式'}`}。`
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
