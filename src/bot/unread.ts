import { waitsForKeeper } from '../people/claims.ts'
import * as peopleTexts from '../people/texts.ts'
import type { Turn } from '../talk/command.ts'
import { say, silence, type Reply } from '../talk/message.ts'
import { menuRole } from './commands.ts'
import * as texts from './texts.ts'

/** Three choices, and never twice in a row; thanks are not a riddle. */
export function puzzled(turn: Turn, wasPuzzled: boolean): Reply {
  const { content } = turn.message
  if (content.kind === 'text' && /谢谢|多谢|感谢|谢[了啦]|辛苦/.test(content.text))
    return turn.place.kind === 'single' ? say(texts.notAtAll) : silence
  if (wasPuzzled) return say(texts.stillNotUnderstood)
  turn.remember({ puzzled: true })
  return say(texts.notUnderstood(menuRole(turn)))
}

/** What somebody nobody knows yet is told: who they are, or why they are not known any more, or what they wait for. */
export async function whoAreYou(turn: Turn): Promise<Reply> {
  const { place, speaker } = turn
  const isAlone = place.kind === 'single'
  if (speaker.name !== '') return say(isAlone ? peopleTexts.notOnRoster : peopleTexts.notOnRosterInGroup)
  if (await waitsForKeeper(turn)) return say(peopleTexts.stillWaiting)
  return say(isAlone ? peopleTexts.whoAreYouPrivate : peopleTexts.whoAreYou)
}
