/** Who said it: what decides whose word counts. */
export type By = 'member' | 'colleague' | 'secretary'

/** What one step of a script means, written down without reading its words. */
export type Meaning =
  | { person: string; status: string; leaveType?: string; by: By }
  | { person: string; status: 'withdrawn'; by: By }
  | { rest: 'present' }
  | { checked: true }
  | { madeUp: string }

interface Standing {
  status: string
  leaveType: string
  weight: number
}

const WEIGHTS: Record<By, number> = { colleague: 1, member: 2, secretary: 3 }

/** A paper register kept by hand beside the bot's, by the rules of the house and nothing else. */
export function paperRegister(expected: readonly string[]) {
  const marks = new Map<string, Standing>()
  const madeUp = new Set<string>()

  function note(person: string, status: string, leaveType: string, weight: number): void {
    const standing = marks.get(person)
    if (standing !== undefined && standing.weight > weight) return
    if (status === 'withdrawn') marks.delete(person)
    else marks.set(person, { status, leaveType, weight })
  }

  return {
    apply(meaning: Meaning): void {
      if ('madeUp' in meaning) madeUp.add(meaning.madeUp)
      else if ('rest' in meaning) {
        for (const person of expected)
          if (['', 'planned'].includes(marks.get(person)?.status ?? '')) note(person, 'present', '', 3)
      } else if ('checked' in meaning) {
        for (const [person, { status }] of marks) if (status === 'planned') note(person, 'present', '', 3)
      } else {
        const leaveType = 'leaveType' in meaning ? (meaning.leaveType ?? '') : ''
        note(meaning.person, meaning.status, leaveType, WEIGHTS[meaning.by])
      }
    },
    /** The three cells of a member's line: 到会情况, 请假类别, 补学情况. */
    cells(person: string): [string, string, boolean] {
      const standing = marks.get(person)
      if (standing === undefined) return ['未报', '', madeUp.has(person)]
      const { status, leaveType } = standing
      return [
        STATUS[status] ?? status,
        status === 'leave' ? (LEAVE[leaveType] ?? '未说明') : '',
        madeUp.has(person),
      ]
    },
    /** The sign in the table of the year; — for somebody who was not on the roster that month. */
    sign(person: string): string {
      if (!expected.includes(person)) return '—'
      const standing = marks.get(person)
      const made = madeUp.has(person) ? '补' : ''
      if (standing === undefined) return `·${made}`
      const { status, leaveType } = standing
      return `${(status === 'leave' ? LEAVE_SIGNS[leaveType] : SIGNS[status]) ?? ''}${made}`
    },
    has: (person: string) => marks.has(person),
    status: (person: string) => marks.get(person)?.status,
  }
}

export type PaperRegister = ReturnType<typeof paperRegister>

const STATUS: Record<string, string> = {
  planned: '参加(报名)',
  present: '已到',
  late: '迟到',
  leave: '请假',
  online: '线上',
  absent: '缺席',
}
const LEAVE: Record<string, string> = { official: '公假', sick: '病假', personal: '事假' }
const SIGNS: Record<string, string> = { planned: '○', present: '√', late: '◇', online: '线', absent: '×' }
const LEAVE_SIGNS: Record<string, string> = { official: '公', sick: '病', personal: '事', unspecified: '假' }
