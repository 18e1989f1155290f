import { nameLengthAt, type NameIndex } from '../../understand/names.ts'
import { DEPARTMENTS } from '../../understand/words/chain.ts'
import { mustNotBeKept } from '../plain-words.ts'
import * as texts from './texts.ts'

const NUMBER = /^\s*[(（]?\s*(\d{1,3}|[一二三四五六七八九十]{1,3}(?=[、.．]))/
const DEPARTMENT = new RegExp(`^[\\s).、．,:：）-]*(${DEPARTMENTS})`)
const LONGEST = 40

/**
 * What the keeper is told of a line that was not read: its number, and a name of the roster or a department at its beginning.
 * Any other word may be a private matter and is not kept.
 */
export function unreadLine(line: string, names: NameIndex): string {
  const start = line.slice(0, LONGEST)
  const number = NUMBER.exec(start)
  const rest = start.slice(number?.[0].length ?? 0)
  return texts.unreadLine(number?.[1], DEPARTMENT.exec(rest)?.[1] ?? firstName(rest, names))
}

function firstName(text: string, names: NameIndex): string | undefined {
  for (let at = 0; at < text.length; at += 1) {
    const length = nameLengthAt(names, text, at)
    const name = text.slice(at, at + length)
    if (length > 0 && names.fullNames.has(name)) return name
  }
  return undefined
}

// Signs of a complaint or a loss, which nobody is called.
const NO_NAME = /[病症癌瘤孕胎痛伤丧]/

/** A name that the roster does not know, unless it is rather a private matter. */
export function strangersName(name: string): string {
  return NO_NAME.test(name) || mustNotBeKept(name)
    ? texts.unreadLine(undefined, undefined)
    : texts.unknownName(name)
}
