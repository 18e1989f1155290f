import type { PlacedLine } from './pages.ts'

/** The objects of a PDF, numbered from 1; the first is the catalogue. */
export function pdfFrom(objects: (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  let at = parts[0]?.length ?? 0
  for (const [index, object] of objects.entries()) {
    offsets.push(at)
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from('\nendobj\n'),
    ])
    parts.push(part)
    at += part.length
  }
  const rows = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`)
  const xref = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}`
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`
  return Buffer.concat([...parts, Buffer.from(xref + trailer)])
}

export function stream(data: string | Buffer, entries = ''): Buffer {
  const bytes = Buffer.from(data)
  return Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length} ${entries} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ])
}

/** A PDF whose text layer maps glyphs to `written` characters, such as the radicals that some programs write. */
export function pdfOf(lines: PlacedLine[], written: (char: string) => string = char => char): Buffer {
  const glyphs = [...new Set(lines.flatMap(({ text }) => [...text]))]
  const codeOf = new Map(glyphs.map((char, at) => [char, hex(at + 1)]))
  const pages = [...Map.groupBy(lines, ({ page }) => page).values()]
  const first = 6
  const kids = pages.map((_, at) => `${first + at * 2} 0 R`).join(' ')
  const objects: (string | Buffer)[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>',
    stream(toUnicode(glyphs, written)),
  ]
  for (const [at, placed] of pages.entries()) {
    const shown = placed.map(({ x, y, size, text }) => {
      const codes = [...text].map(char => codeOf.get(char)).join('')
      return `BT /F1 ${size} Tf 1 0 0 1 ${x} ${842 - y} Tm <${codes}> Tj ET`
    })
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + at * 2 + 1} 0 R >>`,
      stream(shown.join('\n')),
    )
  }
  return pdfFrom(objects)
}

function toUnicode(glyphs: string[], written: (char: string) => string): string {
  const rows = glyphs.map((char, at) => `<${hex(at + 1)}> <${hex16(written(char))}>`)
  const blocks: string[] = []
  for (let at = 0; at < rows.length; at += 100) {
    const block = rows.slice(at, at + 100)
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`)
  }
  return `/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n${blocks.join('\n')}\nendcmap\nend\nend`
}

function hex(value: number): string {
  return value.toString(16).padStart(4, '0')
}

function hex16(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex')
}
