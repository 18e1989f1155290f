import { createHash } from 'node:crypto'
import type { ChatRef, EmulatorGroup, EmulatorMember, SayChat } from './types.ts'

export type Directory = ReturnType<typeof createDirectory>

/** Who is there and which groups they are in. Asking for someone unknown is a mistake of the caller and throws. */
export function createDirectory(members: EmulatorMember[], groups: EmulatorGroup[]) {
  // The platform treats ids without regard to case.
  const memberById = new Map(members.map(member => [member.userid.toLowerCase(), member]))
  const memberByOpenId = new Map(members.map(member => [openIdOf(member.userid), member]))
  const groupById = new Map(groups.map(group => [group.chatid, group]))

  const find = (userid: string) => memberById.get(userid.toLowerCase())
  const member = (userid: string) => {
    const found = find(userid)
    if (!found) throw new Error(`no member ${userid} in the emulator`)
    return found
  }
  const group = (chatid: string) => {
    const found = groupById.get(chatid)
    if (!found) throw new Error(`no group ${chatid} in the emulator`)
    return found
  }

  return {
    members,
    groups,
    find,
    member,
    group,
    memberOfOpenId: (openId: string) => memberByOpenId.get(openId),
    groupOfKey: (key: string) => groups.find(group => group.webhookKey === key),
    groupsOf: (userid: string) => groups.filter(group => group.members.includes(userid)),
    nameOf: (userid: string) => find(userid)?.name ?? userid,
    /** The conversation that a member writes into; throws when the member is not in that group. */
    chatOf(from: string, chat: SayChat): ChatRef {
      const { userid } = member(from)
      if ('single' in chat) return { single: chat.single, of: userid }
      if (!group(chat.group).members.includes(userid))
        throw new Error(`${userid} is not in group ${chat.group}`)
      return { group: chat.group }
    },
  }
}

/** The encrypted id that the smart bot sees instead of a userid: the platform's begin with "wo" too. */
export function openIdOf(userid: string): string {
  const digest = createHash('sha256').update(`open-userid:${userid.toLowerCase()}`).digest('base64url')
  return `wo${digest.replaceAll(/[-_]/g, 'A').slice(0, 30)}`
}
