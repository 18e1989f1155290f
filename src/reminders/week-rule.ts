import { dayOf, daysBetween } from '../calendar/day.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { DueSlot } from './due-slots.ts'
import type { ReminderParts } from './parts.ts'

/** An article is not told again within this many weeks, as far as there are so many. */
const WEEKS_APART = 8

// Any fixed Monday does; the articles only have to change from week to week.
const FIRST_MONDAY = '2024-01-01'

export interface WeekRule {
  text: string
  /** The articles told last in this group, this one among them. */
  told: string[]
}

/** 每周一条制度: an article that was not `told` in the last weeks. Undefined when the rule book has none to quote. */
export function weekRule(
  { rules }: ReminderParts,
  { monday, dueAt }: DueSlot & { kind: 'week' },
  told: readonly string[],
): WeekRule | undefined {
  const quoted = rules.ofTheWeek(daysBetween(FIRST_MONDAY, monday) / 7, dayOf(dueAt), told)
  if (quoted === undefined) return undefined
  const earlier = told.filter(key => key !== quoted.key)
  return { text: `每周一条制度:\n${quoted.text}`, told: [...earlier, quoted.key].slice(-(WEEKS_APART - 1)) }
}

/** The articles that a group was told in the last weeks, oldest first. */
export async function toldRules(trx: Trx, group: string): Promise<string[]> {
  const row = await trx.selectFrom('meta').select('value').where('key', '=', keyOf(group)).executeTakeFirst()
  // Only keepTold writes it.
  return row === undefined ? [] : (JSON.parse(row.value) as string[])
}

export async function keepTold(trx: Trx, group: string, told: readonly string[]): Promise<void> {
  const value = JSON.stringify(told)
  await trx
    .insertInto('meta')
    .values({ key: keyOf(group), value })
    .onConflict(conflict => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

function keyOf(group: string): string {
  return `week_rule:${group}`
}
