import { isUtf8 } from 'node:buffer'
import { parseFlatXml } from './xml.ts'

/** The ciphertext of `{"encrypt":"..."}`; undefined if the body is anything else. */
export function encryptOfJson(body: Buffer): string | undefined {
  if (!isUtf8(body)) return undefined
  const text = body.toString()
  // Of a repeated key JSON.parse keeps the last one and a proxy might have read the first.
  if (text.indexOf('"encrypt"') !== text.lastIndexOf('"encrypt"')) return undefined
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null || !('encrypt' in value)) return undefined
  return typeof value.encrypt === 'string' ? value.encrypt : undefined
}

// The largest real ones are a few kilobytes. A parser that anybody may feed gets no more than it does in some 10 ms.
const MAX_XML = 128 * 1024

/** The ciphertext of `<xml><Encrypt>...</Encrypt></xml>`; undefined if the body is anything else. */
export function encryptOfXml(body: Buffer): string | undefined {
  if (body.length > MAX_XML || !isUtf8(body)) return undefined
  const text = body.toString()
  // Nobody has signed anything yet: look for the one element before paying for a parser.
  if (!text.includes('<Encrypt>')) return undefined
  return parseFlatXml(text)?.get('Encrypt')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
