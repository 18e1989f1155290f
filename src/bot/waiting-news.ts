import { takeUntold } from '../attendance/chain/store.ts'
import { unclearLater } from '../attendance/chain/texts.ts'
import { claimsWaitingFor } from '../people/claims.ts'
import * as peopleTexts from '../people/texts.ts'
import type { Turn } from '../talk/command.ts'
import { say, type Reply } from '../talk/message.ts'
import { keepsRegisterOf, type Speaker } from '../talk/person.ts'

/** Adds to a keeper's private reply who waits to be recognised, and which names of a chain were not clear. */
export async function withClaims(turn: Turn, reply: Reply): Promise<Reply> {
  const claims = await claimsWaitingFor(turn)
  const unclear = await takeUntold(turn.trx, keptBranchesOf(turn.speaker))
  if (claims.length === 0 && unclear.length === 0) return reply
  const added = [
    ...(claims.length === 0 ? [] : [peopleTexts.waitingClaims(claims)]),
    ...(unclear.length === 0 ? [] : [unclearLater(unclear)]),
  ]
  return say([reply.text, ...added].filter(text => text !== '').join('\n'))
}

function keptBranchesOf(speaker: Speaker): string[] {
  return speaker.memberships.map(({ branch }) => branch).filter(branch => keepsRegisterOf(speaker, branch))
}
