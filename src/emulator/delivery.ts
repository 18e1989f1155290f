import { lostWords } from './callback.ts'
import type { CallbackResult } from './callback.ts'
import type { ChatEntry, ChatRef, Delivery } from './types.ts'
import type { EmulatorMember } from './types.ts'
import type { Transcript } from './transcript.ts'

/** A message as it stands on the platform: written once, delivered as often as needed with the same id. */
export interface SentMessage {
  msgid: string
  chat: ChatRef
  from: EmulatorMember
  /** What the member wrote, as an answer would quote it. */
  about: string
  /** The body before sealing. */
  plain: string
  sentAt: Date
  /** Set when an answer was shown: answers to further copies are not. */
  answered: boolean
}

/** What one answered copy led to. */
export interface Effect {
  shown: ChatEntry[]
  violation?: string
}

/** Runs `deliver` for every copy, one after the other or at the same moment. */
export async function inCopies<T>(
  times: number,
  concurrent: boolean,
  deliver: () => Promise<T>,
): Promise<T[]> {
  if (concurrent) return Promise.all(Array.from({ length: times }, deliver))
  const results: T[] = []
  for (let copy = 0; copy < times; copy += 1) results.push(await deliver())
  return results
}

/** Says in the chat why an answer was dropped. */
export function refuse(transcript: Transcript, chat: ChatRef, why: string): Effect {
  transcript.system(chat, `平台拒收:${why}`)
  return { shown: [], violation: why }
}

/** Says in the chat that nobody answered. */
export function noteLoss(transcript: Transcript, chat: ChatRef, result: CallbackResult): void {
  if (!result.reply) transcript.system(chat, `未送达:${lostWords(result.attempts)}`)
}

/** The whole story of a delivery, from its copies and what they led to. */
export function summarise(msgid: string, results: CallbackResult[], effects: Effect[]): Delivery {
  const attempts = results.flatMap(result => result.attempts)
  const shown = effects.flatMap(effect => effect.shown).map(entry => structuredClone(entry))
  const base = { msgid, attempts, shown, text: shown.map(entry => entry.text).join('\n') }
  const violation = effects.find(effect => effect.violation !== undefined)?.violation
  if (shown.length > 0) return { ...base, status: 'answered', ...(violation && { reason: violation }) }
  if (violation) return { ...base, status: 'refused', reason: violation }
  if (results.every(result => !result.reply)) return { ...base, status: 'lost', reason: lostWords(attempts) }
  return { ...base, status: 'silent' }
}

export function undelivered(msgid: string, reason: string): Delivery {
  return { msgid, status: 'undelivered', attempts: [], shown: [], text: '', reason }
}
