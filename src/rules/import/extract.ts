import { openContainer } from './container.ts'
import { readDocx } from './docx.ts'
import { type Extracted, NO_TEXT } from './extracted.ts'
import { MOST_LINES } from './limits.ts'
import { readOfd } from './ofd.ts'
import { readPdf } from './pdf.ts'
import { readPlain } from './plain.ts'
import { type DocumentKind, recognise } from './recognise.ts'
import { ImportRefused } from './refusal.ts'
import { readXlsx } from './xlsx.ts'

/** A document's kind and its words. */
export interface ReadDocument extends Extracted {
  kind: DocumentKind
}

/** Reads the words of a document. Runs in a process of its own (reading-process.ts). Throws ImportRefused in words. */
export async function extract(name: string, bytes: Buffer): Promise<ReadDocument> {
  const kind = recognise(name, bytes)
  const extracted = await readKind(kind, bytes)
  if (extracted.lines.every(line => line.trim() === '')) throw new ImportRefused(NO_TEXT)
  if (extracted.lines.length > MOST_LINES)
    throw new ImportRefused(`文字超过${MOST_LINES}行,不像一份制度。请拆开后逐份导入。`)
  return { kind, ...extracted }
}

function readKind(kind: DocumentKind, bytes: Buffer): Extracted | Promise<Extracted> {
  switch (kind) {
    case 'docx':
      return readDocx(openContainer(bytes))
    case 'xlsx':
      return readXlsx(openContainer(bytes))
    case 'ofd':
      return readOfd(openContainer(bytes))
    case 'pdf':
      return readPdf(bytes)
    case 'text':
    case 'markdown':
      return readPlain(bytes, kind === 'markdown')
  }
}
