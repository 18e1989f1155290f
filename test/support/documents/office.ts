import { type ZipPart, zipOf } from './zip.ts'

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export function relations(list: [id: string, type: string, target: string][]): string {
  const rows = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  )
  return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join('')}</Relationships>`
}

export function wordParagraph(text: string, properties = ''): string {
  const runs = text.split('\n').map(words => `<w:r><w:t xml:space="preserve">${escaped(words)}</w:t></w:r>`)
  return `<w:p><w:pPr>${properties}</w:pPr>${runs.join('<w:r><w:br/></w:r>')}</w:p>`
}

/** A row of cells is a list, a paragraph a string. */
export function wordBody(lines: (string | string[][])[]): string {
  return lines
    .map(line => {
      if (typeof line === 'string') return wordParagraph(line)
      const rows = line.map(
        cells => `<w:tr>${cells.map(cell => `<w:tc>${wordParagraph(cell)}</w:tc>`).join('')}</w:tr>`,
      )
      return `<w:tbl>${rows.join('')}</w:tbl>`
    })
    .join('')
}

export function docxParts(body: string, more: ZipPart[] = []): ZipPart[] {
  return [
    { name: '[Content_Types].xml', data: `${XML}<Types/>` },
    { name: '_rels/.rels', data: relations([['r1', 'officeDocument', 'word/document.xml']]) },
    { name: 'word/document.xml', data: `${XML}<w:document ${W}><w:body>${body}</w:body></w:document>` },
    ...more,
  ]
}

export function docxOf(lines: (string | string[][])[], more: ZipPart[] = []): Buffer {
  return zipOf(docxParts(wordBody(lines), more))
}

/** A document whose headings and articles carry Word's own numbers: `chapters` at level 0, `articles` at level 1. */
export function numberedDocx(lines: { text: string; level?: number }[]): Buffer {
  const level = (at: number, text: string) =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="${text}"/></w:lvl>`
  const numbering = `${XML}<w:numbering ${W}><w:abstractNum w:abstractNumId="7">${level(0, '第%1章')}</w:abstractNum><w:abstractNum w:abstractNumId="8">${level(0, '第%1条')}${level(1, '（%2）')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>`
  const body = lines.map(({ text, level: at }) => {
    if (at === undefined) return wordParagraph(text)
    const list = at === 0 ? 1 : 2
    return wordParagraph(
      text,
      `<w:numPr><w:ilvl w:val="${Math.max(0, at - 1)}"/><w:numId w:val="${list}"/></w:numPr>`,
    )
  })
  return zipOf(
    docxParts(body.join(''), [
      { name: 'word/_rels/document.xml.rels', data: relations([['n1', 'numbering', 'numbering.xml']]) },
      { name: 'word/numbering.xml', data: numbering },
    ]),
  )
}

export function xlsxParts(sheet: string, strings: string[]): ZipPart[] {
  const items = strings.map(text => `<si><t xml:space="preserve">${escaped(text)}</t></si>`)
  return [
    { name: '_rels/.rels', data: relations([['r1', 'officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/workbook.xml',
      data: `${XML}<workbook xmlns:r="${RELATIONS}"><sheets><sheet name="制度" sheetId="1" r:id="s1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relations([
        ['s1', 'worksheet', 'worksheets/sheet1.xml'],
        ['s2', 'sharedStrings', 'sharedStrings.xml'],
      ]),
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      data: `${XML}<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    },
    { name: 'xl/sharedStrings.xml', data: `${XML}<sst>${items.join('')}</sst>` },
  ]
}

export function xlsxOf(rows: string[][]): Buffer {
  const strings: string[] = []
  const sheet = rows.map((cells, row) => {
    const written = cells.map((cell, column) => {
      if (cell === '') return ''
      strings.push(cell)
      return `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="s"><v>${strings.length - 1}</v></c>`
    })
    return `<row r="${row + 1}">${written.join('')}</row>`
  })
  return zipOf(xlsxParts(sheet.join(''), strings))
}
