import type { Container } from './container.ts'
import { type Extracted, textMeter } from './extracted.ts'
import { MOST_COLUMNS, MOST_ROWS } from './limits.ts'
import { readPart, relationsOf } from './parts.ts'
import { ImportRefused } from './refusal.ts'
import { rowLines } from './xlsx-rows.ts'

/** Reads the first sheet that holds anything, one article a row. Formulas give their stored result and are never computed. */
export function readXlsx(container: Container): Extracted {
  const workbook = relationsOf(container, '').find(({ type }) => type === 'officeDocument')?.target
  if (workbook === undefined || !container.names.includes(workbook))
    throw new ImportRefused('文件里没有找到表格,没有导入。请用 WPS 或 Excel 另存一次。')
  const relations = relationsOf(container, workbook)
  const shared = relations.find(({ type }) => type === 'sharedStrings')?.target
  const strings = shared === undefined ? [] : readStrings(container, shared)
  const sheets = sheetIds(container, workbook).flatMap(
    id => relations.find(relation => relation.id === id)?.target ?? [],
  )
  const notes: string[] = []
  const [first, ...others] = sheets
    .slice(0, 20)
    .map(sheet => readSheet(container, sheet, strings, notes))
    .filter(rows => rows.length > 0)
  if (others.length > 0) notes.push(`表格有${others.length + 1}张有内容的工作表,只读了第一张。`)
  return { lines: rowLines(first ?? []), around: [], notes }
}

function sheetIds(container: Container, workbook: string): string[] {
  const ids: string[] = []
  readPart(container, workbook, {
    open(name, attribute) {
      const id = attribute('id')
      if (name === 'sheet' && id !== undefined && !attribute('state')?.endsWith('idden')) ids.push(id)
    },
  })
  return ids
}

function readStrings(container: Container, part: string): string[] {
  const strings: string[] = []
  const meter = textMeter()
  let words = ''
  let isText = false
  let isReading = 0
  readPart(container, part, {
    open(name) {
      if (name === 'si') words = ''
      if (name === 't') isText = true
      // How a word is pronounced stands beside it and is no part of it.
      if (name === 'rPh') isReading++
    },
    close(name) {
      if (name === 't') isText = false
      if (name === 'rPh') isReading--
      if (name === 'si') strings.push(words)
    },
    text(more) {
      if (isText && isReading === 0) words += meter(more)
    },
  })
  return strings
}

function readSheet(container: Container, part: string, strings: string[], notes: string[]): string[][] {
  const rows: string[][] = []
  const meter = textMeter()
  let row: string[] = []
  let column = 0
  let type = ''
  let value = ''
  let isValue = false
  let beyond = 0
  readPart(container, part, {
    open(name, attribute) {
      if (name === 'row') [row, column] = [[], 0]
      else if (name === 'c') {
        column = columnOf(attribute('r')) ?? column
        type = attribute('t') ?? 'n'
        value = ''
      } else if (name === 'v' || name === 't') isValue = true
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'c') {
        const words = type === 's' ? (strings[Number(value)] ?? '') : value
        if (words !== '' && column >= MOST_COLUMNS) beyond++
        else if (words !== '') row[column] = meter(words)
        column++
      } else if (name === 'row' && row.length > 0) {
        rows.push(Array.from(row, cell => cell ?? ''))
        if (rows.length > MOST_ROWS) throw new ImportRefused('表格行数太多,不像一份制度(一条一行),没有导入。')
      }
    },
    text(words) {
      if (isValue) value += words
    },
  })
  if (beyond > 0) notes.push(`表格最右边有${beyond}个单元格离正文太远,没有读。`)
  return rows
}

/** 'AB12' -> 27 */
function columnOf(place: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(place ?? '')?.[0]
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
