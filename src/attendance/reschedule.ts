import { addDays, dayOf, instantOf, isDay, timeOf, type Day } from '../calendar/day.ts'
import { audit } from '../ledger/audit.ts'
import type { Trx } from '../ledger/ledger.ts'
import { readNumber } from '../understand/numbers.ts'
import { readWhen } from '../understand/when.ts'
import { saysBareDay } from './last-named.ts'
import type { Session } from './session.ts'
import { addFact } from './store.ts'

const MINUTE_MS = 60_000
const RELATIVE =
  /(顺延|推迟|延后|延期|后延|推后|往后推|往后挪|往后|提前|往前)(?:了|到)?(半|[一二两三四五六七八九十\d]{1,2})个?(小时|钟头|天|日|周|星期|礼拜)/

/**
 * The start that words ask for: a day and a time, one of both (the other stays), or so much later or earlier. Undefined when
 * they name neither.
 */
export function newStart(before: Date, words: string, now: Date): Date | undefined {
  const relative = RELATIVE.exec(words.slice(0, 200))
  if (relative !== null) return shifted(before, relative[1] ?? '', relative[2] ?? '', relative[3] ?? '')
  const { day, time } = readWhen(words, now)
  if (day === undefined && time === undefined) return undefined
  const meant = day !== undefined && saysBareDay(words) ? inMonthOf(before, day) : day
  return instantOf(meant ?? dayOf(before), time ?? timeOf(before))
}

/** 改到26号, said in November of December's session: December 26. A day in the past is never meant. */
function inMonthOf(before: Date, day: Day): Day {
  const month = dayOf(before).slice(0, 7)
  const same = `${month}${day.slice(7)}`
  return month > day.slice(0, 7) && isDay(same) ? same : day
}

function shifted(before: Date, direction: string, amount: string, unit: string): Date | undefined {
  const sign = direction === '提前' || direction === '往前' ? -1 : 1
  const count = amount === '半' ? 0.5 : readNumber(amount)
  if (count === undefined) return undefined
  if (unit === '小时' || unit === '钟头') return new Date(before.getTime() + sign * count * 60 * MINUTE_MS)
  if (amount === '半') return undefined
  const days = sign * count * (unit === '天' || unit === '日' ? 1 : 7)
  return instantOf(addDays(dayOf(before), days), timeOf(before))
}

/** Moves a session and keeps where it stood before as a fact. Its marks stay; a deadline that the move overtakes goes. */
export async function rescheduleSession(
  trx: Trx,
  session: Session,
  { startsAt, place }: Pick<Session, 'startsAt' | 'place'>,
  actor: string,
  now: Date,
): Promise<Session> {
  const { answerBy, ...kept } = session
  const staysBy = answerBy !== undefined && answerBy < startsAt ? answerBy : undefined
  await trx
    .updateTable('sessions')
    .set({ starts_at: startsAt.toISOString(), place, answer_by: staysBy?.toISOString() ?? null })
    .where('id', '=', session.id)
    .execute()
  const particulars = {
    from: session.startsAt.toISOString(),
    to: startsAt.toISOString(),
    ...(place !== session.place && { place }),
  }
  await addFact(trx, session.id, 'rescheduled', particulars, actor, now)
  await audit(trx, { at: now, actor, action: 'session.reschedule', object: `session:${session.id}` })
  return { ...kept, startsAt, place, ...(staysBy !== undefined && { answerBy: staysBy }) }
}
