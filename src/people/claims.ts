import { audit } from '../ledger/audit.ts'
import type { Turn } from '../talk/command.ts'
import { say, type Reply } from '../talk/message.ts'
import { keepsRegisterOf } from '../talk/person.ts'
import { resolveName } from '../understand/names.ts'
import { identityChannels } from './channels.ts'
import { rosterChanged } from './roster-version.ts'
import { bindAccount } from './store.ts'
import * as texts from './texts.ts'

/** Tells a member who has an account already that another one says to be hers. */
export type TellClaimed = (turn: Turn, personId: string) => Promise<void>

/** 我是刘芳: kept as a claim until a keeper of that person's branch agrees. */
export async function claim(turn: Turn, tellClaimed: TellClaimed): Promise<Reply> {
  const { message, now, trx, names, speaker } = turn
  if (speaker.memberships.length > 0) return say(texts.alreadyKnown)
  if (message.chat.kind !== 'single') return say(texts.whoAreYou)
  const resolved = resolveName(names, turn.reading.slots.name ?? '')
  if ('ambiguous' in resolved) return say(texts.severalOfThatName)
  if (!('found' in resolved)) return say(texts.nobodyOfThatName)
  if (!(await isOnSomeRoster(turn, resolved.found))) return say(texts.nobodyOfThatName)
  await tellClaimed(turn, resolved.found)
  await audit(trx, {
    at: now,
    actor: speaker.personId,
    action: 'person.claim',
    object: 'person',
    subject: resolved.found,
  })
  // Who already has an account here is not handed over by a name: a code from the secretary is needed.
  if (await isBound(turn, identityChannels[message.channel], resolved.found))
    return say(texts.severalOfThatName)
  const row = {
    channel: identityChannels[message.channel],
    external_id: message.sender.toLowerCase(),
    person_id: resolved.found,
    asked_at: now.toISOString(),
  }
  await trx
    .insertInto('identity_claims')
    .values(row)
    .onConflict(conflict => conflict.columns(['channel', 'external_id']).doUpdateSet(row))
    .execute()
  return say(texts.claimed)
}

/** Whether this sender has said who they are, and no keeper has answered yet. */
export async function waitsForKeeper({ trx, message }: Turn): Promise<boolean> {
  const claimed = await trx
    .selectFrom('identity_claims')
    .select('asked_at')
    .where('channel', '=', identityChannels[message.channel])
    .where('external_id', '=', message.sender.toLowerCase())
    .executeTakeFirst()
  return claimed !== undefined
}

async function isOnSomeRoster({ trx }: Turn, personId: string): Promise<boolean> {
  const membership = await trx
    .selectFrom('memberships')
    .select('branch')
    .where('person_id', '=', personId)
    .where('to_day', 'is', null)
    .executeTakeFirst()
  return membership !== undefined
}

/** 同意 刘芳: a keeper of the branch, or the administrator, agrees to a claim. */
export async function approve(turn: Turn): Promise<Reply> {
  const { trx, now, speaker } = turn
  const resolved = resolveName(turn.names, turn.reading.slots.name ?? '')
  const candidates =
    'found' in resolved ? [resolved.found] : 'ambiguous' in resolved ? resolved.ambiguous : []
  for (const personId of candidates) {
    const claims = await trx
      .selectFrom('identity_claims')
      .selectAll()
      .where('person_id', '=', personId)
      .execute()
    const [claimed] = claims
    if (claimed === undefined || !(await mayVouchFor(turn, personId))) continue
    // Two accounts say they are one person: nobody can tell by the name alone, so only a code decides.
    if (claims.length > 1 || (await isBound(turn, claimed.channel, personId))) return say(texts.severalClaims)
    await bindAccount(trx, claimed.channel, claimed.external_id, personId, now)
    await rosterChanged(trx)
    await trx.deleteFrom('identity_claims').where('person_id', '=', personId).execute()
    await audit(trx, {
      at: now,
      actor: speaker.personId,
      action: 'person.bind',
      object: 'person',
      subject: personId,
    })
    return say(texts.claimApproved(turn.reading.slots.name ?? ''))
  }
  return say(texts.noSuchClaim)
}

async function isBound({ trx }: Turn, channel: string, personId: string): Promise<boolean> {
  const account = await trx
    .selectFrom('person_identities')
    .select('external_id')
    .where('channel', '=', channel)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return account !== undefined
}

/** A keeper vouches for the members of her own branch, the administrator for everyone. */
export async function mayVouchFor({ trx, speaker }: Turn, personId: string): Promise<boolean> {
  if (speaker.isAdministrator) return true
  const branches = await trx
    .selectFrom('memberships')
    .select('branch')
    .where('person_id', '=', personId)
    .where('to_day', 'is', null)
    .execute()
  return branches.some(({ branch }) => keepsRegisterOf(speaker, branch))
}

/** The claims that wait for this keeper, so that they can be mentioned in her next private reply. */
export async function claimsWaitingFor({
  trx,
  speaker,
}: Pick<Turn, 'trx' | 'speaker'>): Promise<texts.WaitingClaim[]> {
  const branches = speaker.memberships
    .map(({ branch }) => branch)
    .filter(branch => keepsRegisterOf(speaker, branch))
  if (branches.length === 0) return []
  const rows = await trx
    .selectFrom('identity_claims')
    .innerJoin('people', 'people.id', 'identity_claims.person_id')
    .innerJoin('memberships', 'memberships.person_id', 'people.id')
    .leftJoin('person_identities as account', join =>
      join.onRef('account.person_id', '=', 'people.id').on('account.channel', '=', 'userid'),
    )
    .select(({ fn }) => ['people.name', fn.max('account.external_id').as('account')])
    .where('memberships.branch', 'in', branches)
    .where('memberships.to_day', 'is', null)
    .groupBy(['people.id', 'people.name'])
    .limit(5)
    .execute()
  return rows.map(({ name, account }) => ({ name, hasAccount: account !== null }))
}
