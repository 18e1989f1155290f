import { audit, forgetInAudit } from '../ledger/audit.ts'
import { dayOf } from '../calendar/day.ts'
import type { Trx } from '../ledger/ledger.ts'
import { takeTurns } from '../ledger/turns.ts'
import { rosterChanged } from './roster-version.ts'
import { endMembership, personWithAccount } from './store.ts'

/**
 * Forgets a person, given by account, or by name if nobody else has it and there is no account: name, account, aliases and the personal part of the audit go, a pseudonym and the marks stay so
 * that old totals remain true. Returns the id of the person, or undefined when nobody is meant.
 */
export async function forgetPerson(
  trx: Trx,
  account: string,
  actor: string,
  now: Date,
): Promise<string | undefined> {
  await takeTurns(trx, 'roster')
  const id = (await personWithAccount(trx, account)) ?? (await onlyPersonNamed(trx, account))
  if (id === undefined) return undefined
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
  await trx.deleteFrom('gap_wishes').where('person_id', '=', id).execute()
  await trx.deleteFrom('conversations').where('person_id', '=', id).execute()
  await trx.deleteFrom('correction_requests').where('person_id', '=', id).execute()
  await trx.deleteFrom('reminder_wishes').where('person_id', '=', id).execute()
  await trx.deleteFrom('duty_facts').where('person_id', '=', id).execute()
  await trx.deleteFrom('notices').where('author', '=', id).execute()
  // What still waits to be sent to this person is not sent any more.
  await trx
    .updateTable('outbox')
    .set({ body: null, state: 'missed', give_up_at: now.toISOString() })
    .where('target', '=', id)
    .where('state', '=', 'pending')
    .execute()
  await trx
    .updateTable('outbox')
    .set({ body: null })
    .where('target', '=', id)
    .where('state', '<>', 'sending')
    .execute()
  await trx.updateTable('cards').set({ person_id: null }).where('person_id', '=', id).execute()
  await trx
    .updateTable('inbox')
    .set({ reply: null, card: null, sender: '' })
    .where('sender', '=', id)
    .execute()
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

async function onlyPersonNamed(trx: Trx, name: string): Promise<string | undefined> {
  const people = await trx.selectFrom('people').select('id').where('name', '=', name).execute()
  const [first] = people
  if (people.length !== 1 || first === undefined) return undefined
  const account = await trx
    .selectFrom('person_identities')
    .select('external_id')
    .where('person_id', '=', first.id)
    .executeTakeFirst()
  return account === undefined ? first.id : undefined
}
