import { randomBytes } from 'node:crypto'
import { dayOf } from '../../calendar/day.ts'
import type { Card } from '../../talk/message.ts'
import type { Counts } from '../kept-counts.ts'
import { kindByCode } from '../kinds.ts'
import { whenInWords, type Session } from '../session.ts'
import * as texts from './texts.ts'

/** A task id that tells nothing but the session and the day; the random part makes it the only one and hard to guess. */
export function newCardId({ id }: Session, now: Date): string {
  return `${id}_${dayOf(now)}_${randomBytes(9).toString('base64url')}`
}

export interface Shown {
  id: string
  session: Session
  note?: string
  shownTo?: Card['shownTo']
}

/** The card of a group: what, when, where, how many, and the buttons. */
export function sessionCard(shown: Shown, counts: Counts, now: Date): Card {
  const { session } = shown
  if (isClosed(session)) return closedCard(shown, session.state)
  return {
    ...headOf(shown),
    note: shown.note ?? texts.tapHere,
    text: texts.countsLine(counts, now),
    buttons: markButtons(session),
  }
}

/** A member's own card in private: the reminder's words, or what was registered. */
export function ownCard(shown: Shown, text: string, buttons?: Card['buttons']): Card {
  const { session } = shown
  if (isClosed(session)) return closedCard(shown, session.state)
  return {
    ...headOf(shown),
    note: shown.note ?? texts.tapHere,
    text,
    buttons: buttons ?? markButtons(session),
  }
}

/** What stands on a card while nothing of its session can be read. */
export function bareCard(id: string, note: string): Card {
  const buttons = [
    { key: 'planned', text: texts.buttons.planned, isMain: true },
    { key: 'leave', text: texts.buttons.leave },
  ]
  return { id, title: texts.unknownTitle, note, facts: [], text: '', buttons, shownTo: 'sender' }
}

/** After 请假 in private: the type of leave, once and only if one likes. */
export function leaveButtons(): Card['buttons'] {
  const { official, sick, personal, planned } = texts.buttons
  return [
    { key: 'leave.official', text: official },
    { key: 'leave.sick', text: sick },
    { key: 'leave.personal', text: personal },
    { key: 'planned', text: planned },
  ]
}

type ClosedState = keyof typeof texts.closedButton

function isClosed({ state }: Session): boolean {
  return state !== 'open' && state !== 'checking'
}

function closedCard(shown: Shown, state: Session['state']): Card {
  // Only called for these three.
  const closed = state as ClosedState
  const note = { archived: texts.archived, cancelled: texts.cancelled, draft: texts.notOpenYet }[closed]
  return {
    ...headOf(shown),
    note,
    text: '',
    // A card of this kind needs a button; this one does nothing but say it again.
    buttons: [{ key: 'closed', text: texts.closedButton[closed] }],
  }
}

function headOf({ id, session, shownTo = 'everyone' }: Shown) {
  const { title, startsAt, place } = session
  const facts = [
    { name: texts.facts.when, value: whenInWords(startsAt) },
    ...(place === '' ? [] : [{ name: texts.facts.where, value: place }]),
  ]
  return { id, title, facts, shownTo }
}

function markButtons({ kind }: Session): Card['buttons'] {
  const { planned, leave, online } = texts.buttons
  const afar = kindByCode(kind)?.online === true ? [{ key: 'online', text: online }] : []
  return [{ key: 'planned', text: planned, isMain: true }, { key: 'leave', text: leave }, ...afar]
}
