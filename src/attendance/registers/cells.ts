import type { CellObject, Row } from 'write-excel-file/node'
import { linesIn } from './text-width.ts'

/** One sheet of a register file: rows of styled cells, column widths in characters, rows that stay on top. */
export interface RegisterSheet {
  name: string
  widths: readonly number[]
  headRows: number
  /** Columns that stay at the left. */
  headColumns?: number
  rows: Row[]
}

type Style = Omit<CellObject, 'value' | 'type' | 'format'>

const BORDER = { borderStyle: 'thin', borderColor: '#000000' } as const
const MIDDLE = { alignVertical: 'center', wrap: true } as const

// The most that a cell of a workbook holds (ECMA-376, and Excel's own limits).
const MOST_CHARACTERS = 32_767
// 小二 (18 pt) is the usual size of a form's title, and 409 pt the highest row there is.
const TITLE_POINTS = 18
const LINE_POINTS = 15
const LEAST_ROW_POINTS = 22
const MOST_ROW_POINTS = 409
// One step of indent is as wide as three digits.
const INDENT_CHARACTERS = 3

/**
 * Text exactly as somebody typed it. The '@' format keeps it text when the cell is edited later: a name such as
 * '=1+1' is never a formula.
 */
export function text(value: string, style: Style = {}): CellObject {
  return { value: asText(value), type: String, format: '@', ...MIDDLE, ...style }
}

/** A bordered cell of the table. */
export function field(value: string, align: 'left' | 'center' = 'center'): CellObject {
  return text(value, { align, ...(align === 'left' && { indent: 1 }), ...BORDER })
}

export function head(value: string): CellObject {
  return text(value, { align: 'center', fontWeight: 'bold', ...BORDER })
}

export function count(value: number): CellObject {
  return { value, type: Number, align: 'center', ...MIDDLE, ...BORDER }
}

/** The title, merged over the whole table. */
export function titleRow(value: string, columns: number): Row {
  return span(
    text(value, { align: 'center', fontSize: TITLE_POINTS, fontWeight: 'bold', height: 36 }),
    columns,
  )
}

/** One line of small print under the table, merged over its width. */
export function noticeRow(value: string, columns: number): Row {
  return span(text(value, { align: 'center', fontSize: 10, height: LEAST_ROW_POINTS }), columns)
}

/** A cell merged over several columns. */
export function span(cell: CellObject, columns: number): Row {
  return [{ ...cell, columnSpan: columns }, ...Array<null>(columns - 1).fill(null)]
}

/** Gives a row the height its longest text needs: Excel and WPS do not stretch a row for merged cells. */
export function fitted(row: Row, widths: readonly number[]): Row {
  const lines = row.map((cell, index) => {
    const { value, columnSpan = 1, indent = 0 } = isCell(cell) ? cell : {}
    const width = widths.slice(index, index + columnSpan).reduce((sum, one) => sum + one, 0)
    return typeof value === 'string' ? linesIn(value, width - indent * INDENT_CHARACTERS) : 1
  })
  const height = Math.min(MOST_ROW_POINTS, Math.max(LEAST_ROW_POINTS, Math.max(...lines) * LINE_POINTS + 5))
  return row.map((cell, index) => (index === 0 && isCell(cell) ? { ...cell, height } : cell))
}

function isCell(cell: Row[number]): cell is CellObject {
  return typeof cell === 'object' && cell !== null && 'value' in cell
}

function asText(value: string): string {
  // Readers of XML disagree about a carriage return; a line feed is the same to all.
  const short = value.slice(0, MOST_CHARACTERS - 1).replaceAll(/\r\n?/g, '\n')
  // The writer looks texts up in a plain object, where 'constructor' is always found. U+0001 cannot be in XML, so it
  // is left out of the file again.
  return short in {} ? `\u0001${short}` : short
}
