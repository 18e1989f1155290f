import { extname } from 'node:path'
import { endOfZip } from './container.ts'
import { MOST_BYTES } from './limits.ts'
import { ImportRefused } from './refusal.ts'

/** The kinds of documents that can be read. Pasted text is `text`. */
export type DocumentKind = 'text' | 'markdown' | 'docx' | 'xlsx' | 'pdf' | 'ofd'

const BY_EXTENSION: Record<string, DocumentKind> = {
  '.txt': 'text',
  '.text': 'text',
  '': 'text',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.docx': 'docx',
  '.xlsx': 'xlsx',
  '.pdf': 'pdf',
  '.ofd': 'ofd',
}
const NAMES: Record<DocumentKind, string> = {
  text: '文本',
  markdown: '文本',
  docx: 'Word 文档',
  xlsx: '表格',
  pdf: 'PDF',
  ofd: 'OFD',
}
const AS_DOCX = '请在WPS中另存为docx再导入。'
const AS_XLSX = '请在WPS中另存为xlsx再导入。'
const MACROS = '文件带有宏,没有导入。请另存为不含宏的 docx 或 xlsx 再导入。'

/** What kind of document it is, by its bytes; its name must say the same. Throws ImportRefused with what to do. */
export function recognise(name: string, bytes: Buffer): DocumentKind {
  if (bytes.length === 0) throw new ImportRefused('文件是空的。')
  if (bytes.length > MOST_BYTES)
    throw new ImportRefused('文件超过 20 MB。制度一般只有几百 KB,请检查是不是选错了文件。')
  const extension = extname(name).toLowerCase()
  const found = byContent(bytes)
  if (found === 'old-word') throw new ImportRefused(`这是旧式的 .doc 或 .wps 文件,读不了。${AS_DOCX}`)
  if (found === 'old-sheet') throw new ImportRefused(`这是旧式的 .xls 或 .et 文件,读不了。${AS_XLSX}`)
  if (found === 'encrypted') throw new ImportRefused('文件加了密码,读不了。请去掉密码另存后再导入。')
  if (found === 'picture')
    throw new ImportRefused('这是图片,里面没有文字。请用有文字的电子文件,或者把文字粘贴进来导入。')
  if (found === 'zip') throw fromZip(extension)
  if (/^\.(?:doc|wps|rtf)$/.test(extension)) throw new ImportRefused(`${extension} 文件读不了。${AS_DOCX}`)
  if (/^\.(?:xls|et|csv)$/.test(extension)) throw new ImportRefused(`${extension} 文件读不了。${AS_XLSX}`)
  if (/^\.(?:docm|dotm|xlsm)$/.test(extension)) throw new ImportRefused(MACROS)
  const claimed = BY_EXTENSION[extension]
  if (claimed === undefined)
    throw new ImportRefused(
      `不认识 ${extension} 文件。可以导入 docx、pdf、xlsx、ofd、md、txt,也可以粘贴文字。`,
    )
  const isText = claimed === 'text' || claimed === 'markdown'
  if (found === 'text' && isText) return claimed
  if (found !== claimed && name !== '-')
    throw new ImportRefused(
      `文件名说是${NAMES[claimed]},内容却${found === 'text' ? '不是' : `是${NAMES[found]}`}。请核对后改正扩展名再导入。`,
    )
  return found
}

type Found = DocumentKind | 'old-word' | 'old-sheet' | 'encrypted' | 'picture' | 'zip'

function byContent(bytes: Buffer): Found {
  const begins = (...head: number[]) => head.every((byte, at) => bytes[at] === byte)
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return inCompound(bytes)
  if (bytes.subarray(0, 5).toString('latin1') === '{\\rtf') return 'old-word'
  if (
    begins(0x89, 0x50, 0x4e, 0x47) ||
    begins(0xff, 0xd8, 0xff) ||
    begins(0x42, 0x4d) ||
    begins(0x49, 0x49, 0x2a)
  )
    return 'picture'
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') {
    if (endOfZip(bytes) !== undefined) throw new ImportRefused('文件既像 PDF 又像压缩包,不可靠,没有导入。')
    return 'pdf'
  }
  if (!begins(0x50, 0x4b, 0x03, 0x04)) {
    if (bytes.length >= 22 && endOfZip(bytes) !== undefined)
      throw new ImportRefused('文件前面夹有别的内容,后面是压缩包,不可靠,没有导入。')
    return 'text'
  }
  return inZip(bytes)
}

/** A compound file (OLE2) is an old document, or a new one behind a password; its directory names the streams. */
function inCompound(bytes: Buffer): Found {
  const has = (stream: string) => bytes.includes(Buffer.from(stream, 'utf16le'))
  if (has('EncryptedPackage')) return 'encrypted'
  return has('Workbook') || has('Book\0') ? 'old-sheet' : 'old-word'
}

/** The names in the directory at the end say what a container holds; nothing is unpacked for it. */
function inZip(bytes: Buffer): Found {
  const end = endOfZip(bytes)
  if (end === undefined)
    throw new ImportRefused('文件损坏或者不完整,没有导入。请重新复制一份,或者另存一次再试。')
  const directory = bytes.subarray(Math.min(end, bytes.readUInt32LE(end + 16)), end)
  if (directory.includes('vbaProject.bin')) throw new ImportRefused(MACROS)
  if (directory.includes('word/document') || directory.includes('word\\document')) return 'docx'
  if (directory.includes('xl/workbook')) return 'xlsx'
  return directory.includes('OFD.xml') ? 'ofd' : 'zip'
}

function fromZip(extension: string): ImportRefused {
  return new ImportRefused(
    extension === '.zip' || extension === '.rar'
      ? '压缩包不能直接导入,请先解压,再逐份导入里面的文件。'
      : `文件里没有找到${NAMES[BY_EXTENSION[extension] ?? 'docx']}的内容,没有导入。请用 WPS 另存一次再试。`,
  )
}
