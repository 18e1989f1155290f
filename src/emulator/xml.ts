import { XMLParser, XMLValidator } from 'fast-xml-parser'

const parser = new XMLParser({
  ignoreAttributes: true,
  processEntities: false,
  parseTagValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
})

/** A flat or nested `<xml>` in the platform's style: text in CDATA, whole numbers bare. */
export function writeXml(fields: XmlFields): string {
  return `<xml>${inner(fields)}</xml>`
}

export interface XmlFields {
  [name: string]: XmlValue | XmlValue[]
}

type XmlValue = string | number | bigint | XmlFields

function inner(fields: XmlFields): string {
  return Object.entries(fields)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map(one => element(name, one)))
    .join('')
}

function element(name: string, value: XmlValue): string {
  if (typeof value === 'number' || typeof value === 'bigint') return `<${name}>${value}</${name}>`
  if (typeof value === 'string')
    return `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`
  return `<${name}>${inner(value)}</${name}>`
}

/** The children of the root `<xml>`; undefined for anything malformed or with a document type. */
export function readXml(text: string): Record<string, unknown> | undefined {
  if (text.includes('<!DOCTYPE') || XMLValidator.validate(text) !== true) return undefined
  const parsed: unknown = parser.parse(text)
  const root = (parsed as { xml?: unknown }).xml
  return typeof root === 'object' && root !== null ? (root as Record<string, unknown>) : undefined
}
