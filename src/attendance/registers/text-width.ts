const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u

/** How many lines a text takes in a column of so many characters; a Chinese character is two wide. */
export function linesIn(value: string, columnWidth: number): number {
  // One character is lost to the cell's own margins.
  const room = Math.max(2, columnWidth - 1)
  return value.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(widthOf(line) / room)), 0)
}

function widthOf(line: string): number {
  let width = 0
  for (const character of line) width += isWide(character) ? 2 : 1
  return width
}

function isWide(character: string): boolean {
  return WIDE.test(character) || character.length > 1
}
