import { answerCommand } from '../attendance/commands/answers.ts'
import { publishConfirmed } from '../notices/commands.ts'
import { cancelled } from '../notices/texts.ts'
import type { ReminderParts } from '../reminders/parts.ts'
import type { Command, Turn } from '../talk/command.ts'
import { say, type Reply } from '../talk/message.ts'

/** 确认 and 取消 go to the feature that asked; whatever is not about a notice is about attendance. */
export function answersOf(parts: ReminderParts): Command {
  return { ...answerCommand, run: turn => answer(parts, turn) }
}

function answer(parts: ReminderParts, turn: Turn): Promise<Reply> {
  const { question, reading } = turn
  if (question?.kind !== 'confirm' || question.action.kind !== 'publish-notice')
    return answerCommand.run(turn)
  turn.remember({ asked: undefined })
  return reading.slots.choice === 'no'
    ? Promise.resolve(say(cancelled))
    : publishConfirmed(parts, turn, question.action)
}
