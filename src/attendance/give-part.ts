import type { Trx } from '../ledger/ledger.ts'
import type { PartName, SessionPart } from './parts.ts'
import type { Session, SessionDetails } from './session.ts'
import { addFact, setDetails } from './store.ts'

/** 领读 as a theme names it; the first group is the reader's name. */
export const READER = /领读:([^,]+)/

/** The parts that a session itself shows: its chair and lecturer, and the reader in its theme. */
export function partsShown({ theme, details = {} }: Pick<Session, 'theme' | 'details'>): SessionPart[] {
  const shown: [PartName, string | undefined][] = [
    ['主持', details.chair],
    ['领读', READER.exec(theme)?.[1]],
    ['主讲', details.lecturer],
  ]
  return shown.flatMap(([part, who]) => (who === undefined ? [] : [{ part, who }]))
}

/** Gives a part in a session to people: its reminder goes to them, and theme, register and minutes name them. */
export async function givePart(
  trx: Trx,
  session: Session,
  part: PartName,
  given: readonly { personId: string; name: string }[],
  actor: string,
  now: Date,
): Promise<void> {
  // Whoever is in two branches may be found twice.
  const people = [...new Map(given.map(person => [person.personId, person])).values()]
  const [first] = people
  if (first === undefined) return
  await addFact(
    trx,
    session.id,
    'part',
    { part, personIds: people.map(({ personId }) => personId) },
    actor,
    now,
  )
  const change = detailOf(part, first.personId)
  if (change !== undefined) await setDetails(trx, session, change, actor, now)
  if (part !== '领读' || !READER.test(session.theme)) return
  const theme = session.theme.replace(READER, `领读:${people.map(({ name }) => name).join('、')}`)
  await trx.updateTable('sessions').set({ theme }).where('id', '=', session.id).execute()
  await addFact(trx, session.id, 'lead-reader', {}, actor, now)
}

function detailOf(part: PartName, personId: string): SessionDetails | undefined {
  if (part === '主持') return { chair: personId }
  return part === '主讲' ? { lecturer: personId } : undefined
}
