import { writeNumber } from '../numerals.ts'

type Column = 'chapter' | 'section' | 'number' | 'caption' | 'text'

const HEADERS: Record<Column, RegExp> = {
  chapter: /^(?:章|章名|章节|所属章)$/,
  section: /^节名?$/,
  number: /^(?:条|条号|条款|条款号|条次|条目|序号|编号)$/,
  caption: /^(?:条标|条旨|标题|条目名称|名称|主旨)$/,
  text: /^(?:内容|条文|条款内容|条文内容|正文|规定|具体内容)$/,
}

/** Turns the rows of a sheet into the lines of a rule. Rows before the header (title, number, dates) stay as they are. */
export function rowLines(rows: string[][]): string[] {
  const head = rows.findIndex(row => columnsOf(row).has('text'))
  const plain = rows.slice(0, head === -1 ? undefined : head).flatMap(plainLines)
  if (head === -1) return plain
  const columns = columnsOf(rows[head] ?? [])
  const said: Record<string, string> = {}
  const lines = rows.slice(head + 1).flatMap(row => {
    const cell = (column: Column) => (row[columns.get(column) ?? -1] ?? '').trim()
    if (cell('text') === '' && cell('number') === '') return plainLines(row)
    const headings = (['chapter', 'section'] as const).flatMap(column => {
      const heading = cell(column)
      if (heading === '' || said[column] === heading) return []
      said[column] = heading
      if (column === 'chapter') delete said['section']
      return [heading]
    })
    return [...headings, ...articleLines(cell('number'), cell('caption'), cell('text'))]
  })
  return [...plain, ...lines]
}

function columnsOf(row: string[]): Map<Column, number> {
  const found = new Map<Column, number>()
  for (const [at, cell] of row.entries()) {
    const words = cell.replace(/\s/g, '')
    for (const column of Object.keys(HEADERS) as Column[])
      if (HEADERS[column].test(words) && !found.has(column)) found.set(column, at)
  }
  return found
}

/** A row without columns of a known name: its cells one after another, as written. */
function plainLines(row: string[]): string[] {
  return row
    .filter(cell => cell.trim() !== '')
    .join(' ')
    .split(/\r?\n/)
}

function articleLines(number: string, caption: string, text: string): string[] {
  const label = /^\d{1,4}$/.test(number) ? `第${writeNumber(Number(number))}条` : number
  const [first = '', ...rest] = text.split(/\r?\n/)
  // The text may repeat its own number.
  if (label === '' || first.startsWith(label)) return [first, ...rest]
  const named = caption === '' || /^[（(【[]/.test(caption) ? caption : `（${caption}）`
  return [`${label}${named === '' ? ' ' : named}${first}`, ...rest]
}
