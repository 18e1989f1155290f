import { writeDigits, writeNumber } from '../numerals.ts'
import type { Container } from './container.ts'
import { readPart } from './parts.ts'

/** Where a paragraph stands in a numbered list of Word. */
export interface ListPlace {
  list: string
  level: number
}

/** Writes the numbers that Word counts by itself (第%1条), which stand nowhere in the text. */
export interface Numbering {
  /** The list that a paragraph style belongs to. */
  placeOfStyle(style: string): ListPlace | undefined
  /** The number of the next paragraph at this place; '' for a bullet. */
  next(place: ListPlace): string
}

interface Level {
  start: number
  format: string
  text: string
}

const LEVELS = 9

export function readNumbering(
  container: Container,
  { numbering, styles }: { numbering: string | undefined; styles: string | undefined },
): Numbering {
  const { levelsOf, familyOf } = numbering === undefined ? noLists() : readLists(container, numbering)
  const styled = styles === undefined ? new Map<string, ListPlace>() : readStyles(container, styles)
  const counters = new Map<string, number[]>()

  return {
    placeOfStyle: style => styled.get(style),
    next({ list, level }) {
      const levels = levelsOf(list)
      const own = levels?.[level]
      if (levels === undefined || own === undefined || level >= LEVELS) return ''
      const family = familyOf(list)
      const counts = counters.get(family) ?? levels.map(({ start }) => start - 1)
      counters.set(family, counts)
      counts[level] = (counts[level] ?? 0) + 1
      for (let deeper = level + 1; deeper < counts.length; deeper++)
        counts[deeper] = (levels[deeper]?.start ?? 1) - 1
      return own.text.replace(/%([1-9])/g, (_, digit: string) => {
        const at = Number(digit) - 1
        return written(Math.max(counts[at] ?? 1, 1), levels[at]?.format ?? 'decimal')
      })
    },
  }
}

interface Lists {
  levelsOf(list: string): Level[] | undefined
  /** Lists of one family go on counting. */
  familyOf(list: string): string
}

function noLists(): Lists {
  return { levelsOf: () => undefined, familyOf: list => list }
}

function readLists(container: Container, part: string): Lists {
  const families = new Map<string, Level[]>()
  const familyByList = new Map<string, string>()
  const restarted = new Set<string>()
  let family = ''
  let list = ''
  let at = 0
  readPart(container, part, {
    open(name, attribute) {
      const value = attribute('val') ?? ''
      const level = families.get(family)?.[at]
      switch (name) {
        case 'abstractNum':
          family = attribute('abstractNumId') ?? ''
          families.set(family, [])
          break
        case 'lvl':
          at = Math.min(Number(attribute('ilvl')) || 0, LEVELS - 1)
          if (list === '') families.get(family)?.splice(at, 1, { start: 1, format: 'decimal', text: '' })
          break
        case 'start':
          if (level && list === '') level.start = Number(value) || 0
          break
        case 'numFmt':
          if (level && list === '') level.format = value
          break
        case 'lvlText':
          if (level && list === '') level.text = value.slice(0, 40)
          break
        case 'num':
          list = attribute('numId') ?? ''
          break
        case 'abstractNumId':
          familyByList.set(list, value)
          break
        case 'startOverride':
          restarted.add(list)
      }
    },
    close(name) {
      if (name === 'num') list = ''
    },
  })
  const familyOf = (id: string) => familyByList.get(id) ?? ''
  return {
    levelsOf: id => families.get(familyOf(id)),
    familyOf: id => (restarted.has(id) ? `list ${id}` : familyOf(id)),
  }
}

/** Paragraph styles that carry a number, also through the style they are based on. */
function readStyles(container: Container, part: string): Map<string, ListPlace> {
  const places = new Map<string, ListPlace>()
  const basedOn = new Map<string, string>()
  let style = ''
  let place: Partial<ListPlace> = {}
  readPart(container, part, {
    open(name, attribute) {
      const value = attribute('val') ?? ''
      if (name === 'style') [style, place] = [attribute('styleId') ?? '', {}]
      else if (name === 'basedOn') basedOn.set(style, value)
      else if (name === 'numId') place.list = value
      else if (name === 'ilvl') place.level = Number(value) || 0
    },
    close(name) {
      if (name === 'style' && place.list !== undefined && place.list !== '0')
        places.set(style, { list: place.list, level: place.level ?? 0 })
    },
  })
  for (const [id, base] of basedOn) {
    const inherited = places.get(base)
    if (inherited && !places.has(id)) places.set(id, inherited)
  }
  return places
}

function written(value: number, format: string): string {
  if (value > 9999) return String(value)
  switch (format) {
    case 'bullet':
    case 'none':
      return ''
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
    case 'taiwaneseCountingThousand':
      return writeNumber(value)
    case 'ideographDigital':
    case 'japaneseDigitalTenThousand':
      return writeDigits(String(value))
    case 'upperLetter':
    case 'lowerLetter': {
      const letter = String.fromCharCode(65 + ((value - 1) % 26))
      return format === 'upperLetter' ? letter : letter.toLowerCase()
    }
    case 'decimalEnclosedCircle':
      return value <= 20 ? String.fromCharCode(0x2460 + value - 1) : String(value)
    default:
      return String(value)
  }
}
