// China has had no daylight saving since 1991, so the zone is a fixed shift.
const SHANGHAI_MS = 8 * 60 * 60 * 1000
const DAY_MS = 24 * 60 * 60 * 1000
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六']

/** The wall clock in Shanghai: '2026-11-20T09:00'. */
export function wallClock(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_MS).toISOString().slice(0, 16)
}

export function dayOf(instant: Date): string {
  return wallClock(instant).slice(0, 10)
}

/** The instant at which Shanghai shows '2026-11-20T09:00'; undefined for anything that is no such time. */
export function instantAt(wall: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wall)) return undefined
  const instant = new Date(`${wall}:00+08:00`)
  return Number.isNaN(instant.getTime()) || wallClock(instant) !== wall ? undefined : instant
}

/** '2026年11月20日(周五)09:00' */
export function chineseTime(instant: Date): string {
  const wall = wallClock(instant)
  const weekday = WEEKDAYS[new Date(`${wall.slice(0, 10)}T00:00:00Z`).getUTCDay()]
  return `${wall.slice(0, 4)}年${Number(wall.slice(5, 7))}月${Number(wall.slice(8, 10))}日(周${weekday})${wall.slice(11)}`
}

/** The next 08:30 after `now` on a day on which people are at work. */
export function nextMorning(now: Date, isWorkday = mondayToFriday): Date {
  let morning = new Date(`${dayOf(now)}T08:30:00+08:00`)
  while (morning <= now || !isWorkday(dayOf(morning))) morning = new Date(morning.getTime() + DAY_MS)
  return morning
}

function mondayToFriday(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday >= 1 && weekday <= 5
}
