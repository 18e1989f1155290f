import { audit } from '../ledger/audit.ts'
import type { Turn } from '../talk/command.ts'
import { withdrawShownCodes } from './codes.ts'
import * as texts from './texts.ts'

const LONGEST = 500
const MOST = 20
// As people write it: 482913, 482 913, 48-29-13, 4 8 2 9 1 3. A lookahead, since other numbers may stand close before it.
const SIX_DIGITS = /(?<!\d)(?=(\d(?:[\s\-.,·、_]{0,3}\d){5})(?!\d))/g

/**
 * A personal code in a group is read by everybody there, so it is withdrawn as soon as the bot sees it. Gives the sentence for
 * whoever showed it, or undefined when the message holds none.
 */
export function shownCodes(key: Buffer): (turn: Turn) => Promise<string | undefined> {
  return async turn => {
    const { message } = turn
    if (message.chat.kind === 'single' || message.content.kind !== 'text') return undefined
    const { text, quote = '' } = message.content
    const codes = [text, quote].flatMap(sixDigitsIn).slice(0, MOST)
    return codes.length === 0 ? undefined : withdrawShown(turn, key, codes)
  }
}

/** Withdraws the personal codes among these digits, and says so; undefined when none is one. */
export async function withdrawShown(
  { trx, now, speaker }: Turn,
  key: Buffer,
  codes: readonly string[],
): Promise<string | undefined> {
  const subjects = await withdrawShownCodes(trx, key, codes, now)
  if (subjects.length === 0) return undefined
  const entry = { at: now, actor: speaker.personId, action: 'person.code.withdraw', object: 'person' }
  for (const subject of subjects) await audit(trx, { ...entry, subject })
  return texts.codeWasShown
}

function sixDigitsIn(text: string): string[] {
  const found = text.slice(0, LONGEST).normalize('NFKC').matchAll(SIX_DIGITS)
  return [...found].map(([, digits = '']) => digits.replace(/\D/g, ''))
}
