import { crc32, inflateRawSync } from 'node:zlib'
import { MOST_ENTRIES, MOST_PART, MOST_RATIO, MOST_UNPACKED, RATIO_COUNTS_FROM } from './limits.ts'
import { ImportRefused } from './refusal.ts'

/** The parts of a zip container (docx, xlsx, ofd) whose directory was checked whole before anything is unpacked. */
export interface Container {
  names: string[]
  /** The bytes of a part; undefined when there is none of this name. */
  read(name: string): Buffer | undefined
}

interface Entry {
  name: string
  method: number
  checksum: number
  packed: number
  unpacked: number
  /** Where its local header stands. */
  offset: number
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const END_SIZE = 22
// A data descriptor of up to 24 bytes may stand between two parts, and a little padding.
const LARGEST_GAP = 64

/** Opens a zip of which nothing is believed: sizes are held against what is really there, names are labels only. */
export function openContainer(bytes: Buffer): Container {
  const entries = readDirectory(bytes)
  refuseOverlaps(bytes, entries)
  const byName = new Map(entries.map(entry => [entry.name, entry]))
  let unpacked = 0
  return {
    names: [...byName.keys()],
    read(name) {
      const entry = byName.get(name)
      if (entry === undefined) return undefined
      unpacked += entry.unpacked
      if (unpacked > MOST_UNPACKED) throw tooLarge()
      return unpack(bytes, entry)
    },
  }
}

/** Where the end record of a zip stands; undefined when these bytes do not end like one. */
export function endOfZip(bytes: Buffer): number | undefined {
  const first = Math.max(0, bytes.length - END_SIZE - 0xffff)
  for (let at = bytes.length - END_SIZE; at >= first; at--)
    if (bytes.readUInt32LE(at) === END && at + END_SIZE + bytes.readUInt16LE(at + 20) === bytes.length)
      return at
  return undefined
}

function readDirectory(bytes: Buffer): Entry[] {
  const end = endOfZip(bytes)
  if (end === undefined) throw broken()
  const count = bytes.readUInt16LE(end + 10)
  const size = bytes.readUInt32LE(end + 12)
  let at = bytes.readUInt32LE(end + 16)
  // 0xffff means a zip64 directory, which no file of this size needs.
  if (count > MOST_ENTRIES)
    throw new ImportRefused(`文件里有${count === 0xffff ? '六万多' : count}个部件,不像一份制度,没有导入。`)
  if (bytes.readUInt32LE(end + 4) !== 0 || at + size !== end) throw broken()
  const entries: Entry[] = []
  let total = 0
  while (at < end) {
    if (entries.length >= count || at + 46 > end || bytes.readUInt32LE(at) !== CENTRAL) throw broken()
    const nameLength = bytes.readUInt16LE(at + 28)
    const next = at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    if (next > end) throw broken()
    const entry = readEntry(bytes, at, nameLength)
    total += entry.unpacked
    entries.push(entry)
    at = next
  }
  if (entries.length !== count) throw broken()
  const isBomb = total > RATIO_COUNTS_FROM && total > MOST_RATIO * bytes.length
  if (total > MOST_UNPACKED || isBomb) throw tooLarge()
  if (new Set(entries.map(({ name }) => name.toLowerCase())).size < entries.length)
    throw new ImportRefused('文件里有重名的部件,内容不可靠,没有导入。请用 WPS 或 Word 另存一次。')
  return entries
}

function readEntry(bytes: Buffer, at: number, nameLength: number): Entry {
  const flags = bytes.readUInt16LE(at + 8)
  if ((flags & 0x2041) !== 0) throw new ImportRefused('文件加了密码,读不了。请去掉密码另存后再导入。')
  const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
  refuseName(name)
  const isUnix = bytes.readUInt16LE(at + 4) >> 8 === 3
  const mode = bytes.readUInt32LE(at + 38) >>> 16
  if (isUnix && (mode & 0o170000) === 0o120000)
    throw new ImportRefused('文件里有符号链接,不是正常的文档,没有导入。')
  return {
    name,
    method: bytes.readUInt16LE(at + 10),
    checksum: bytes.readUInt32LE(at + 16),
    packed: bytes.readUInt32LE(at + 20),
    unpacked: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
  }
}

function refuseName(name: string): void {
  const parts = name.split('/')
  if (
    name === '' ||
    name.length > 255 ||
    /[\\\u0000-\u001f\ufffd]|^\/|^[A-Za-z]:/.test(name) ||
    parts.includes('..')
  )
    throw new ImportRefused('文件里有不正常的部件名称,没有导入。请用 WPS 或 Word 另存一次。')
}

/** The parts must lie one after another from the first byte on, each as its own header says. */
function refuseOverlaps(bytes: Buffer, entries: Entry[]): void {
  let free = 0
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    const { offset, name, method, packed } = entry
    if (offset < free || offset - free > (free === 0 ? 0 : LARGEST_GAP)) throw broken()
    const data = dataOf(bytes, entry)
    const nameLength = bytes.readUInt16LE(offset + 26)
    const sameName = bytes.toString('utf8', offset + 30, offset + 30 + nameLength) === name
    if (!sameName || bytes.readUInt16LE(offset + 8) !== method || data + packed > bytes.length) throw broken()
    free = data + packed
  }
}

function dataOf(bytes: Buffer, { offset }: Entry): number {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) throw broken()
  return offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
}

function unpack(bytes: Buffer, entry: Entry): Buffer {
  const { method, packed, unpacked, checksum } = entry
  if (unpacked > MOST_PART) throw tooLarge()
  const data = dataOf(bytes, entry)
  const raw = bytes.subarray(data, data + packed)
  const whole = method === 0 ? raw : method === 8 ? inflate(raw, unpacked) : undefined
  if (whole === undefined || whole.length !== unpacked || crc32(whole) !== checksum) throw broken()
  return whole
}

/** Unpacks at most as much as the directory promised; a part that goes on after that has lied. */
function inflate(raw: Buffer, length: number): Buffer {
  try {
    return inflateRawSync(raw, { maxOutputLength: Math.max(1, length) })
  } catch (cause) {
    throw broken(cause)
  }
}

function broken(cause?: unknown): ImportRefused {
  return new ImportRefused('文件损坏或者不完整,没有导入。请用 WPS 或 Word 打开,另存一次再试。', { cause })
}

function tooLarge(): ImportRefused {
  return new ImportRefused('文件解开后过大,不像一份制度,没有导入。')
}
