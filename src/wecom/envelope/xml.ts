import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** An element has either children or a text; the other one is empty. */
export interface XmlNode {
  name: string
  /** As it was written: never trimmed, never a number. */
  text: string
  children: readonly XmlNode[]
}

/**
 * Parses the XML that WeCom sends: an `<xml>` of elements, texts and CDATA. Gives undefined for everything else: not
 * well-formed, a document type, another root, text beside elements, more than 16 levels, or a field that stands twice
 * directly under the root (further down, lists such as `SelectedItems` repeat their items).
 */
export function parseXml(text: string): XmlNode | undefined {
  // Wherever it meets these three characters the parser reads a document type, with entities.
  if (text.includes('<!D')) return undefined
  // The parser alone takes text that is not well-formed.
  if (XMLValidator.validate(text) !== true) return undefined
  const root = rootOf(text)
  const names = new Set(root?.children.map(child => child.name))
  return root?.name === 'xml' && names.size === root.children.length ? root : undefined
}

/** The texts of an XML message without nested elements, by element name; undefined if it is anything else. */
export function parseFlatXml(text: string): ReadonlyMap<string, string> | undefined {
  const root = parseXml(text)
  if (root === undefined || root.children.some(child => child.children.length > 0)) return undefined
  return new Map(root.children.map(child => [child.name, child.text]))
}

/** The first element of that name directly under a node. */
export function childOf(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find(child => child.name === name)
}

const TEXT = '#text'
const CDATA = '#cdata'

const parser = new XMLParser({
  preserveOrder: true,
  textNodeName: TEXT,
  cdataPropName: CDATA,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  // Read below, where CDATA can still be told from text.
  processEntities: false,
  parseTagValue: false,
  trimValues: false,
  maxNestedTags: 16,
})

function rootOf(text: string): XmlNode | undefined {
  try {
    const elements: Parsed[] = parser.parse(text)
    const [root, ...others] = elements.filter(part => !(TEXT in part))
    return root === undefined || others.length > 0 ? undefined : nodeOf(root)
  } catch {
    return undefined
  }
}

/** The parser's own shape: one key, the element's name or TEXT or CDATA. */
type Parsed = Record<string, Parsed[] | string>

const NAME = /^[A-Za-z_][\w.-]*$/
const BLANK = /^[ \t\r\n]*$/

function nodeOf(parsed: Parsed): XmlNode {
  const [name = '', parts = []] = Object.entries(parsed)[0] ?? []
  if (!NAME.test(name) || typeof parts === 'string') throw new Error('an element with a name that is none')
  const children = parts.filter(part => !(TEXT in part || CDATA in part)).map(nodeOf)
  const text = parts.map(textOf).join('')
  if (children.length === 0) return { name, text, children }
  if (!BLANK.test(text)) throw new Error('text beside elements')
  return { name, text: '', children }
}

function textOf(part: Parsed): string {
  const text = part[TEXT]
  if (typeof text === 'string') return decodeEntities(text)
  const cdata = part[CDATA]
  return Array.isArray(cdata) ? cdata.map(inner => String(inner[TEXT])).join('') : ''
}

const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(\w{1,8}));/g, (entity, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES.get(name) ?? entity
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return String.fromCodePoint(code)
  })
}
