import { crc32, deflateRawSync } from 'node:zlib'

/** A part of a zip; what a hostile writer may say falsely stands in the optional fields. */
export interface ZipPart {
  name: string
  data: string | Uint8Array
  /** Said in the directory instead of the true size. */
  claimed?: number
  flags?: number
  /** Unix mode in the directory; 0o120777 makes a symbolic link. */
  mode?: number
  /** The name in the local header, where it differs. */
  localName?: string
  stored?: boolean
  /** Point to the data of an earlier part instead of bringing its own. */
  sameAs?: number
}

/** Writes a zip container, honest unless a part says otherwise. */
export function zipOf(parts: ZipPart[]): Buffer {
  const bodies: Buffer[] = []
  const offsets: number[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const part of parts) {
    const data = Buffer.from(part.data)
    const packed = part.stored === true ? data : deflateRawSync(data)
    const head = Buffer.alloc(30)
    const localName = Buffer.from(part.localName ?? part.name)
    head.writeUInt32LE(0x04034b50, 0)
    fillSizes(head, 6, part, data, packed)
    head.writeUInt16LE(localName.length, 26)
    const offset = part.sameAs === undefined ? at : (offsets[part.sameAs] ?? 0)
    offsets.push(offset)
    if (part.sameAs === undefined) {
      bodies.push(head, localName, packed)
      at += head.length + localName.length + packed.length
    }
    directory.push(...centralOf(part, data, packed, offset))
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 8)
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, central, end])
}

function centralOf(part: ZipPart, data: Buffer, packed: Buffer, offset: number): Buffer[] {
  const name = Buffer.from(part.name)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(part.mode === undefined ? 20 : 0x0314, 4)
  fillSizes(entry, 8, part, data, packed)
  entry.writeUInt16LE(name.length, 28)
  entry.writeUInt32LE(((part.mode ?? 0) << 16) >>> 0, 38)
  entry.writeUInt32LE(offset, 42)
  return [entry, name]
}

function fillSizes(head: Buffer, from: number, part: ZipPart, data: Buffer, packed: Buffer): void {
  head.writeUInt16LE(part.flags ?? 0, from)
  head.writeUInt16LE(part.stored === true ? 0 : 8, from + 2)
  head.writeUInt32LE(crc32(data), from + 8)
  head.writeUInt32LE(packed.length, from + 12)
  head.writeUInt32LE(part.claimed ?? data.length, from + 16)
}
