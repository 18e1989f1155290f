import type { MarkReading, MarkStatus } from '../reading.ts'
import type { Subject } from './statement.ts'
import type { Token } from './tokens.ts'

export interface Mark extends MarkReading {
  status: MarkStatus
  nameKind: Token['nameKind'] | 'self' | 'rest'
  /** Leave was said without a leave word (来不了). */
  unable: boolean
  /** The name as the normalised text has it, for the raw spelling. */
  at: { start: number; end: number } | undefined
  /** Where in the text it was said. */
  said: number
  /** The words that said it. */
  word: string
}

export function named(subject: Subject): Pick<Mark, 'name' | 'nameKind' | 'at'> {
  if (subject.kind === 'self') return { name: 'self', nameKind: 'self', at: undefined }
  if (subject.kind === 'rest') return { name: 'rest', nameKind: 'rest', at: undefined }
  const { word, nameKind, start, end } = subject.token
  return { name: word, nameKind, at: { start, end } }
}

/** A later word about the same person and activity refines or replaces the earlier one. */
export function put(marks: Mark[], mark: Mark): void {
  const fits = (known: Mark) =>
    known.name === mark.name && isSameActivity(known, mark) && isSameDay(known, mark)
  // 党课不去,读书会去,事假: the kind of leave belongs to the leave.
  const leave = marks.findLastIndex(
    known => fits(known) && known.status === 'leave' && mark.status === 'leave',
  )
  const same = leave >= 0 ? leave : marks.findLastIndex(fits)
  const known = marks[same]
  if (known === undefined) {
    marks.push(mark)
    return
  }
  marks[same] = merged(known, mark)
}

function isSameActivity(known: Mark, mark: Mark): boolean {
  return known.activity === undefined || mark.activity === undefined || known.activity === mark.activity
}

/** 25号请假,27号参加 is about two sessions. */
function isSameDay(known: Mark, mark: Mark): boolean {
  return known.when === undefined || mark.when === undefined || known.when === mark.when
}

function merged(known: Mark, mark: Mark): Mark {
  const activity = mark.activity ?? known.activity
  const more = activity === undefined ? {} : { activity }
  if (known.status === 'leave' && mark.status === 'leave') {
    const type = mark.leaveType === 'unspecified' ? known.leaveType : mark.leaveType
    return { ...mark, leaveType: type ?? 'unspecified', unable: known.unable && mark.unable, ...more }
  }
  // 线上参加,来不了现场: only the place is impossible.
  if (known.status === 'online' && mark.status === 'leave' && mark.unable) return { ...known, ...more }
  if (known.status === 'leave' || mark.status === 'leave') return { ...mark, ...more }
  return (DETAIL[mark.status] ?? 9) >= (DETAIL[known.status] ?? 9)
    ? { ...mark, ...more }
    : { ...known, ...more }
}

const DETAIL: Partial<Record<MarkStatus, number>> = {
  planned: 1,
  present: 2,
  observer: 3,
  online: 3,
  leftEarly: 4,
  late: 5,
}
