import { audit } from '../ledger/audit.ts'
import type { Turn } from '../talk/command.ts'
import { withdrawShownCodes } from './codes.ts'
import * as texts from './texts.ts'

const LONGEST = 500
const MOST = 5
// As people write it: 482913, 482 913, 482-913.
const SIX_DIGITS = /(?<!\d)\d{3}[ -]?\d{3}(?!\d)/g

/**
 * A personal code in a group is read by everybody there, so it is withdrawn as soon as the bot sees it. Gives the sentence for
 * whoever showed it, or undefined when the message holds none.
 */
export function shownCodes(key: Buffer): (turn: Turn) => Promise<string | undefined> {
  return async ({ message, trx, now, speaker }) => {
    if (message.chat.kind === 'single' || message.content.kind !== 'text') return undefined
    const { text, quote = '' } = message.content
    const codes = [text, quote].flatMap(sixDigitsIn).slice(0, MOST)
    const [subject] = codes.length === 0 ? [] : await withdrawShownCodes(trx, key, codes, now)
    if (subject === undefined) return undefined
    const actor = speaker.personId
    await audit(trx, { at: now, actor, action: 'person.code.withdraw', object: 'person', subject })
    return texts.codeWasShown
  }
}

function sixDigitsIn(text: string): string[] {
  const found = text.slice(0, LONGEST).normalize('NFKC').match(SIX_DIGITS) ?? []
  return found.map(digits => digits.replace(/\D/g, ''))
}
