import { type Extracted, NO_TEXT, textMeter } from './extracted.ts'
import { flowText, type Piece } from './flow.ts'
import { MOST_PAGES } from './limits.ts'
import { ImportRefused } from './refusal.ts'

/** Reads the text layer of a PDF. Scripts in it are never run, pictures never decoded, nothing is fetched. */
export async function readPdf(bytes: Buffer): Promise<Extracted> {
  const { getDocumentProxy } = await import('unpdf')
  const options = { isEvalSupported: false, disableFontFace: true, useSystemFonts: false, verbosity: 0 }
  const document = await getDocumentProxy(new Uint8Array(bytes), options).catch(refuse)
  if (document.numPages > MOST_PAGES) throw new ImportRefused('文件页数太多,请拆开后逐份导入。')
  const pieces: Piece[] = []
  const meter = textMeter()
  for (let page = 0; page < document.numPages; page++) {
    const proxy = await document.getPage(page + 1).catch(refuse)
    const { items } = await proxy.getTextContent().catch(refuse)
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue
      const [, , skew = 0, height = 0, x = 0, y = 0] = item.transform as number[]
      const size = Math.hypot(skew, height) || item.height || 1
      pieces.push({ page, x, y: -y, size, width: item.width, text: meter(item.str) })
    }
  }
  if (pieces.length === 0) throw new ImportRefused(NO_TEXT)
  return flowText(pieces)
}

function refuse(cause: unknown): never {
  if (cause instanceof ImportRefused) throw cause
  if (cause instanceof Error && cause.name === 'PasswordException')
    throw new ImportRefused('文件加了密码,读不了。请去掉密码另存后再导入。', { cause })
  throw new ImportRefused('PDF 损坏或者不完整,没有导入。请重新导出一份再试。', { cause })
}
