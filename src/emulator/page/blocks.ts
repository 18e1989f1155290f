/** A piece of a line. */
export interface Span {
  text: string
  style?: 'bold' | 'code' | 'mention' | 'info' | 'comment' | 'warning'
  /** Only http and https. */
  href?: string
}

/** What the page can show of a message. Everything in it is text: the browser never parses markup. */
export type Block =
  | { type: 'heading'; lines: Span[][] }
  | { type: 'text'; lines: Span[][] }
  | { type: 'quote'; lines: Span[][] }
  | { type: 'list'; /** The first number of a numbered list. */ first?: number; lines: Span[][] }
  | { type: 'table'; rows: Span[][][] }
  | { type: 'rule' }

const SHOWN_CHARACTERS = 20_000

/** Cuts a message into blocks. Plain text keeps its line breaks; of markdown the readable minimum is understood. */
export function blocksOf(text: string, format: 'text' | 'markdown'): Block[] {
  const lines = text.slice(0, SHOWN_CHARACTERS).split(/\r?\n/)
  if (format === 'text') return [{ type: 'text', lines: lines.map(line => [{ text: line }]) }]
  return paragraphsOf(lines).flatMap(paragraph => {
    const blocks: Block[] = []
    for (const line of paragraph) addLine(blocks, line)
    return blocks
  })
}

/** Runs of lines between empty ones. */
function paragraphsOf(lines: string[]): string[][] {
  const paragraphs: string[][] = [[]]
  for (const line of lines) {
    if (line.trim() === '') paragraphs.push([])
    else paragraphs.at(-1)?.push(line)
  }
  return paragraphs
}

function addLine(blocks: Block[], line: string): void {
  const block = blockOf(line)
  if (!joins(blocks.at(-1), block)) blocks.push(block)
}

/** Adds a line to the block before it where both are of one kind. */
function joins(last: Block | undefined, block: Block): boolean {
  if (last?.type === 'table' && block.type === 'table') return last.rows.push(...block.rows) >= 0
  if (last?.type === 'list' && block.type === 'list') {
    if ((last.first === undefined) !== (block.first === undefined)) return false
    return last.lines.push(...block.lines) > 0
  }
  const grows = last?.type === 'text' || last?.type === 'quote'
  return grows && block.type === last.type ? last.lines.push(...block.lines) > 0 : false
}

function blockOf(line: string): Block {
  const trimmed = line.trim()
  if (/^(?:-{3,}|\*{3,})$/.test(trimmed)) return { type: 'rule' }
  const heading = /^#{1,6} +(.*)$/.exec(trimmed)?.[1]
  if (heading !== undefined) return { type: 'heading', lines: [spansOf(heading)] }
  const bullet = /^[-*+] +(.*)$/.exec(trimmed)?.[1]
  if (bullet !== undefined) return { type: 'list', lines: [spansOf(bullet)] }
  const numbered = /^(\d{1,3})\. +(.*)$/.exec(trimmed)
  if (numbered) return { type: 'list', first: Number(numbered[1]), lines: [spansOf(numbered[2] ?? '')] }
  const quoted = /^> ?(.*)$/.exec(trimmed)?.[1]
  if (quoted !== undefined) return { type: 'quote', lines: [spansOf(quoted)] }
  if (/^\|.*\|$/.test(trimmed)) return { type: 'table', rows: rowsOf(trimmed) }
  return { type: 'text', lines: [spansOf(line)] }
}

/** A line of a table; the line that only separates head and body gives no row. */
function rowsOf(line: string): Span[][][] {
  const cells = line
    .slice(1, -1)
    .split('|')
    .map(cell => cell.trim())
  return cells.every(cell => /^:?-+:?$/.test(cell)) ? [] : [cells.map(spansOf)]
}

// Each alternative is bounded, so that the work stays linear in the length of the line.
const INLINE =
  /\*\*([^*\n]{1,500})\*\*|`([^`\n]{1,500})`|\[([^\]\n]{1,200})\]\((https?:\/\/[^\s)]{1,500})\)|<font color="(info|comment|warning)">([^<\n]{0,500})<\/font>|<@([\w.@-]{1,64})>/g

function spansOf(line: string): Span[] {
  const spans: Span[] = []
  let from = 0
  for (const match of line.matchAll(INLINE)) {
    if (match.index > from) spans.push({ text: line.slice(from, match.index) })
    spans.push(styled(match))
    from = match.index + match[0].length
  }
  if (from < line.length || spans.length === 0) spans.push({ text: line.slice(from) })
  return spans
}

function styled([whole, bold, code, label, href, tone, toned, mention]: RegExpExecArray): Span {
  if (bold !== undefined) return { text: bold, style: 'bold' }
  if (code !== undefined) return { text: code, style: 'code' }
  if (label !== undefined && href !== undefined) return { text: label, href }
  if (mention !== undefined) return { text: `@${mention}`, style: 'mention' }
  if (tone === 'info' || tone === 'comment' || tone === 'warning') return { text: toned ?? '', style: tone }
  return { text: whole }
}
