import type { Turn } from '../../talk/command.ts'
import { keptBranchesHere } from '../here.ts'
import { kindNamed } from '../kinds.ts'
import { periodSaid } from '../period-said.ts'
import { textOf } from '../people-in-text.ts'
import { heldIn } from '../registers/held-sessions.ts'
import { tally } from '../tally.ts'
import { onlyKeepers } from '../texts.ts'
import * as texts from '../totals-texts.ts'

/** 三季度情况, 今年开了几次党员大会, 起草季度通报: what was held and totals. No names, no rates, no order. */
export async function totals(turn: Turn): Promise<string> {
  const [branch] = keptBranchesHere(turn)
  if (branch === undefined) return onlyKeepers
  const said = textOf(turn)
  if (/率|排名|名次/.test(said)) return texts.noRates
  const kind = kindNamed(turn.reading.slots.activity ?? '')
  const period = periodSaid(said, turn.now)
  const held = await heldIn(turn.trx, period, { branch, kind: kind?.code }, turn.now)
  const sessions = held.map(({ register }) => ({ session: register.session, counts: tally(register) }))
  const branchName = turn.office.branches.find(({ code }) => code === branch)?.name ?? branch
  return texts.totals(branchName, period.name, kind?.name, sessions)
}
