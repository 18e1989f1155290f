const DIGITS = new Map([...'零一二三四五六七八九'].map((digit, value) => [digit, value]))
DIGITS.set('〇', 0).set('两', 2).set('俩', 2).set('仨', 3)

/** A small Chinese or Arabic numeral (up to 9999): 二十五, 廿五, 15. Undefined if it is none. */
export function readNumber(written: string): number | undefined {
  if (/^\d{1,6}$/.test(written)) return Number(written)
  if (written === '' || written.length > 8) return undefined
  return readChinese(written.replace('廿', '二十').replace('卅', '三十'))
}

const UNITS = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
])

function readChinese(written: string): number | undefined {
  let total = 0
  let digit: number | undefined
  for (const character of written) {
    const value = DIGITS.get(character)
    const unit = UNITS.get(character)
    if (value !== undefined) {
      digit = value
    } else if (unit !== undefined) {
      total += (digit ?? 1) * unit
      digit = undefined
    } else return undefined
  }
  return total + (digit ?? 0)
}
