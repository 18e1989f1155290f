const DIGITS = '零一二三四五六七八九'
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

/** Reads 35, 三十五, 一百零三, 二十 or 三五 (digit by digit); undefined when it is no number below 10,000. */
export function readNumber(written: string): number | undefined {
  if (/^\d{1,4}$/.test(written)) return Number(written)
  const text = written.replaceAll('〇', '零').replaceAll('两', '二')
  if (text === '' || text.length > 9) return undefined
  const hasUnit = [...text].some(char => char in UNITS)
  return hasUnit ? readWithUnits(text) : readDigits(text)
}

/** 103 -> 一百零三, 15 -> 十五; for 0 to 9999. */
export function writeNumber(value: number): string {
  if (value < 10) return DIGITS.charAt(value)
  let text = ''
  let gap = false
  for (const [unit, size] of [
    ['千', 1000],
    ['百', 100],
    ['十', 10],
    ['', 1],
  ] as const) {
    const digit = Math.floor(value / size) % 10
    if (digit === 0) {
      gap = text !== ''
      continue
    }
    text += (gap ? '零' : '') + DIGITS.charAt(digit) + unit
    gap = false
  }
  return text.startsWith('一十') ? text.slice(1) : text
}

/** 2024 -> 二零二四 */
export function writeDigits(digits: string): string {
  return [...digits].map(digit => DIGITS.charAt(Number(digit))).join('')
}

/** The characters of a written number, for use inside a regular expression's brackets. */
export const NUMBER_CHARACTERS = '0-9零〇一二两三四五六七八九十百千'

function readDigits(text: string): number | undefined {
  const digits = [...text].map(char => DIGITS.indexOf(char))
  if (digits.includes(-1) || digits.length > 4) return undefined
  return digits.reduce((sum, digit) => sum * 10 + digit, 0)
}

function readWithUnits(text: string): number | undefined {
  let total = 0
  let digit: number | undefined
  for (const char of text) {
    const unit = UNITS[char]
    if (unit !== undefined) {
      total += (digit ?? 1) * unit
      digit = undefined
      continue
    }
    digit = DIGITS.indexOf(char)
    if (digit === -1) return undefined
  }
  return total + (digit ?? 0)
}
