import { kindNamed } from '../attendance/kinds.ts'
import { mustNotBeKept } from '../attendance/plain-words.ts'
import { notSavedIdNumber } from '../attendance/session-texts.ts'
import { nextWorkingMoment } from '../calendar/working-hours.ts'
import { wordsOf } from '../duties/commands/meant.ts'
import { dutyKindNamed } from '../duties/kinds.ts'
import type { Turn } from '../talk/command.ts'
import { planned } from '../talk/conversation.ts'
import { say, type Reply } from '../talk/message.ts'
import { moveReminder, remindAt, unsentReminders, withdrawReminder, type UnsentReminder } from './by-hand.ts'
import { withoutDemand } from './demands.ts'
import type { ReminderParts } from './parts.ts'
import { changedMoment, readChange, type ReminderChange } from './read-change.ts'
import * as texts from './reply-texts.ts'
import { restDayAt } from './rest-day.ts'
import { takeBack } from './take-back.ts'
import { askWhich, remindersMeant } from './which-reminder.ts'

/** 把提醒改到9点, 提醒内容改成…, 先别发: the speaker's own reminder that has not left; never a new one of these words. */
export async function changeReminder(parts: ReminderParts, turn: Turn): Promise<Reply> {
  const { trx, now, speaker } = turn
  const change = readChange(wordsOf(turn))
  if (change.kind === 'cancel') return say(await cancel(parts, turn, change.all === true))
  const unsent = await unsentReminders(trx, speaker.personId)
  const { named, meant } = remindersMeant(unsent, change.which, now)
  const [only, ...others] = meant
  if (unsent.length === 0 && turn.question?.kind === 'reminder-set') return say(texts.sayItAnew)
  if (only === undefined) return say(noneMeant(turn, change, named ? unsent : []))
  if (others.length > 0) return say(askWhich(turn, change, meant))
  return say(await apply(parts, turn, only, change))
}

/** 我定了哪些提醒: what has not left yet; in a group without the words. */
export async function listReminders({ trx, now, speaker }: Turn): Promise<Reply> {
  const unsent = await unsentReminders(trx, speaker.personId)
  return say(texts.reminderList(unsent, speaker.personId, now))
}

/** 1, 都取消: the answer to which of several reminders; undefined when something else was asked. */
export async function chosenReminder(parts: ReminderParts, turn: Turn): Promise<Reply | undefined> {
  const { question, reading, trx, now, speaker } = turn
  if (question?.kind !== 'which-reminder') return undefined
  const unsent = await unsentReminders(trx, speaker.personId)
  const offered = question.jobs.flatMap(job => unsent.filter(one => one.job === job))
  const { choice = '' } = reading.slots
  const number = '一二三四五'.indexOf(choice) + 1 || Number(choice)
  const byNumber = question.jobs[number - 1]
  const chosen =
    choice === 'both'
      ? offered
      : byNumber === undefined
        ? remindersMeant(offered, choice, now).meant
        : offered.filter(({ job }) => job === byNumber)
  if (choice !== 'both' && chosen.length !== 1)
    return say(texts.whichReminder(offered, speaker.personId, now))
  turn.remember({ asked: undefined })
  const answers: string[] = []
  for (const one of chosen) answers.push(await apply(parts, turn, one, { which: '', ...question.change }))
  return answers.length === 0 ? say(texts.noReminderLeft) : say(answers.join('\n'))
}

async function cancel(parts: ReminderParts, turn: Turn, all: boolean): Promise<string> {
  const { trx, now, speaker } = turn
  const asked = turn.question?.kind
  if (asked === 'reminder-set' || asked === 'which-reminder') turn.remember({ asked: undefined })
  // 算了 to the question which one: nothing is moved, and nothing is taken back.
  if (asked === 'which-reminder' && !all && !/提醒/.test(wordsOf(turn))) return texts.nothingChanged
  if (!all) return (await takeBack(parts, turn)) ?? texts.noReminderLeft
  const gone: UnsentReminder[] = []
  for (const one of await unsentReminders(trx, speaker.personId))
    if (await withdrawReminder(trx, one.job, { actor: speaker.personId, now })) gone.push(one)
  return gone.length === 0 ? texts.noReminderLeft : texts.reminderWithdrawn(gone, speaker.personId, now)
}

