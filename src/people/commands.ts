import { audit } from '../ledger/audit.ts'
import type { Command, Turn } from '../talk/command.ts'
import { say, type Reply } from '../talk/message.ts'
import { resolveName } from '../understand/names.ts'
import { identityChannels } from './channels.ts'
import { approve, claim, mayVouchFor, type TellClaimed } from './claims.ts'
import { CODE_MINUTES, makeBindCode, useBindCode } from './codes.ts'
import { guessLimit } from './guesses.ts'
import { rosterChanged } from './roster-version.ts'
import { withdrawShown } from './shown-codes.ts'
import { bindAccount } from './store.ts'
import * as texts from './texts.ts'

/** Who is who: binding groups and accounts by one-time code, and claims that a secretary confirms. */
export function peopleCommands(key: Buffer, tellClaimed: TellClaimed): readonly Command[] {
  const guesses = guessLimit()
  return [
    { intents: ['bind'], for: 'strangers', where: 'anywhere', run: bind },
    { intents: ['identify'], for: 'strangers', where: 'anywhere', run: turn => claim(turn, tellClaimed) },
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
    if (used === 'other-purpose') {
      const shown = purpose === 'group' ? await withdrawShown(turn, key, [code]) : undefined
      return say(shown ?? texts.bindInGroup)
    }
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
