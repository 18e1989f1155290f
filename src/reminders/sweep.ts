import { dayOf } from '../calendar/day.ts'
import { standingDuties } from '../duties/facts.ts'
import { takeTurns } from '../ledger/turns.ts'
import type { Trx } from '../ledger/ledger.ts'
import { dueSlots, type DueSlot, type SlotName } from './due-slots.ts'
import { enactDuty } from './enact-duty.ts'
import { enactSession, openDraft } from './enact-session.ts'
import { enactWeek } from './enact-week.ts'
import { writeForecast } from './forecast.ts'
import { tellOfLoadedTables } from './loaded-tables.ts'
import { materialise } from './materialise.ts'
import type { SweepParts } from './parts.ts'
import { plannedSessions, withoutDoubles } from './planned-sessions.ts'
import { setSlotState, takeSlot, type SlotState } from './slots.ts'
import { forgetMissedAhead, readWatermark, writeWatermark } from './watermark.ts'

/** What one sweep did. */
export interface SweepReport {
  at: Date
  /** Until when the sweep before it had looked. */
  since: Date
  clockWentBack: boolean
  /** Drafts that are new. */
  drafts: number
  /** Slots that are new, in order of time; a missed one was found too late and is only listed. */
  slots: SweptSlot[]
  deliveries: number
}

export interface SweptSlot extends SlotName {
  dueAt: Date
  state: SlotState
}

/** How long after its time a slot is still worth sending. */
export const GRACE_MS = 2 * 60 * 60 * 1000

/** From here on a text says that it comes late. */
const LATE_MS = 5 * 60 * 1000

/**
 * Looks at everything that became due since the last look, in one unit: each slot is taken once for ever, with its deliveries
 * frozen beside it. May be called at any time, by any number of replicas.
 */
export function sweep(parts: SweepParts, now: Date): Promise<SweepReport> {
  return parts.ledger.write(trx => sweepInUnit(trx, parts, now))
}

async function sweepInUnit(trx: Trx, parts: SweepParts, now: Date): Promise<SweepReport> {
  const { office, calendar } = parts
  await takeTurns(trx, 'sweep')
  const watermark = await readWatermark(trx, now)
  const { since, clockWentBack } = watermark
  if (clockWentBack) await forgetMissedAhead(trx, now)
  const drafts = await materialise(trx, office, calendar, now, since)
  const sessions = await withoutDoubles(trx, await plannedSessions(trx, office, since), now)
  const duties = await standingDuties(trx, office, calendar, dayOf(now))
  const plan = { sessions, duties, groups: office.groups }
  const report: SweepReport = { at: now, since, clockWentBack, drafts, slots: [], deliveries: 0 }
  report.deliveries += await tellOfLoadedTables(trx, parts, duties, now)
  for (const due of dueSlots(plan, parts, since, now)) await enact(trx, parts, due, report)
  await writeWatermark(trx, watermark, now)
  await writeForecast(trx, plan, parts, now)
  return report
}

async function enact(trx: Trx, parts: SweepParts, due: DueSlot, report: SweepReport): Promise<void> {
  const { job, slot, dueAt } = due
  const now = report.at
  const slotId = await takeSlot(trx, due, dueAt, now)
  if (slotId === undefined) return
  const behindMs = now.getTime() - dueAt.getTime()
  const taken = { slotId, dueAt, now, late: behindMs > LATE_MS }
  const isMissed = behindMs > GRACE_MS
  const deliveries = isMissed ? await miss(trx, due, now) : await deliver(trx, parts, due, taken)
  const state = isMissed ? 'missed' : deliveries === 0 ? 'empty' : 'planned'
  if (state !== 'planned') await setSlotState(trx, slotId, state)
  report.slots.push({ job, slot, dueAt, state })
  report.deliveries += deliveries
}

function deliver(trx: Trx, parts: SweepParts, due: DueSlot, taken: Parameters<typeof enactDuty>[3]) {
  switch (due.kind) {
    case 'session':
      return enactSession(trx, parts, due.stage, due.planned, taken, due.part)
    case 'duty':
      return enactDuty(trx, parts, due.told, taken)
    case 'week':
      return enactWeek(trx, parts, due, taken)
  }
}

// Nothing is sent, but a session that is still ahead opens: otherwise nobody could register for it.
async function miss(trx: Trx, due: DueSlot, now: Date): Promise<0> {
  if (due.kind === 'session' && due.stage === 'notice' && due.planned.session.startsAt > now)
    await openDraft(trx, due.planned, false, now)
  return 0
}
