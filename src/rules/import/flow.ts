import { CELLS, type Extracted, textMeter } from './extracted.ts'
import { beginsPart } from './line-kinds.ts'

/** Words at a place on a page: `x` from the left, `y` growing downwards, all in the page's own unit. */
export interface Piece {
  page: number
  x: number
  y: number
  /** The height of a character. */
  size: number
  width: number
  text: string
}

interface Row {
  page: number
  x: number
  right: number
  y: number
  size: number
  text: string
}

/** Puts the words of pages together again: rows, then paragraphs by their indents; headers, footers, page numbers go. */
export function flowText(pieces: Piece[]): Extracted {
  const pages = [...Map.groupBy(pieces, ({ page }) => page).values()].map(rowsOf)
  const edges = repeatedEdges(pages)
  const isEdge = (row: Row) => edges.has(row) || isPageNumber(row.text)
  const kept = pages.map(rows => rows.filter((row, at) => !(isEdge(row) && isAtEdge(at, rows))))
  const around = pages.flat().filter(row => edges.has(row))
  return {
    lines: paragraphsOf(kept.flat()),
    around: [...new Set(around.map(({ text }) => text))],
    notes: [],
  }
}

/** Rows from top to bottom. Pieces on one line belong together; a wide gap between columns is kept as such. */
function rowsOf(pieces: Piece[]): Row[] {
  const rows: Piece[][] = []
  for (const piece of [...pieces].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row && first && Math.abs(piece.y - first.y) < 0.5 * Math.max(piece.size, first.size)) row.push(piece)
    else rows.push([piece])
  }
  return rows.map(joinRow)
}

const CELL_GAP = 2.2
const WORD_GAP = 0.6

function joinRow(pieces: Piece[]): Row {
  const sorted = pieces.sort((a, b) => a.x - b.x)
  const [first] = sorted
  let text = ''
  let right = first?.x ?? 0
  let size = 0
  for (const piece of sorted) {
    const gap = (piece.x - right) / piece.size
    if (text !== '') text += gap > CELL_GAP ? CELLS : gap > WORD_GAP ? ' ' : ''
    text += piece.text.trim()
    right = Math.max(right, piece.x + piece.width)
    size = Math.max(size, piece.size)
  }
  return { page: first?.page ?? 0, x: first?.x ?? 0, right, y: first?.y ?? 0, size, text }
}

// The first and the last two rows of a page.
function isAtEdge(at: number, rows: Row[]): boolean {
  return at < 2 || at >= rows.length - 2
}

/** Rows at the edge of pages that say the same, but for digits, on most pages. */
function repeatedEdges(pages: Row[][]): Set<Row> {
  const outer = pages.flatMap(rows => rows.filter((_, at) => isAtEdge(at, rows)))
  const groups = Map.groupBy(outer, ({ text }) => text.replace(/\d+/g, '#').replace(/\s/g, ''))
  const found = new Set<Row>()
  for (const rows of groups.values()) {
    const onPages = new Set(rows.map(({ page }) => page)).size
    if (onPages >= 2 && onPages * 2 >= pages.length && !beginsPart(rows[0]?.text ?? ''))
      for (const row of rows) found.add(row)
  }
  return found
}

function isPageNumber(text: string): boolean {
  return /^[-—–－·\s]*第?\s*\d{1,4}\s*页?(?:\s*[/,，共]\s*共?\s*\d{1,4}\s*页?)?[-—–－·\s]*$/.test(
    text.slice(0, 60),
  )
}

function paragraphsOf(rows: Row[]): string[] {
  const meter = textMeter()
  const lines: string[] = []
  const left = quantile(
    rows.map(({ x }) => x),
    0.05,
  )
  const right = quantile(
    rows.map(row => row.right),
    0.95,
  )
  const indented = rows.filter(({ x, size }) => x > left + 0.8 * size && x < left + 3.5 * size).length
  const hasIndents = indented * 5 > rows.length
  let last: Row | undefined
  for (const row of rows) {
    if (last && goesOn(last, row)) lines.push(meter(`${lines.pop() ?? ''}${joint(last, row)}${row.text}`))
    else lines.push(row.text)
    last = row
  }
  return lines

  /** Whether a row continues the paragraph of the row above it. */
  function goesOn(above: Row, row: Row): boolean {
    if (above.text.includes(CELLS) || row.text.includes(CELLS)) return false
    if (above.right < right - 2 * above.size) return false
    if (Math.abs(above.size - row.size) > 0.15 * above.size) return false
    if (hasIndents) return row.x < left + 0.8 * row.size
    return !(beginsPart(row.text) && /[。；：:;！？”）)]$/.test(above.text))
  }
}

/** Chinese lines join without a space, words in Latin letters with one. */
function joint(above: Row, row: Row): string {
  return /[A-Za-z]$/.test(above.text) && /^[A-Za-z]/.test(row.text) ? ' ' : ''
}

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0
}
