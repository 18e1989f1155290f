import type { Day } from '../calendar/day.ts'
import { turnOf } from '../calendar/turns.ts'
import type { SeriesEntry } from '../office-schedule.ts'

/** What somebody does in a session besides coming. */
export const PART_NAMES = ['主持', '领读', '主讲', '中心发言'] as const
export type PartName = (typeof PART_NAMES)[number]

export interface SessionPart {
  part: PartName
  /** A person's id, or a name or account as office.yaml writes it. */
  who: string
}

/** The parts that the rotas of a series give in the session of a key. */
export function partsOfSeries(series: SeriesEntry, key: Day): SessionPart[] {
  const turn = turnOf(series.rule, key)
  const rotas: [PartName, readonly string[] | undefined][] = [
    ['主持', series.chairs],
    ['领读', series.leadReaders],
    ['主讲', series.lecturers],
    ['中心发言', series.mainSpeakers],
  ]
  return rotas.flatMap(([part, rota]) => {
    const who = rota?.at(turn % rota.length)
    return who === undefined ? [] : [{ part, who }]
  })
}

/** The rotas' parts with those that somebody gave in a chat instead. */
export function withGiven(parts: readonly SessionPart[], given: readonly SessionPart[]): SessionPart[] {
  const taken = new Set(given.map(({ part }) => part))
  return [...parts.filter(({ part }) => !taken.has(part)), ...given]
}