/** Nothing of the speaker's waits, or not what was named: the reminders of sessions and duties follow their days. */
function noneMeant(
  { speaker, now }: Turn,
  { which }: ReminderChange,
  unsent: readonly UnsentReminder[],
): string {
  if (kindNamed(which) !== undefined || dutyKindNamed(which) !== undefined) return texts.followsItsDay
  return unsent.length === 0 ? texts.noReminderLeft : texts.whichReminder(unsent, speaker.personId, now)
}

async function apply(
  parts: ReminderParts,
  turn: Turn,
  one: UnsentReminder,
  change: ReminderChange,
): Promise<string> {
  switch (change.kind) {
    case 'word':
      return reword(parts, turn, one, change.text)
    case 'cancel': {
      const { trx, now, speaker } = turn
      const isGone = await withdrawReminder(trx, one.job, { actor: speaker.personId, now })
      return isGone ? texts.reminderWithdrawn([one], speaker.personId, now) : texts.reminderHasLeft
    }
    case 'now':
      return move(parts, turn, one, { wish: turn.now, anyHour: true })
    case 'move': {
      const wish = changedMoment(change.when, one.goesOutAt, parts.hours, turn.now)
      if (wish === undefined) return texts.whenInstead
      if (wish < turn.now) return texts.pastMoment
      return move(parts, turn, one, { wish, anyHour: isOwn(turn, one) })
    }
  }
}

/** What somebody asks for oneself comes when it was asked for. */
function isOwn({ speaker }: Turn, { to }: UnsentReminder): boolean {
  return to.kind === 'people' && to.personIds.every(personId => personId === speaker.personId)
}

async function move(
  parts: ReminderParts,
  turn: Turn,
  one: UnsentReminder,
  { wish, anyHour }: { wish: Date; anyHour: boolean },
): Promise<string> {
  const { trx, now, speaker } = turn
  const goesOutAt = anyHour ? wish : nextWorkingMoment(parts.calendar, parts.hours, wish)
  const isMoved = await moveReminder(trx, one.job, { actor: speaker.personId, now, goesOutAt, anyHour })
  if (!isMoved) return texts.reminderHasLeft
  turn.remember(planned(turn.question, now))
  const restDay = goesOutAt > wish ? restDayAt(parts, wish, now) : undefined
  return texts.reminderMoved({ ...one, goesOutAt }, { wish, restDay }, speaker.personId, now)
}

async function reword(parts: ReminderParts, turn: Turn, one: UnsentReminder, said: string): Promise<string> {
  const { trx, now, speaker } = turn
  if (said === '') return texts.wordsInstead
  if (mustNotBeKept(said)) return notSavedIdNumber
  const { words, cutDemand } = withoutDemand(said)
  if (words === '') return texts.wordsInstead
  const actor = speaker.personId
  // One that waits for its turn is due already.
  const at = one.goesOutAt < now ? now : one.goesOutAt
  const wanted = { at, to: one.to, text: words, actor, by: speaker.name, now }
  const outcome = await remindAt(trx, parts, { ...wanted, anyHour: isOwn(turn, one) })
  if (outcome.kind === 'no-text') return texts.wordsInstead
  if (outcome.kind !== 'planned') return texts.oldOneStays(texts.notPlanned(outcome, one.to))
  // The old one goes only when the new one is sure to come, and the new one only if the old one had not left.
  const isReplaced = outcome.count > 0 && (await withdrawReminder(trx, one.job, { actor, now }))
  if (!isReplaced) {
    await withdrawReminder(trx, outcome.job, { actor, now })
    return outcome.count > 0 ? texts.reminderHasLeft : texts.oldOneStays(texts.noAccount)
  }
  turn.remember(planned(turn.question, now))
  const where = texts.placeOf(one.to, actor)
  return texts.reminderPlanned({ ...outcome, cutDemand }, where, one.goesOutAt, now)
}
