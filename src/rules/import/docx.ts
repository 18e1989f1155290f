import type { Container } from './container.ts'
import { type Numbering, type ListPlace, readNumbering } from './docx-numbering.ts'
import { CELLS, type Extracted, textMeter } from './extracted.ts'
import { readPart, relationsOf } from './parts.ts'
import { ImportRefused } from './refusal.ts'

/** Reads the text of a Word document as it prints: with the numbers Word counts by itself, without what was struck out. */
export function readDocx(container: Container): Extracted {
  const main = relationsOf(container, '').find(({ type }) => type === 'officeDocument')?.target
  if (main === undefined || !container.names.includes(main))
    throw new ImportRefused('文件里没有找到 Word 正文,没有导入。请用 WPS 或 Word 另存一次。')
  const relations = relationsOf(container, main)
  const partOf = (wanted: string) => relations.find(({ type }) => type === wanted)?.target
  const numbering = readNumbering(container, { numbering: partOf('numbering'), styles: partOf('styles') })
  const notes: string[] = []
  const lines = readBody(container, main, numbering, notes)
  const around = relations
    .filter(({ type }) => type === 'header' || type === 'footer')
    .slice(0, 20)
    .flatMap(({ target }) => readBody(container, target, numbering, []))
  return { lines, around, notes }
}

interface Paragraph {
  text: string
  style?: string
  list?: string
  level?: number
}

// Between these tags stands what is not printed: moved away, or a second copy for old programs.
const UNPRINTED = new Set(['moveFrom', 'Fallback', 'del', 'instrText', 'rPrChange', 'pPrChange'])

function readBody(container: Container, part: string, numbering: Numbering, notes: string[]): string[] {
  const lines: string[] = []
  const meter = textMeter()
  const paragraphs: Paragraph[] = []
  // Open cells with their lines, and open tables with rows of such cells.
  const cells: string[][] = []
  const tables: string[][][][] = []
  let skipping = 0
  let isText = false
  let isHidden = false
  let hidden = 0

  const put = (line: string) => (cells.at(-1) ?? lines).push(meter(line))
  readPart(container, part, {
    open(name, attribute) {
      if (UNPRINTED.has(name)) skipping++
      if (skipping > 0) return
      const paragraph = paragraphs.at(-1)
      const value = attribute('val')
      switch (name) {
        case 'p':
          paragraphs.push({ text: '' })
          break
        case 'r':
          isHidden = false
          break
        case 'vanish':
          isHidden = value !== '0' && value !== 'false'
          break
        case 'pStyle':
          if (paragraph && value !== undefined) paragraph.style = value
          break
        case 'numId':
          if (paragraph && value !== undefined) paragraph.list = value
          break
        case 'ilvl':
          if (paragraph) paragraph.level = Number(value) || 0
          break
        case 't':
          isText = true
          break
        case 'tab':
          // Inside w:tabs it is the setting of a tab stop.
          if (paragraph && value === undefined) paragraph.text += ' '
          break
        case 'br':
        case 'cr':
          if (paragraph) paragraph.text += '\n'
          break
        case 'tbl':
          tables.push([])
          break
        case 'tr':
          tables.at(-1)?.push([])
          break
        case 'tc':
          cells.push([])
      }
    },
    close(name) {
      if (UNPRINTED.has(name)) {
        skipping--
        return
      }
      if (skipping > 0) return
      if (name === 't') isText = false
      else if (name === 'p') {
        const done = paragraphs.pop()
        if (done) for (const line of printed(done, numbering)) put(line)
      } else if (name === 'tc') {
        const cell = cells.pop()
        if (cell) tables.at(-1)?.at(-1)?.push(cell)
      } else if (name === 'tbl') for (const line of tableLines(tables.pop() ?? [])) put(line)
    },
    text(words) {
      const paragraph = paragraphs.at(-1)
      if (!isText || skipping > 0 || !paragraph) return
      if (isHidden) hidden++
      else paragraph.text += meter(words)
    },
  })
  if (hidden > 0) notes.push('文件里有隐藏文字,没有读。')
  return lines
}

function printed({ text, style, list, level }: Paragraph, numbering: Numbering): string[] {
  const place = placeOf({ style, list, level }, numbering)
  const number = place && text.trim() !== '' ? numbering.next(place) : ''
  return `${number}${/[条章节编]$/.test(number) ? ' ' : ''}${text}`.split('\n')
}

function placeOf(
  { style, list, level }: { style: string | undefined; list: string | undefined; level: number | undefined },
  numbering: Numbering,
): ListPlace | undefined {
  // List 0 takes a paragraph out of the list that its style gives it.
  if (list === '0') return undefined
  const styled = style === undefined ? undefined : numbering.placeOfStyle(style)
  if (list === undefined) return styled && { ...styled, level: level ?? styled.level }
  return { list, level: level ?? 0 }
}

/** A table of one column is a frame around text; in any other each row is a line. */
function tableLines(rows: string[][][]): string[] {
  if (rows.every(cells => cells.length <= 1)) return rows.flat(2)
  return rows
    .map(cells =>
      cells.map(lines =>
        lines
          .map(line => line.trim())
          .join(' ')
          .trim(),
      ),
    )
    .filter(cells => cells.some(cell => cell !== ''))
    .map(cells => cells.join(CELLS))
}
