import { audit } from '../ledger/audit.ts'
import type { Command, Turn } from '../talk/command.ts'
import { say, type Reply } from '../talk/message.ts'
import { keepsRegisterOf } from '../talk/person.ts'
import { resolveName } from '../understand/names.ts'
import { identityChannels } from './channels.ts'
import { CODE_MINUTES, makeBindCode, useBindCode } from './codes.ts'
import { guessLimit } from './guesses.ts'
import { rosterChanged } from './roster-version.ts'
import { bindAccount } from './store.ts'
import * as texts from './texts.ts'

/** Who is who: binding groups and accounts by one-time code, and claims that a secretary confirms. */
export function peopleCommands(key: Buffer): readonly Command[] {
  const guesses = guessLimit()
  return [
    { intents: ['bind'], for: 'strangers', where: 'anywhere', run: bind },
    { intents: ['identify'], for: 'strangers', where: 'anywhere', run: claim },
    {
      intents: ['bindCode'],
      for: 'vouchers',
      where: 'single',
      example: '绑定码 第一党支部工作群',
      run: giveCode,
    },
    { intents: ['confirm.claim'], for: 'vouchers', where: 'single', run: approve },
  ]

  async function bind(turn: Turn): Promise<Reply> {
    const { trx, now, message, speaker } = turn
    const who = `${message.channel}:${message.sender}`
    if (guesses.isBlocked(who, now)) return say(texts.tooManyWrong)
    const code = turn.reading.slots.code ?? ''
    if (!/^\d{6}$/.test(code)) return say(texts.codeShape)
    const purpose = message.chat.kind === 'group' ? 'group' : 'person'
    const isForThem = async (subject: string) =>
      purpose === 'group' || subject === speaker.personId || !(await hasRosterAccount(turn))
    const used = await useBindCode(trx, key, code, purpose, now, isForThem)
    if (used === 'other-purpose') return say(purpose === 'group' ? texts.bindInPrivate : texts.bindInGroup)
    if (used === 'not-theirs') return say(texts.someoneElsesCode)
    if (used === 'unknown') {
      guesses.wrong(who, message.id, now)
      return say(texts.codeUnknown)
    }
    if (purpose === 'group') return bindGroup(turn, used.subject)
    await bindAccount(trx, identityChannels[message.channel], message.sender, used.subject, now)
    await rosterChanged(trx)
    await audit(trx, {
      at: now,
      actor: speaker.personId,
      action: 'person.bind',
      object: 'person',
      subject: used.subject,
    })
    const person = await trx
      .selectFrom('people')
      .select('name')
      .where('id', '=', used.subject)
      .executeTakeFirst()
    return say(texts.personBound(person?.name ?? ''))
  }

  async function giveCode(turn: Turn): Promise<Reply> {
    const { trx, now, speaker, office } = turn
    const subject = (turn.reading.slots.name ?? '').trim()
    if (subject === '') return say(texts.whoseCode)
    const group = office.groups.find(({ name }) => name === subject)
    if (group !== undefined) {
      if (!speaker.isAdministrator) return say(texts.onlyAdministrator)
      const code = await makeBindCode(trx, key, {
        purpose: 'group',
        subject: group.name,
        by: speaker.personId,
        now,
      })
      return say(texts.codeFor(group.name, code, CODE_MINUTES) + texts.howToUseGroupCode)
    }
    const resolved = resolveName(turn.names, subject)
    if (!('found' in resolved) || !(await mayVouchFor(turn, resolved.found))) return say(texts.noSuchSubject)
    const code = await makeBindCode(trx, key, {
      purpose: 'person',
      subject: resolved.found,
      by: speaker.personId,
      now,
    })
    return say(texts.codeFor(subject, code, CODE_MINUTES) + texts.howToUsePersonCode)
  }
}

async function bindGroup({ trx, now, message, speaker }: Turn, groupName: string): Promise<Reply> {
  const row = {
    chat_id: message.chat.id,
    group_name: groupName,
    bound_at: now.toISOString(),
    bound_by: speaker.personId,
  }
  await trx
    .insertInto('chats')
    .values(row)
    .onConflict(conflict => conflict.column('chat_id').doUpdateSet(row))
    .execute()
  await audit(trx, { at: now, actor: speaker.personId, action: 'group.bind', object: `group:${groupName}` })
  return say(texts.groupBound(groupName))
}

/** 我是刘芳: kept as a claim until a keeper of that person's branch agrees. */
async function claim(turn: Turn): Promise<Reply> {
  const { message, now, trx, names, speaker } = turn
  if (speaker.memberships.length > 0) return say(texts.alreadyKnown)
  if (message.chat.kind !== 'single') return say(texts.whoAreYou)
  const resolved = resolveName(names, turn.reading.slots.name ?? '')
  if ('ambiguous' in resolved) return say(texts.severalOfThatName)
  if (!('found' in resolved)) return say(texts.nobodyOfThatName)
  if (!(await isOnSomeRoster(turn, resolved.found))) return say(texts.nobodyOfThatName)
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

/** A member whose account the roster names: by code they cannot become somebody else. */
async function hasRosterAccount({ trx, message, speaker }: Turn): Promise<boolean> {
  if (speaker.memberships.length === 0) return false
  const account = await trx
    .selectFrom('person_identities')
    .select('person_id')
    .where('channel', '=', 'userid')
    .where('external_id', '=', message.sender.toLowerCase())
    .executeTakeFirst()
  return account?.person_id === speaker.personId
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

/** 同意 刘芳 */
async function approve(turn: Turn): Promise<Reply> {
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
async function mayVouchFor({ trx, speaker }: Turn, personId: string): Promise<boolean> {
  if (speaker.isAdministrator) return true
  const branches = await trx
    .selectFrom('memberships')
    .select('branch')
    .where('person_id', '=', personId)
    .where('to_day', 'is', null)
    .execute()
  return branches.some(({ branch }) => keepsRegisterOf(speaker, branch))
}

/** The names whose claims wait for this keeper, so that they can be mentioned in her next private reply. */
export async function claimsWaitingFor({ trx, speaker }: Pick<Turn, 'trx' | 'speaker'>): Promise<string[]> {
  const branches = speaker.memberships
    .map(({ branch }) => branch)
    .filter(branch => keepsRegisterOf(speaker, branch))
  if (branches.length === 0) return []
  const rows = await trx
    .selectFrom('identity_claims')
    .innerJoin('people', 'people.id', 'identity_claims.person_id')
    .innerJoin('memberships', 'memberships.person_id', 'people.id')
    .select('people.name')
    .distinct()
    .where('memberships.branch', 'in', branches)
    .where('memberships.to_day', 'is', null)
    .limit(5)
    .execute()
  return rows.map(({ name }) => name)
}
