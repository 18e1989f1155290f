import { posix } from 'node:path'
import type { Container } from './container.ts'
import { type Extracted, NO_TEXT } from './extracted.ts'
import { flowText, type Piece } from './flow.ts'
import { MOST_PAGES } from './limits.ts'
import { readPart, within } from './parts.ts'
import { ImportRefused } from './refusal.ts'

/** Reads the text layer of an OFD (GB/T 33190): OFD.xml names the document, that its pages, those their text objects. */
export function readOfd(container: Container): Extracted {
  const root = wordsIn(container, 'OFD.xml', 'DocRoot')[0]
  if (root === undefined) throw new ImportRefused('OFD 文件里没有找到文档,没有导入。')
  const document = within('', root)
  const folder = posix.dirname(document)
  const pages: string[] = []
  readPart(container, document, {
    open(name, attribute) {
      const base = attribute('BaseLoc')
      if (name === 'Page' && base !== undefined) pages.push(within(folder, base))
    },
  })
  if (pages.length > MOST_PAGES) throw new ImportRefused('文件页数太多,请拆开后逐份导入。')
  const pieces = pages.flatMap((page, number) => piecesOf(container, page, number))
  if (pieces.length === 0) throw new ImportRefused(NO_TEXT)
  return flowText(pieces)
}

function wordsIn(container: Container, part: string, wanted: string): string[] {
  const found: string[] = []
  let inside = false
  readPart(container, part, {
    open: name => void (inside = name === wanted),
    close: () => void (inside = false),
    text(words) {
      if (inside && words.trim() !== '') found.push(words.trim())
    },
  })
  return found
}

function piecesOf(container: Container, part: string, page: number): Piece[] {
  const pieces: Piece[] = []
  let [left, top, size, scaleX, scaleY] = [0, 0, 0, 1, 1]
  let place: { x: number; y: number; steps: number[] } | undefined
  readPart(container, part, {
    open(name, attribute) {
      if (name === 'TextObject') {
        const box = numbersIn(attribute('Boundary'))
        const matrix = numbersIn(attribute('CTM'))
        ;[left, top] = [box[0] ?? 0, box[1] ?? 0]
        ;[scaleX, scaleY] = [matrix[0] ?? 1, matrix[3] ?? 1]
        size = (Number(attribute('Size')) || 1) * Math.abs(scaleY || 1)
      }
      if (name === 'TextCode')
        place = {
          x: left + (Number(attribute('X')) || 0) * scaleX,
          y: top + (Number(attribute('Y')) || 0) * scaleY,
          steps: stepsIn(attribute('DeltaX')).map(step => step * scaleX),
        }
    },
    close(name) {
      if (name === 'TextCode') place = undefined
    },
    text(words) {
      if (!place || words.trim() === '') return
      const { x, y, steps } = place
      const width = steps.slice(0, words.length - 1).reduce((sum, step) => sum + step, size)
      pieces.push({ page, x, y, size, width: steps.length > 0 ? width : size * words.length, text: words })
    },
  })
  return pieces
}

function numbersIn(written: string | undefined): number[] {
  return (written?.match(/\S+/g) ?? []).slice(0, 20).map(Number).filter(Number.isFinite)
}

/** DeltaX lists the steps between characters; `g 5 3.2` stands for five equal ones. */
function stepsIn(written: string | undefined): number[] {
  const words = written?.match(/\S+/g) ?? []
  const steps: number[] = []
  for (let at = 0; at < words.length && steps.length < 10_000; at++) {
    if (words[at] !== 'g') steps.push(Number(words[at]) || 0)
    else {
      const count = Math.min(Number(words[at + 1]) || 0, 10_000)
      steps.push(...Array<number>(count).fill(Number(words[at + 2]) || 0))
      at += 2
    }
  }
  return steps
}
