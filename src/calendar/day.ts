/** A calendar day in Asia/Shanghai, written '2026-11-21'. */
export type Day = string

// China has had no daylight saving since 1991, so the zone is a fixed shift.
const SHANGHAI_MS = 8 * 60 * 60 * 1000
const DAY_MS = 24 * 60 * 60 * 1000
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六']

/** The day on which an instant falls in Asia/Shanghai. */
export function dayOf(instant: Date): Day {
  const number = Math.floor((instant.getTime() + SHANGHAI_MS) / DAY_MS)
  let day = daysWritten.get(number)
  if (day === undefined) {
    day = new Date(number * DAY_MS).toISOString().slice(0, 10)
    if (daysWritten.size >= MOST_WRITTEN) daysWritten.clear()
    daysWritten.set(number, day)
  }
  return day
}

// Each message asks for the same few days again and again.
const daysWritten = new Map<number, Day>()
const MOST_WRITTEN = 1000

/** The wall-clock time 'HH:MM' of an instant in Asia/Shanghai. */
export function timeOf(instant: Date): string {
  const minute = Math.floor((instant.getTime() + SHANGHAI_MS) / 60_000)
  return `${twoDigits(Math.floor(minute / 60) % 24)}:${twoDigits(minute % 60)}`
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : `${number}`
}

/** The instant at which a Shanghai wall clock shows this day and time ('HH:MM'). */
export function instantOf(day: Day, time = '00:00'): Date {
  return new Date(`${day}T${time}:00+08:00`)
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10)
}

export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS
}

/** 0 is Sunday, as in JavaScript. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

/** 1 is January. */
export function monthOf(day: Day): number {
  return Number(day.slice(5, 7))
}

/** The n-th day of a month; a month that is too short gives its last day ('31 November' is the 30th). */
export function dayOfMonth(year: number, month: number, day: number): Day {
  return iso(year, month, Math.min(day, daysInMonth(year, month)))
}

export function lastDayOfMonth(year: number, month: number): Day {
  return iso(year, month, daysInMonth(year, month))
}

/** Whether a text is a day that exists, written '2026-02-28'. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const instant = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text)
}

/** '11月27日(周五)' */
export function chineseDay(day: Day): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日(周${WEEKDAYS[weekdayOf(day)]})`
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function iso(year: number, month: number, day: number): Day {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}
