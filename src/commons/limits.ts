import type { StreamState } from './port.ts'

const HOUR_MS = 60 * 60 * 1000

// A stream ends six minutes after the member's message and holds 20480 bytes:
// https://developer.work.weixin.qq.com/document/path/101031
const STREAM_MS = 10 * 60 * 1000
const STREAM_BYTES = 20_480

/** How long an election stands: much longer than clocks of replicas can differ. */
export function electionLife(ttlMs: number): number {
  return Math.max(ttlMs, HOUR_MS)
}

export function streamLife(ttlMs: number): number {
  return Math.min(ttlMs, STREAM_MS)
}

/** The state with its text cut, between characters, to what a stream can hold. */
export function fitting(state: StreamState): StreamState {
  const bytes = Buffer.from(state.text)
  if (bytes.length <= STREAM_BYTES) return state
  let end = STREAM_BYTES
  while (isContinuation(bytes[end])) end--
  return { ...state, text: bytes.toString('utf8', 0, end) }
}

function isContinuation(byte = 0): boolean {
  return (byte & 0b1100_0000) === 0b1000_0000
}
