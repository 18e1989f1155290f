import { kindNamed } from '../attendance/kinds.ts'
import { cancelDuty } from '../duties/commands/cancel.ts'
import { wordsOf } from '../duties/commands/meant.ts'
import { dutyKindNamed } from '../duties/kinds.ts'
import type { Turn } from '../talk/command.ts'
import { lastUnsentReminder, withdrawReminder } from './by-hand.ts'
import type { ReminderParts } from './parts.ts'
import * as texts from './reply-texts.ts'

/**
 * 取消提醒, as the bot itself offers it: the duty that is named, else the newer of the speaker's own last reminder and last duty.
 * Answers what was taken back, or undefined when it was neither.
 */
export async function takeBack(parts: ReminderParts, turn: Turn): Promise<string | undefined> {
  const { trx, now, speaker } = turn
  const words = wordsOf(turn)
  if (kindNamed(words) !== undefined) return undefined
  const last =
    dutyKindNamed(words) === undefined ? await lastUnsentReminder(trx, speaker.personId) : undefined
  const ofDuty = await cancelDuty(parts, turn, last?.plannedAt)
  if (ofDuty !== undefined || last === undefined) return ofDuty
  const isGone = await withdrawReminder(trx, last.job, { actor: speaker.personId, now })
  return isGone ? texts.reminderWithdrawn(last, speaker.personId, now) : undefined
}
