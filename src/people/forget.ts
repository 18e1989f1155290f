import { audit, forgetInAudit } from '../ledger/audit.ts'
import { dayOf } from '../calendar/day.ts'
import type { Trx } from '../ledger/ledger.ts'
import { takeTurns } from '../ledger/turns.ts'
import { endMembership, rosterChanged } from './store.ts'

/**
 * Forgets a person: name, account, aliases and the personal part of the audit go, a pseudonym and the marks stay so
 * that old totals remain true. Returns the id of the person, or undefined when nobody has this account.
 */
export async function forgetPerson(
  trx: Trx,
  userid: string,
  actor: string,
  now: Date,
): Promise<string | undefined> {
  await takeTurns(trx, 'roster')
  const identity = await trx
    .selectFrom('person_identities')
    .select('person_id')
    .where('channel', '=', 'userid')
    .where('external_id', '=', userid.toLowerCase())
    .executeTakeFirst()
  if (identity === undefined) return undefined
  const id = identity.person_id
  const memberships = await trx
    .selectFrom('memberships')
    .select('branch')
    .where('person_id', '=', id)
    .execute()
  for (const { branch } of memberships) await endMembership(trx, branch, id, dayOf(now))
  await trx
    .updateTable('memberships')
    .set({ department: '', party_group: '', role: null })
    .where('person_id', '=', id)
    .execute()
  await trx.deleteFrom('person_identities').where('person_id', '=', id).execute()
  await trx.deleteFrom('person_aliases').where('person_id', '=', id).execute()
  await trx.deleteFrom('identity_claims').where('person_id', '=', id).execute()
  await trx.deleteFrom('conversations').where('person_id', '=', id).execute()
  await trx.updateTable('inbox').set({ reply: null, sender: '' }).where('sender', '=', id).execute()
  await trx
    .updateTable('people')
    .set({ name: '已删除', tag: id.slice(-4), forgotten_at: now.toISOString() })
    .where('id', '=', id)
    .execute()
  await forgetInAudit(trx, id)
  await audit(trx, { at: now, actor, action: 'person.forget', object: 'person', subject: id })
  await rosterChanged(trx)
  return id
}
