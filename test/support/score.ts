import type { MarkReading, Reading } from '../../src/understand/reading.ts'

/** A labelled message: the form of the utterance files. */
export interface Utterance {
  id: string
  text: string
  chatType: 'group' | 'single'
  role: 'cadre' | 'secretary'
  intent: string
  slots: { marks?: MarkReading[] } & Record<string, unknown>
  note?: string
}

export interface Miss {
  id: string
  text: string
  wanted: string
  got: string
  why: string
}

export interface Score {
  count: number
  /** Share of messages whose intent is exactly the label. */
  intent: number
  /** Messages whose label has marks with a status, and the share read with exactly that set of (name, status, leaveType). */
  withMarks: number
  marks: number
  /** A mark where the label has none, a mark for the wrong activity, or a wrong person: counted ten times by the office. */
  costly: Miss[]
  wrongIntent: Miss[]
  wrongMarks: Miss[]
  /** Right intent and right marks: one point each message, minus ten for a costly error, as a share of the messages. */
  points: number
}

/** Scores readings against labels as the utterance notes describe it. */
export function scoreUtterances(
  utterances: Utterance[],
  read: (utterance: Utterance) => Pick<Reading, 'intent' | 'slots'> & { why?: string },
): Score {
  const score: Score = {
    count: utterances.length,
    intent: 0,
    withMarks: 0,
    marks: 0,
    costly: [],
    wrongIntent: [],
    wrongMarks: [],
    points: 0,
  }
  let right = 0
  let rightIntent = 0
  let rightMarks = 0
  for (const utterance of utterances) {
    const reading = read(utterance)
    const wanted = labelled(utterance.slots.marks)
    const got = labelled(reading.slots.marks)
    const miss: Miss = {
      id: utterance.id,
      text: utterance.text,
      wanted: `${utterance.intent} ${wanted.join(' ')}`,
      got: `${reading.intent} ${got.join(' ')}`,
      why: reading.why ?? '',
    }
    const intentIsRight = reading.intent === utterance.intent
    const marksAreRight = wanted.join('|') === got.join('|')
    if (intentIsRight) rightIntent++
    else score.wrongIntent.push(miss)
    if (wanted.length > 0) {
      score.withMarks++
      if (marksAreRight) rightMarks++
    }
    if (!marksAreRight) score.wrongMarks.push(miss)
    if (intentIsRight && marksAreRight) right++
    if (isCostly(utterance, reading)) score.costly.push(miss)
  }
  score.intent = rightIntent / utterances.length
  score.marks = score.withMarks === 0 ? 1 : rightMarks / score.withMarks
  score.points = (right - 10 * score.costly.length) / utterances.length
  return score
}

/** One line for people. */
export function scoreLine(name: string, score: Score): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  return `${name}: ${score.count} messages, intent ${percent(score.intent)}, marks exact ${percent(score.marks)} of ${score.withMarks}, costly errors ${score.costly.length}`
}

function labelled(marks: MarkReading[] | undefined): string[] {
  return (marks ?? []).map(mark => `${mark.name}:${mark.status ?? ''}:${mark.leaveType ?? ''}`).sort()
}

function isCostly(utterance: Utterance, reading: Pick<Reading, 'slots'>): boolean {
  const wanted = (utterance.slots.marks ?? []).filter(mark => mark.status !== undefined)
  const got = (reading.slots.marks ?? []).filter(mark => mark.status !== undefined)
  if (got.length === 0) return false
  if (wanted.length === 0) return true
  const names = new Set(wanted.map(mark => mark.name))
  if (got.some(mark => !names.has(mark.name))) return true
  return got.some(
    mark =>
      mark.activity !== undefined &&
      wanted.some(other => other.name === mark.name && other.activity !== undefined) &&
      !wanted.some(other => other.name === mark.name && other.activity === mark.activity),
  )
}
