import { chineseDay } from '../../calendar/day.ts'
import type { Rehearsed } from './rehearse.ts'

/** What a change of the settings does to a year. */
export interface Difference {
  added: Rehearsed[]
  removed: Rehearsed[]
  moved: { before: Rehearsed; after: Rehearsed }[]
  reworded: Rehearsed[]
}

export function differenceOf(before: readonly Rehearsed[], after: readonly Rehearsed[]): Difference {
  const earlier = new Map(before.map(one => [one.id, one]))
  const later = new Map(after.map(one => [one.id, one]))
  const kept = after.flatMap(one => {
    const old = earlier.get(one.id)
    return old === undefined ? [] : [{ before: old, after: one }]
  })
  const isMoved = (one: { before: Rehearsed; after: Rehearsed }) =>
    one.before.day !== one.after.day || one.before.time !== one.after.time || one.before.to !== one.after.to
  return {
    added: after.filter(({ id }) => !earlier.has(id)),
    removed: before.filter(({ id }) => !later.has(id)),
    moved: kept.filter(isMoved),
    reworded: kept
      .filter(
        one => !isMoved(one) && (one.before.text !== one.after.text || one.before.count !== one.after.count),
      )
      .map(one => one.after),
  }
}

/** The difference as lines for people. */
export function differenceLines({ added, removed, moved, reworded }: Difference): string[] {
  const line = (sign: string, { day, time, to, what }: Rehearsed) =>
    `${sign} ${chineseDay(day)}${time} ${to} ${what}`
  if (added.length + removed.length + moved.length + reworded.length === 0) return ['与上次排演相同。']
  return [
    `与上次排演相比:增加${added.length},减少${removed.length},改期${moved.length},改文字或人数${reworded.length}。`,
    ...added.map(one => line('+', one)),
    ...removed.map(one => line('-', one)),
    ...moved.map(
      ({ before, after }) => `${line('>', before)} → ${chineseDay(after.day)}${after.time} ${after.to}`,
    ),
    ...reworded.map(one => line('~', one)),
  ]
}
