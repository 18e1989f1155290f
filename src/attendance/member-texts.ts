import type { CurrentMember } from '../people/roster-difference.ts'
import { MEMBER_TYPES, memberTypeNames } from '../talk/person.ts'

/** '第一党支部现有28人:正式党员20,预备党员1。' */
export function rosterCounts(branch: string, members: readonly CurrentMember[]): string {
  const counts = MEMBER_TYPES.map(type => ({
    type,
    count: members.filter(({ memberType }) => memberType === type).length,
  }))
  const parts = counts
    .filter(({ count }) => count > 0)
    .map(({ type, count }) => `${memberTypeNames[type]}${count}`)
  return `${branch}现有${members.length}人:${parts.join(',')}。`
}

export function wholeRoster(counts: string, members: readonly CurrentMember[]): string {
  return `${counts}\n${namesOf(members)}`
}

export function someMembers(members: readonly CurrentMember[]): string {
  return `${members.length}位:${namesOf(members)}。`
}

export function withoutAccount(members: readonly CurrentMember[]): string {
  if (members.length === 0) return '名单里的同志都绑定了账号。'
  return `${members.length}位没有账号,由支部登记就可以:${namesOf(members)}。`
}

const byFile = '导入新的花名册,导入前会先列出差别。'

export const rosterByFile = `名单在聊天里不改,我没有动。请把变动告诉支部书记,由管理员${byFile}`

/** To the keeper herself. */
export const askAdministrator = `名单在聊天里不改,我没有动。请管理员${byFile}`

export const importRoster = `名单在聊天里不改,我没有动。请用命令 qingfeng roster import 文件名 ${byFile}`

function namesOf(members: readonly CurrentMember[]): string {
  return members.map(({ name, tag }) => (tag === undefined ? name : `${name}(${tag})`)).join('、')
}
