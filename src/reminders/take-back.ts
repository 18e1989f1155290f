import { kindNamed } from '../attendance/kinds.ts'
import { cancelDuty } from '../duties/commands/cancel.ts'
import { wordsOf } from '../duties/commands/meant.ts'
import { dutyKindNamed } from '../duties/kinds.ts'
import type { Turn } from '../talk/command.ts'
import { unsentReminders, withdrawReminder, type UnsentReminder } from './by-hand.ts'
import type { ReminderParts } from './parts.ts'
import * as texts from './reply-texts.ts'
import { askWhich, remindersMeant } from './which-reminder.ts'

/**
 * 取消提醒, as the bot itself offers it: the duty that is named, else the newer of the speaker's own last reminder and last duty.
 * Answers what was taken back, or undefined when it was neither.
 */
export async function takeBack(parts: ReminderParts, turn: Turn): Promise<string | undefined> {
  const { trx, now, speaker } = turn
  const words = wordsOf(turn)
  if (kindNamed(words) !== undefined) return undefined
  const unsent = dutyKindNamed(words) === undefined ? await unsentReminders(trx, speaker.personId) : []
  const { named, meant } = remindersMeant(unsent, words, now)
  if (named && meant.length > 1) return askWhich(turn, { kind: 'cancel', which: '' }, meant)
  const [last] = named ? meant : unsent
  if (named && last !== undefined) return withdrawn(turn, last)
  // 取消开座谈会的那条提醒, of which there is none, is not about the newest duty.
  const ofDuty = await cancelDuty(parts, turn, named ? now : last?.plannedAt)
  if (ofDuty !== undefined || last === undefined) return ofDuty
  return withdrawn(turn, last)
}

async function withdrawn({ trx, now, speaker }: Turn, last: UnsentReminder): Promise<string | undefined> {
  const isGone = await withdrawReminder(trx, last.job, { actor: speaker.personId, now })
  return isGone ? texts.reminderWithdrawn([last], speaker.personId, now) : undefined
}
