import type { Command, Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { activityNamed, chosenSession, isPrivate } from '../here.ts'
import { standingMark } from '../mark-store.ts'
import { onlyTold } from '../only-told.ts'
import { nameLengthAt } from '../../understand/names.ts'
import { textOf } from '../people-in-text.ts'
import * as texts from '../texts.ts'

/** 可能, 到时候再说: nothing is registered. */
export const ambiguousMarkCommand: Command = {
  intents: ['mark.ambiguous'],
  for: 'everyone',
  where: 'bound',
  run: holdBack,
}

/** Whoever is registered already hears what stands: 先不登记 would sound as if nothing did. */
async function holdBack(turn: Turn): Promise<Reply> {
  const told = onlyTold(turn)
  if (told.length > 0) return say(texts.holdBackHearsay(told))
  if (namesSomebody(turn)) return say(texts.holdBack)
  const choice = await chosenSession(turn, activityNamed(turn), 'coming')
  if (choice.kind !== 'session') return say(texts.holdBack)
  const mark = await standingMark(turn.trx, choice.session.id, turn.speaker.personId)
  const isKept = mark !== undefined && mark.status !== 'withdrawn'
  return say(isKept ? texts.holdBackBeside(mark, isPrivate(turn)) : texts.holdBack)
}

/** 谭海波可能不来 is no doubt about the sender's own mark. */
function namesSomebody(turn: Turn): boolean {
  const text = textOf(turn)
  return [...text].some((_, at) => nameLengthAt(turn.names, text, at) > 1)
}
