import { MOST_DEPTH } from './limits.ts'
import { ImportRefused } from './refusal.ts'

/** What a reader does with the parts of an XML text; names come without their prefix. */
export interface XmlVisitor {
  open?(name: string, attribute: (name: string) => string | undefined): void
  close?(name: string): void
  text?(words: string): void
}

/** Walks through XML once, in linear time. DOCTYPE, unknown entities, deep nesting and unbalanced tags are refused. */
export function readXml(bytes: Buffer, visitor: XmlVisitor): void {
  const xml = decodeXml(bytes)
  const open: string[] = []
  let at = 0
  while (at < xml.length) {
    const tag = xml.indexOf('<', at)
    const words = xml.slice(at, tag === -1 ? undefined : tag)
    if (words !== '' && open.length > 0) visitor.text?.(decodeEntities(words))
    if (tag === -1) break
    at = readTag(xml, tag, open, visitor)
  }
  if (open.length > 0) throw malformed()
}

/** Reads what stands at `<` and says where to go on. */
function readTag(xml: string, tag: number, open: string[], visitor: XmlVisitor): number {
  if (xml.startsWith('<!--', tag)) return after(xml, '-->', tag + 4)
  if (xml.startsWith('<?', tag)) return after(xml, '?>', tag + 2)
  if (xml.startsWith('<![CDATA[', tag)) {
    const end = after(xml, ']]>', tag + 9)
    visitor.text?.(xml.slice(tag + 9, end - 3))
    return end
  }
  if (xml[tag + 1] === '!')
    throw new ImportRefused('文件里有 DOCTYPE 声明,不是正常的文档,没有导入。请用 WPS 或 Word 另存一次。')
  const end = tagEnd(xml, tag + 1)
  if (xml[tag + 1] === '/') {
    const name = xml.slice(tag + 2, end).trim()
    if (open.pop() !== name) throw malformed()
    visitor.close?.(localName(name))
    return end + 1
  }
  const isEmpty = xml[end - 1] === '/'
  const inside = xml.slice(tag + 1, isEmpty ? end - 1 : end)
  const name = /^[^\s=<>'"/]{1,100}/.exec(inside)?.[0]
  if (name === undefined) throw malformed()
  visitor.open?.(localName(name), attributesOf(inside.slice(name.length)))
  if (isEmpty) visitor.close?.(localName(name))
  else if (open.push(name) > MOST_DEPTH) throw new ImportRefused('文件内容嵌套过深,没有导入。')
  return end + 1
}

/** The `>` that ends a tag; one inside quotes does not. */
function tagEnd(xml: string, from: number): number {
  let at = from
  while (at < xml.length) {
    const char = xml[at]
    if (char === '>') return at
    if (char === '<') break
    at = char === '"' || char === "'" ? after(xml, char, at + 1) : at + 1
  }
  throw malformed()
}

function attributesOf(written: string): (name: string) => string | undefined {
  let known: Map<string, string> | undefined
  return name => {
    known ??= new Map(
      [...written.matchAll(/([^\s=<>'"/]{1,100})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')/g)].map(
        ([, key = '', double, single]) => [localName(key), decodeEntities(double ?? single ?? '')],
      ),
    )
    return known.get(name)
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#\d{1,7}|#x[0-9a-fA-F]{1,6}|\w{1,10});/g, (_, name: string) => {
    if (!name.startsWith('#')) {
      const known = ENTITIES[name]
      if (known === undefined) throw malformed()
      return known
    }
    const code = name[1] === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

function decodeXml(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    throw malformed(cause)
  }
}

function after(xml: string, words: string, from: number): number {
  const at = xml.indexOf(words, from)
  if (at === -1) throw malformed()
  return at + words.length
}

function malformed(cause?: unknown): ImportRefused {
  return new ImportRefused('文件内容不完整或者格式有误,没有导入。请用 WPS 或 Word 另存一次。', { cause })
}
