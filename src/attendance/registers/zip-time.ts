import { dayOf, timeOf } from '../../calendar/day.ts'

const END_OF_DIRECTORY = 0x06054b50
const END_BYTES = 22
const ENTRY_BYTES = 46

/**
 * Writes one instant into every entry of a zip, in Shanghai time, where the packer put the machine's clock and zone:
 * equal content then gives equal bytes. Layout: APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16. Changes the bytes in place.
 */
export function stampZip(bytes: Buffer, at: Date): Buffer {
  const end = bytes.length - END_BYTES
  if (bytes.readUInt32LE(end) !== END_OF_DIRECTORY)
    throw new Error('stamping a zip that has no plain end record')
  const { date, time } = dosTime(at)
  let entry = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    bytes.writeUInt16LE(time, entry + 12)
    bytes.writeUInt16LE(date, entry + 14)
    const local = bytes.readUInt32LE(entry + 42)
    bytes.writeUInt16LE(time, local + 10)
    bytes.writeUInt16LE(date, local + 12)
    entry +=
      ENTRY_BYTES +
      bytes.readUInt16LE(entry + 28) +
      bytes.readUInt16LE(entry + 30) +
      bytes.readUInt16LE(entry + 32)
  }
  return bytes
}

function dosTime(at: Date): { date: number; time: number } {
  const [year = 0, month = 0, day = 0] = dayOf(at).split('-').map(Number)
  const [hours = 0, minutes = 0] = timeOf(at).split(':').map(Number)
  return {
    date: ((year - 1980) << 9) | (month << 5) | day,
    time: (hours << 11) | (minutes << 5) | (at.getUTCSeconds() >> 1),
  }
}
