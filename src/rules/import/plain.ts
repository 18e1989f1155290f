import { CELLS, type Extracted, textMeter } from './extracted.ts'
import { beginsPart, endsSentence } from './line-kinds.ts'
import { ImportRefused } from './refusal.ts'

/** Reads plain text or Markdown in UTF-8, UTF-16 or GB18030. Lines that a program broke at a fixed width are joined. */
export function readPlain(bytes: Buffer, isMarkdown: boolean): Extracted {
  const text = decode(bytes)
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) throw notText()
  const meter = textMeter()
  const raw = text.split(/\r\n|[\n\r\f\v\u0085\u2028\u2029]/).map(meter)
  if (!isMarkdown) return { lines: joinWrapped(raw), around: [], notes: [] }
  const { frontMatter, rest } = splitFrontMatter(raw)
  const found = { lines: rest.flatMap(withoutMarkdown), around: [], notes: [] }
  return frontMatter === undefined ? found : { ...found, frontMatter }
}

const LONGEST_FRONT_MATTER = 60

function splitFrontMatter(lines: string[]): { frontMatter?: string; rest: string[] } {
  const end = lines.slice(0, LONGEST_FRONT_MATTER).findIndex((line, at) => at > 0 && line.trim() === '---')
  if (lines[0]?.trim() !== '---' || end === -1) return { rest: lines }
  return { frontMatter: lines.slice(1, end).join('\n'), rest: lines.slice(end + 1) }
}

/** UTF-8 comes first: GB18030 accepts most of what UTF-8 holds, as nonsense. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return tried('utf-16le', bytes) ?? refuseBytes(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return tried('utf-16be', bytes) ?? refuseBytes(bytes)
  const utf8 = tried('utf-8', bytes)
  if (utf8 !== undefined) return utf8
  if (bytes.includes(0)) throw notText()
  const loose = new TextDecoder('utf-8').decode(bytes)
  const lost = loose.match(/\ufffd/g)?.length ?? 0
  // A Chinese text in GB18030 read as UTF-8 is nearly all lost; where little is, a few bytes are broken.
  if (lost * 20 < loose.length && /\p{Script=Han}{2}/u.test(loose)) {
    const line = loose.slice(0, loose.indexOf('\ufffd')).split('\n').length
    throw new ImportRefused(`文字在第${line}行有损坏的字节,没有导入。请打开核对后另存为 UTF-8 再试。`)
  }
  return tried('gb18030', bytes) ?? refuseBytes(bytes)
}

function tried(encoding: string, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function refuseBytes(bytes: Buffer): never {
  if (bytes.includes(0)) throw notText()
  throw new ImportRefused('文字编码看不懂(既不是 UTF-8 也不是 GB18030),没有导入。请另存为 UTF-8 再试。')
}

function notText(): ImportRefused {
  return new ImportRefused('这不是文本文件(里面有控制字符),没有导入。请核对扩展名。')
}

const WIDEST = 120

/** Joins lines that end at the same width in the middle of a sentence, as mail programs and old editors leave them. */
function joinWrapped(lines: string[]): string[] {
  const widths = lines.map(widthOf)
  const full = quantile(
    widths.filter(width => width > 0),
    0.9,
  )
  const isFull = (at: number) => (widths[at] ?? 0) >= full - 3 && (widths[at] ?? 0) <= full + 3
  const broken = lines.filter((line, at) => isFull(at) && !endsSentence(line.trim())).length
  if (full > WIDEST || full < 20 || broken < 3 || broken * 5 < lines.length) return lines
  const joined: string[] = []
  for (const [at, line] of lines.entries()) {
    const isNew = /^(?:\s{2}|\u3000)/.test(line) || line.trim() === ''
    const startsPart = beginsPart(line.trim()) && endsSentence((lines[at - 1] ?? '。').trim())
    if (at > 0 && isFull(at - 1) && !isNew && !startsPart) joined.push(`${joined.pop() ?? ''}${line.trim()}`)
    else joined.push(line)
  }
  return joined
}

/** In columns: a Chinese character takes two. */
function widthOf(line: string): number {
  return [...line.trimEnd()].reduce((sum, char) => sum + (char.charCodeAt(0) > 0x2e7f ? 2 : 1), 0)
}

/** The words of a Markdown line; notes (>) and the rule under a table head are none. */
function withoutMarkdown(line: string): string[] {
  const text = line.trim()
  if (text.startsWith('>') || /^\|?[\s:|-]{3,}$/.test(text) || /^<!--.*-->$/.test(text)) return []
  if (text.startsWith('|'))
    return [
      text
        .replace(/^\|\s*|\s*\|$/g, '')
        .split('|')
        .map(cell => cell.trim())
        .join(CELLS),
    ]
  return [
    text
      .replace(/^(?:#{1,6}\s+|[-*+]\s+)/, '')
      .replaceAll(/\*\*|__/g, '')
      .replaceAll(/\\([\\`*_{}[\]()#+.!-])/g, '$1'),
  ]
}

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0
}
