import { randomBytes } from 'node:crypto'
import { chineseDay, dayOf, timeOf } from '../calendar/day.ts'
import type { SessionsTable } from '../ledger/tables.ts'

export type SessionState = SessionsTable['state']

/** One meeting or activity with its register. */
export interface Session {
  id: string
  branch: string
  kind: string
  title: string
  theme: string
  place: string
  startsAt: Date
  answerBy?: Date
  chatId?: string
  state: SessionState
  details?: SessionDetails
}

/** What else is known of a session. People are kept by id, so that `forget` reaches their names. */
export interface SessionDetails {
  chair?: string
  recorder?: string
  lecturer?: string
  /** For how many there is room. */
  capacity?: number
  /** Guests who are on no roster of ours, as the keeper typed them. */
  guests?: string
  /** The party group that meets, for a kind whose roster is one group. */
  partyGroup?: string
  /** Ids of those expected, for a kind whose roster is a list of names. */
  named?: string[]
  /** 补录: entered after it took place, by whom, when and why. */
  late?: { at: string; by: string; reason: string }
}

export function sessionFrom(row: SessionsTable): Session {
  return {
    id: row.id,
    branch: row.branch,
    kind: row.kind,
    title: row.title,
    theme: row.theme,
    place: row.place,
    startsAt: new Date(row.starts_at),
    ...(row.answer_by !== null && { answerBy: new Date(row.answer_by) }),
    ...(row.chat_id !== null && { chatId: row.chat_id }),
    state: row.state,
    ...(row.details !== '{}' && { details: detailsFrom(row.details) }),
  }
}

function detailsFrom(json: string): SessionDetails {
  // Only this folder writes the column, from the same shape.
  return JSON.parse(json) as SessionDetails
}

export function newSessionId(): string {
  return `s${randomBytes(6).toString('hex')}`
}

/** '11月主题党日': the month and the kind's name, as people say it. */
export function titleOf(kindName: string, startsAt: Date): string {
  return `${Number(dayOf(startsAt).slice(5, 7))}月${kindName}`
}

/** '11月主题党日(27日)', to tell two sessions apart in one word; moved into another month '11月主题党日(12月2日)'. */
export function nameWithDay({ title, startsAt }: Pick<Session, 'title' | 'startsAt'>): string {
  const day = dayOf(startsAt)
  const month = `${Number(day.slice(5, 7))}月`
  return `${title}(${title.startsWith(month) ? '' : month}${Number(day.slice(8))}日)`
}

/** '11月27日(周五)15:00' */
export function whenInWords(startsAt: Date): string {
  return `${chineseDay(dayOf(startsAt))}${timeOf(startsAt)}`
}
