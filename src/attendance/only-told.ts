import type { Turn } from '../talk/command.ts'
import { chatRole } from '../talk/person.ts'
import { nameLengthAt, resolveName } from '../understand/names.ts'
import { understand } from '../understand/understand.ts'
import { textOf } from './people-in-text.ts'

const MOST = 5
const TELLS = /^.{0,8}?[说讲]/u
const HEARD = /听(?:说|讲)$/
// What the sender says of himself, what else is heard, and a new sentence, are no longer what a colleague said.
const END = /[。;!?\n]|,(?=[我俺咱]|听[说讲])/

/**
 * Colleagues of whom a message only tells what they said (曹阳说他出差去不了): nothing is registered for them on hearsay, and whoever
 * wrote it should know. The names as they are written.
 */
export function onlyTold(turn: Turn): string[] {
  const text = textOf(turn)
  if (!/[说讲]/.test(text)) return []
  const registered = new Set(turn.reading.slots.marks?.map(({ name }) => personOf(turn, name)))
  const told = new Map<string, string>()
  for (let at = 0; at < text.length && told.size < MOST; at++) {
    const length = nameLengthAt(turn.names, text, at)
    if (length === 0) continue
    const name = text.slice(at, at + length)
    const personId = personOf(turn, name)
    const from = HEARD.test(text.slice(0, at)) ? at - 2 : at
    const isTold = from < at || TELLS.test(text.slice(at + length))
    if (personId !== undefined && !registered.has(personId) && isTold && isHeldBack(turn, text.slice(from)))
      told.set(personId, name)
    at += length - 1
  }
  told.delete(turn.speaker.personId)
  return [...told.values()]
}

function personOf({ names }: Turn, written: string): string | undefined {
  const resolved = resolveName(names, written)
  return 'found' in resolved ? resolved.found : undefined
}

/** Whether what is told is about coming or leave, and were not registered: 曹阳说食堂不错 is neither. */
function isHeldBack({ names, office, message, speaker }: Turn, text: string): boolean {
  const [told = ''] = text.split(END, 1)
  const situation = {
    chatType: message.chat.kind,
    role: chatRole(speaker),
    names,
    botNames: office.bot.names,
    addressed: true,
  }
  return understand(told, situation).intent === 'mark.ambiguous'
}
