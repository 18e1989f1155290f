import { factsOf } from './sentence/facts.ts'
import { nameLengthAt } from './names.ts'
import type { NameIndex } from './names.ts'
import type { Written } from './normalise.ts'
import { readNumber } from './numbers.ts'
import type { LeaveType, MarkReading, MarkStatus } from './reading.ts'
import { statementsOf } from './sentence/statements.ts'
import { looksLikeName, strangerLength, titledNameLength } from './sentence/strangers.ts'
import { tokenise } from './sentence/tokens.ts'
import { DEPARTMENTS } from './words/chain.ts'

const NO = /[❌✖×✗✘🙅⛔]|^x$/u
// +1, 带家属2人. 带孩子看病 is an errand.
const GUESTS =
  /(?:\+|带|加|及|和)\s*(?:家属|家人|孩子|小孩|爱人|子女|亲友)?\s*([0-9一二两三四五])\s*[人个位名]?|(?:\+|带|加|及|和)\s*(?:家属|家人|孩子|小孩|爱人|亲友)(?!\s*(?:看|去[^\s,。)]|上|打|住|就医|就诊|体检|检查|考|输|挂|复|补|面试|报到))/

/** The people of one line with what it says about them; a semicolon begins the next group of people. */
export function readLine(line: Written, from: number, names: NameIndex, fallback: MarkStatus): MarkReading[] {
  const marks: MarkReading[] = []
  let at = from
  for (const segment of line.text.slice(from).split(/(?<=;)/)) {
    marks.push(...readSegment(line, at, segment, names, fallback))
    at += segment.length
  }
  return marks
}

function readSegment(
  line: Written,
  from: number,
  body: string,
  names: NameIndex,
  fallback: MarkStatus,
): MarkReading[] {
  const found = peopleAt(body, names)
  if (found.length === 0) return []
  const rest = body.slice(found.at(-1)?.end ?? 0)
  const guests = GUESTS.exec(rest)
  const extra = guests === null ? undefined : (readNumber(guests[1] ?? '1') ?? 1)
  const said = statusOf(withoutGuests(rest, guests), names, fallback)
  // 可能来不了 待定: nothing to register yet.
  if (said === undefined) return []
  return found.map(({ start, end }) => ({
    name: line.raw(from + start, from + end),
    ...said,
    ...(extra !== undefined && { extra }),
  }))
}

/** +1(同学旁听): what is said of those brought along is not said of the member. */
function withoutGuests(rest: string, guests: RegExpExecArray | null): string {
  if (guests === null) return rest
  return rest
    .replace(guests[0], ' ')
    .replace(/\([^)]*(?:同学|朋友|家属|家人|孩子|小孩|爱人|亲友)[^)]*\)/, ' ')
}

/** The names at the beginning of a line, behind a department or in front of one. */
function peopleAt(body: string, names: NameIndex): { start: number; end: number }[] {
  const people: { start: number; end: number }[] = []
  let at = 0
  for (;;) {
    at += leadOf(body.slice(at), people.length > 0)
    const length = nameLengthAt(names, body, at) || spacedNameLength(names, body, at) || strangerIn(body, at)
    if (length === 0) return people
    people.push({ start: at, end: at + length })
    at += length
  }
}

/** 何 静: a name of two characters, spread to the width of three. */
function spacedNameLength(names: NameIndex, body: string, at: number): number {
  const spaced = /^(\p{Script=Han})\s{1,3}(\p{Script=Han})(?=$|[^\p{Script=Han}])/u.exec(
    body.slice(at, at + 8),
  )
  return spaced !== null && names.fullNames.has(`${spaced[1]}${spaced[2]}`) ? spaced[0].length : 0
}

const LEAD = new RegExp(
  `^[\\s@.、,:-]*(?:(?:代|帮|替)(?=[\\p{Script=Han}]{2,3}(?:填|报|写|登记|请|参|[:\\s])))?(?:(?:${DEPARTMENTS})[\\s:-]*)?\\(?`,
  'u',
)
const NEXT_LEAD = /^(?:\s*[、,和与及/&]\s*|\s+(?=[\p{Script=Han}]{2,4}(?:\s|$|、)))/u

function leadOf(rest: string, more: boolean): number {
  return (more ? NEXT_LEAD : LEAD).exec(rest)?.[0].length ?? 0
}

/** The length of an unknown name: a nickname, a name before a status word, or a run up to a break. */
function strangerIn(body: string, at: number): number {
  const length = titledNameLength(body, at) || strangerLength(body, at)
  if (length > 0) return isDepartment(body.slice(at, at + length)) ? 0 : length
  const run = /^[\p{Script=Han}·]{2,4}(?=$|[^\p{Script=Han}])/u.exec(body.slice(at))?.[0]
  return run !== undefined && looksLikeName(run) && !isDepartment(run) ? run.length : 0
}

const DEPARTMENT = new RegExp(`^(?:${DEPARTMENTS})$`)

function isDepartment(run: string): boolean {
  return DEPARTMENT.test(run)
}

function statusOf(
  rest: string,
  names: NameIndex,
  fallback: MarkStatus,
): { status: MarkStatus; leaveType?: LeaveType } | undefined {
  const plain = rest.replace(/\((因?[公病事])\)/g, ' $1假 ').replace(/[()（）【】[\]]/g, ' ')
  const facts = factsOf(statementsOf(tokenise(`我 ${plain}`, names)))
  const mark = facts.marks.findLast(known => known.name === 'self')
  const no = NO.test(plain.trim())
  if (mark !== undefined && !(no && mark.status !== 'leave')) {
    return { status: mark.status, ...(mark.leaveType !== undefined && { leaveType: mark.leaveType }) }
  }
  if (facts.unsure !== undefined && !no) return undefined
  if (no || fallback === 'leave') return { status: 'leave', leaveType: leaveTypeIn(plain, names) }
  return { status: fallback }
}

/** ❌下乡: the cross stands for the leave word. */
function leaveTypeIn(text: string, names: NameIndex): LeaveType {
  const facts = factsOf(statementsOf(tokenise(`请假 ${text}`, names)))
  return facts.marks[0]?.leaveType ?? 'unspecified'
}
