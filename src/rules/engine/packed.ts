import { crc32 } from 'node:zlib'

/** The kinds of numbers that a packed file holds. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array

/** Arrays and texts by name, as one file. */
export interface Packed {
  arrays: Map<string, Numbers>
  texts: Map<string, string[]>
}

/** A packed file cannot be used; the message says why, for the administrator. */
export class PackedFileError extends Error {
  override name = 'PackedFileError'
}

const MAGIC = 'QFINDEX1'
// Goes up whenever what the arrays mean changes, also when texts are taken apart differently.
const VERSION = 1
const HEADER = 24
const ALIGNMENT = 8
const KINDS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array }

interface Directory {
  arrays: { name: string; kind: keyof typeof KINDS; from: number; length: number }[]
  texts: [string, string[]][]
}

/** One buffer: magic, version, length and checksum, a directory in JSON, then the arrays as they lie in memory. */
export function pack({ arrays, texts }: Packed): Uint8Array<ArrayBuffer> {
  const directory: Directory = { arrays: [], texts: [...texts] }
  let from = 0
  for (const [name, values] of arrays) {
    directory.arrays.push({ name, kind: kindOf(values), from, length: values.length })
    from += aligned(values.byteLength)
  }
  const head = new TextEncoder().encode(JSON.stringify(directory))
  const begin = HEADER + aligned(head.length)
  const bytes = new Uint8Array(begin + from)
  bytes.set(new TextEncoder().encode(MAGIC))
  bytes.set(head, HEADER)
  for (const [index, values] of [...arrays.values()].entries())
    bytes.set(
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
      begin + (directory.arrays[index]?.from ?? 0),
    )
  const view = new DataView(bytes.buffer)
  view.setUint32(8, VERSION, true)
  view.setUint32(12, head.length, true)
  view.setUint32(16, crc32(bytes.subarray(HEADER)), true)
  return bytes
}

/** Reads what `pack` wrote; the arrays are views of its bytes. Throws PackedFileError in a sentence. */
export function unpack(file: Uint8Array<ArrayBuffer>): Packed {
  // Views need their bytes at a place that divides by their size.
  const bytes = file.byteOffset % ALIGNMENT === 0 ? file : file.slice()
  if (bytes.length < HEADER || new TextDecoder().decode(bytes.subarray(0, 8)) !== MAGIC)
    throw new PackedFileError('这不是索引文件。请删除它,重新建立索引。')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const version = view.getUint32(8, true)
  if (version !== VERSION)
    throw new PackedFileError(`索引文件是第${version}版,本程序要第${VERSION}版。请删除它,重新建立索引。`)
  if (crc32(bytes.subarray(HEADER)) !== view.getUint32(16, true))
    throw new PackedFileError('索引文件不完整或者已损坏。请删除它,重新建立索引。')
  const length = view.getUint32(12, true)
  // Checked by its checksum, so it is what pack wrote.
  const directory = JSON.parse(new TextDecoder().decode(bytes.subarray(HEADER, HEADER + length))) as Directory
  const begin = bytes.byteOffset + HEADER + aligned(length)
  const arrays = directory.arrays.map(({ name, kind, from, length }): [string, Numbers] => [
    name,
    new KINDS[kind](bytes.buffer, begin + from, length),
  ])
  return { arrays: new Map(arrays), texts: new Map(directory.texts) }
}

function kindOf(values: Numbers): keyof typeof KINDS {
  if (values instanceof Uint8Array) return 'u8'
  return values instanceof Uint16Array ? 'u16' : 'u32'
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT
}
