/** The half of a day, as people name it. */
export type DayPart = 'morning' | 'noon' | 'afternoon' | 'evening'

/** A stretch of a text. */
export interface Span {
  start: number
  end: number
}

// Pieces of the patterns: a small numeral, the names of the weekdays, the words for the halves of a day.
export const NUMERAL = '[0-9〇零一二两三四五六七八九十廿卅]{1,3}'
export const WEEKDAY_NAMES = '日天末一二三四五六'
export const DAY_PARTS = '凌晨|清早|早上|早晨|早|上午|中午|午间|下午|午后|傍晚|晚上|夜里|夜间|晚'

export function two(value: number): string {
  return String(value).padStart(2, '0')
}
