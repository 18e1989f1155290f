import { expect, test } from 'vitest'
import { addDays } from '../../src/calendar/day.ts'
import type { ReminderParts } from '../../src/reminders/parts.ts'
import { weekRule } from '../../src/reminders/week-rule.ts'
import { ruleTexts } from '../../src/rules/basis.ts'
import { loadRuleBook } from '../../src/rules/rule-book.ts'
import { at, GROUP } from './office.ts'

const book = loadRuleBook('config')

/** What a group reads in so many weeks, when the rule book of each week holds so many of the sample articles. */
function toldIn(weeks: number, sizeOf: (week: number) => number): string[] {
  let size = 0
  const rules = ruleTexts(() => ({ ...book, texts: book.texts.slice(0, size) }))
  const parts = { rules } as ReminderParts
  let told: string[] = []
  return Array.from({ length: weeks }, (_, week) => {
    size = sizeOf(week)
    const monday = addDays('2026-11-02', week * 7)
    const due = { kind: 'week', what: 'rule', group: GROUP, branch: 'first', monday } as const
    const dueAt = at(`${addDays(monday, 2)} 09:30`)
    const rule = weekRule(parts, { ...due, job: 'week:rule', slot: monday, dueAt }, told)
    told = rule?.told ?? told
    return rule?.text ?? ''
  })
}

test('no article comes again within eight weeks, also when rules are imported and withdrawn in between', () => {
  const texts = toldIn(60, week => book.texts.length - (week % 7) * 5)
  texts.forEach((text, week) => expect(texts.slice(Math.max(0, week - 7), week)).not.toContain(text))
})

test('a small book comes round evenly, the one told longest ago first', () => {
  const few = book.texts.length
  const sizes = Array.from({ length: few }, (_, size) => size + 1)
  const small = sizes.find(size => new Set(toldIn(20, () => size)).size === 3) ?? 0
  const texts = toldIn(12, () => small)
  texts.forEach((text, week) => expect(texts.slice(Math.max(0, week - 2), week)).not.toContain(text))
})

test('without anything to quote there is no message', () => {
  expect(toldIn(3, () => 0)).toEqual(['', '', ''])
})
