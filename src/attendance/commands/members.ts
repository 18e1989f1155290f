import type { CurrentMember } from '../../people/roster-difference.ts'
import { membersOf } from '../../people/store.ts'
import type { Command, Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { keepsRegisterOf, keepsSomeRegister, MEMBER_TYPES, memberTypeNames } from '../../talk/person.ts'
import { namesInPrivate } from '../count-texts.ts'
import { branchesHere, isPrivate, openSessionsHere } from '../here.ts'
import * as texts from '../member-texts.ts'
import { textOf } from '../people-in-text.ts'
import { onlyKeepers } from '../texts.ts'
import { summaryCommand } from './queries.ts'

/** 名单发我看看: who comes, while something is open; 花名册 and 支部有多少人 are about the roster. Names are for the keeper alone. */
export const memberListCommand: Command = {
  intents: ['member.list'],
  for: 'everyone',
  where: 'bound',
  run: async turn =>
    isOfSession(turn) && (await openSessionsHere(turn)).length > 0 ? whoComes(turn) : listed(turn),
}

async function whoComes(turn: Turn): Promise<Reply> {
  const summary = await summaryCommand.run(turn)
  const isToldWhere = keepsSomeRegister(turn.speaker) && !isPrivate(turn)
  return isToldWhere ? say(summary.text + namesInPrivate) : summary
}

/** 新来的同志加进名单: the roster comes by file, with a preview, from the administrator. */
export const memberChangeCommand: Command = {
  intents: ['member.add', 'member.remove', 'member.update', 'member.import'],
  for: 'everyone',
  where: 'anywhere',
  run: async ({ speaker }) => {
    if (speaker.isAdministrator) return say(texts.importRoster)
    return say(keepsSomeRegister(speaker) ? texts.askAdministrator : texts.rosterByFile)
  },
}

const OF_ROSTER =
  /花名册|名册|(?:党员|人员|成员|支部|全体)名单|不在名单|党员|分子|[一二三四五]组|绑定|账号|多少|几[个名位]/

function isOfSession(turn: Turn): boolean {
  const said = textOf(turn)
  return turn.reading.slots.ask === undefined && said.includes('名单') && !OF_ROSTER.test(said)
}

async function listed(turn: Turn): Promise<Reply> {
  const [branch] = branchesHere(turn)
  if (branch === undefined) return say(onlyKeepers)
  const members = await membersOf(turn.trx, branch)
  const name = turn.office.branches.find(({ code }) => code === branch)?.name ?? ''
  const counts = texts.rosterCounts(name, members)
  if (!keepsRegisterOf(turn.speaker, branch)) return say(counts)
  if (!isPrivate(turn)) return say(counts + namesInPrivate)
  if (turn.reading.slots.ask === 'unmatched')
    return say(texts.withoutAccount(members.filter(({ userid }) => userid === '')))
  const some = members.filter(member => isAskedFor(member, textOf(turn)))
  return say(some.length === 0 ? texts.wholeRoster(counts, members) : texts.someMembers(some))
}

/** 预备党员有哪些, 一组的名单. */
function isAskedFor({ memberType, partyGroup }: CurrentMember, said: string): boolean {
  const types = MEMBER_TYPES.filter(type => said.includes(memberTypeNames[type]))
  if (types.length > 0) return types.includes(memberType)
  return partyGroup !== '' && said.includes(partyGroup)
}
