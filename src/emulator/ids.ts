import { randomBytes } from 'node:crypto'

/** The smart bot's message ids are opaque words. */
export function aibotMsgId(): string {
  return randomBytes(16).toString('hex')
}

/** The app's message ids are 64-bit numbers: they do not fit into a JavaScript number. */
export function appMsgId(): string {
  return (randomBytes(8).readBigUInt64BE() | (1n << 62n)).toString().slice(0, 19)
}
