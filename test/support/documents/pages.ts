/** Lines of a document laid out on pages, as a printed rule looks. */
export interface PlacedLine {
  page: number
  /** In points from the left and the top. */
  x: number
  y: number
  size: number
  text: string
}

const SIZE = 12
const LEFT = 90
const WIDE = 35
const ROWS = 18
const HEADER = '青禾市委办公室制度汇编'

/** Paragraphs with an indent of two characters, broken at the margin; titles centred; a header and a number on each page. */
export function layOut(paragraphs: string[], centred: (text: string) => boolean): PlacedLine[] {
  const placed: PlacedLine[] = []
  let row = 0
  const put = (x: number, text: string) => {
    placed.push({ page: Math.floor(row / ROWS), x, y: 100 + (row % ROWS) * 22, size: SIZE, text })
    row++
  }
  for (const paragraph of paragraphs) {
    if (centred(paragraph)) {
      put(LEFT + ((WIDE - paragraph.length) / 2) * SIZE, paragraph)
      continue
    }
    let rest = paragraph
    for (let first = true; rest !== ''; first = false) {
      const room = first ? WIDE - 2 : WIDE
      put(LEFT + (first ? 2 * SIZE : 0), rest.slice(0, room))
      rest = rest.slice(room)
    }
  }
  const pages = Math.ceil(row / ROWS)
  for (let page = 0; page < pages; page++) {
    placed.push({ page, x: 200, y: 50, size: 9, text: HEADER })
    placed.push({ page, x: 280, y: 790, size: 9, text: `— ${page + 1} —` })
  }
  return placed
}
