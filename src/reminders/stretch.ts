import { addDays, dayOf, instantOf, timeOf } from '../calendar/day.ts'
import { readNumber } from '../understand/numbers.ts'

export type Stretch = RegExpExecArray

const STRETCH = /([\d一二两三四五六七八九十]{1,3}|半)个?(半)?(小时|钟头|分钟|天|日(?!\d)|周|星期|刻钟)/
const MINUTES: Readonly<Record<string, number>> = { 小时: 60, 钟头: 60, 分钟: 1, 刻钟: 15 }

/** 半小时, 20分钟, 一个半小时, 两天: how much later or earlier. */
export function stretchIn(words: string): Stretch | null {
  return STRETCH.exec(words)
}

/** A moment so much later, or earlier. */
export function shifted(
  [, count = '', half, unit = '']: Stretch,
  back: boolean,
  from: Date,
): Date | undefined {
  const whole = count === '半' ? 0.5 : readNumber(count)
  if (whole === undefined) return undefined
  const much = (whole + (half === undefined ? 0 : 0.5)) * (back ? -1 : 1)
  const minutes = MINUTES[unit]
  if (minutes !== undefined) return new Date(from.getTime() + much * minutes * 60_000)
  const days = much * (/周|星期/.test(unit) ? 7 : 1)
  return instantOf(addDays(dayOf(from), Math.trunc(days)), timeOf(from))
}
