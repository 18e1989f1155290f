import { says } from '../input.ts'
import type { GrammarRule, Input } from '../input.ts'
import * as phrase from '../words/said/reminder-change.ts'

/** What is said of a reminder that has not left yet: another time, other words, not at all, and which ones there are. */
export const reminderChangeRules: GrammarRule[] = [
  // 改到9点, 先别发: after the bot has said what it will send, nothing else need be named.
  says('reminder just set changed', 'remind.change', {
    said: phrase.JUST_SET_CHANGED,
    form: 'statement',
    when: ({ situation: { prompt } }) => prompt === 'reminder-set' || prompt === 'which-reminder',
  }),
  says('reminder changed', 'remind.change', {
    said: phrase.REMINDER_CHANGED,
    unless: phrase.REMINDER_CHANGED_NOT,
    form: 'statement',
    when: input => !namesDutyOfThatName(input),
  }),
  says('who set a reminder asked', 'remind.who', { said: phrase.WHO_SET_REMINDER }),
  says('own reminders asked', 'remind.list', { said: phrase.OWN_REMINDERS_ASKED }),
]

/** 节前廉洁提醒改成:…: the duty has 提醒 in its name. */
function namesDutyOfThatName({ flat }: Input): boolean {
  return /(?:节前|廉洁)提醒/.test(flat)
}
