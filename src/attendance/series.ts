import type { Day } from '../calendar/day.ts'
import { occurrences } from '../calendar/recurrence.ts'
import { turnOf } from '../calendar/turns.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import { ConfigError } from '../config-file.ts'
import type { SeriesEntry } from '../office-schedule.ts'
import { kindByCode } from './kinds.ts'

/** One session that a series asks for. */
export interface SeriesOccurrence {
  series: SeriesEntry
  /** The unshifted date: UNIQUE(branch, series, key) keeps a moved holiday from making a second session. */
  key: Day
  /** Undefined when the calendar cancels it. */
  day: Day | undefined
  /** 待核: the year's holiday table is missing, or no day keeps the bounds of the shift. */
  unsure: boolean
  theme: string
}

/** The sessions of a series from one day to another, both included, in order. */
export function seriesOccurrences(
  series: SeriesEntry,
  calendar: WorkCalendar,
  from: Day,
  to: Day,
): SeriesOccurrence[] {
  const { from: first = '', until = '9999' } = series
  const inSpan = occurrences(series.rule, calendar, from, to).filter(
    ({ key }) => first <= key && key <= until,
  )
  return inSpan.map(occurrence => ({
    ...occurrence,
    series,
    theme: themeOf(series, occurrence.key),
  }))
}

/** '共读《乡土中国》,领读:彭莉', or the fixed theme: book and reader come in turn, so the key alone decides. */
function themeOf(series: SeriesEntry, key: Day): string {
  const { theme, books, leadReaders } = series
  const turn = turnOf(series.rule, key)
  const book = inTurn(books, turn)
  const reader = inTurn(leadReaders, turn)
  const parts = [
    theme,
    book === undefined ? undefined : `共读${book}`,
    reader === undefined ? undefined : `领读:${reader}`,
  ]
  return parts.filter(part => part !== undefined).join(',')
}

function inTurn(list: readonly string[] | undefined, turn: number): string | undefined {
  return list?.at(turn % list.length)
}

/** Throws a ConfigError in words for a series of a kind that nobody knows. */
export function refuseUnknownKinds({
  series,
  rosters = [],
}: {
  series: readonly SeriesEntry[]
  rosters?: readonly { kind: string }[]
}): void {
  const unknown = rosters.find(({ kind }) => kindByCode(kind) === undefined)
  if (unknown !== undefined)
    throw new ConfigError(`office.yaml:不认识的活动类型“${unknown.kind}”。请检查 rosters 里的 kind。`)
  const stranger = series.find(({ kind }) => kindByCode(kind) === undefined)
  if (stranger !== undefined)
    throw new ConfigError(
      `office.yaml:不认识的活动类型“${stranger.kind}”。请检查 series 里“${stranger.code}”的 kind。`,
    )
}
