import { dayOf, timeOf } from '../calendar/day.ts'
import { answerUntil, type PendingQuestion } from '../talk/conversation.ts'
import type { Turn } from '../talk/command.ts'
import { readWhen } from '../understand/when.ts'
import type { UnsentReminder } from './by-hand.ts'
import type { ReminderChange } from './read-change.ts'
import * as texts from './reply-texts.ts'

const LONGEST = 100

/** What tells no reminder from another. */
const NOISE =
  /取消|撤[销回掉了]|删[掉除]|停[掉止]|不要|不用|不发|提醒|闹钟|刚才|刚刚|那[条个]|这[条个]|上一?条|前面|大家|各位|同志|麻烦|帮[我忙]|一下|关于|时间|内容|群里|都|全部|所有|[\d两三几]条|[把将给我的发了吧先别请再还是就也设定在我也那条,。::"“”\s]/gu

/** The reminders that somebody's words mean, by their day, their time, or a piece of their text; all of them when nothing is named. */
export function remindersMeant(
  unsent: readonly UnsentReminder[],
  words: string,
  now: Date,
): { named: boolean; meant: readonly UnsentReminder[] } {
  const said = words.slice(0, LONGEST).normalize('NFKC')
  const { day, time, raw } = readWhen(said, now)
  const rest = said.replace(raw, '').replace(NOISE, '')
  const isTextNamed = rest.length >= 2
  const meant = unsent.filter(
    ({ goesOutAt, says }) =>
      (day === undefined || dayOf(goesOutAt) === day) &&
      (time === undefined || timeOf(goesOutAt) === time) &&
      (!isTextNamed || says(rest)),
  )
  if (/刚才|刚刚/.test(said) && !isTextNamed) return { named: true, meant: unsent.slice(0, 1) }
  return { named: day !== undefined || time !== undefined || isTextNamed, meant }
}

/** Asks which of several is meant. What is to be said instead is not kept until the answer: she says it once more. */
export function askWhich(turn: Turn, change: ReminderChange, meant: readonly UnsentReminder[]): string {
  const shown = meant
    .toSorted((one, other) => one.goesOutAt.getTime() - other.goesOutAt.getTime())
    .slice(0, MOST_SHOWN)
  if (change.kind !== 'word') {
    const asked: PendingQuestion = {
      kind: 'which-reminder',
      jobs: shown.map(({ job }) => job),
      change: change.kind === 'move' ? { kind: 'move', when: change.when } : { kind: change.kind },
      until: answerUntil(turn.now),
    }
    turn.remember({ asked })
  }
  return texts.whichReminder(shown, turn.speaker.personId, turn.now, change.kind === 'word')
}

const MOST_SHOWN = 5
