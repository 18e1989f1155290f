import type { Reading, Situation } from '../understand/reading.ts'
import { understand } from '../understand/understand.ts'

// 参加 and 请假 are said by everybody within the same minutes. Longer sentences are one person's own words: they are
// read anew each time and never held.
const SHORT = 12
const MOST = 500

/** Reads messages, and remembers what the shortest ones meant while the names stay the same. */
export function rememberingReader(): (text: string, situation: Situation) => Reading {
  let names: Situation['names'] | undefined
  const readings = new Map<string, Reading>()
  return (text, situation) => {
    if (text.length > SHORT || situation.quote !== undefined) return understand(text, situation)
    if (names !== situation.names || readings.size >= MOST) {
      readings.clear()
      names = situation.names
    }
    const { chatType, role, prompt = '', lastMark } = situation
    const key = `${chatType}|${role}|${prompt}|${lastMark?.status ?? ''}|${text}`
    const before = readings.get(key)
    if (before !== undefined) return before
    const reading = understand(text, situation)
    readings.set(key, reading)
    return reading
  }
}
