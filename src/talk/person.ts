/** The words of the roster file and the ledger (glossary: Member, Role). */
export const MEMBER_TYPES = [
  'full',
  'probationary',
  'mobile',
  'retired',
  'activist',
  'candidate',
  'nonMember',
] as const
export type MemberType = (typeof MEMBER_TYPES)[number]

export const ROLES = ['secretary', 'deputySecretary', 'organiser', 'publicity', 'discipline'] as const
export type Role = (typeof ROLES)[number]

export const memberTypeNames: Record<MemberType, string> = {
  full: '正式党员',
  probationary: '预备党员',
  mobile: '流动党员',
  retired: '离退休党员',
  activist: '积极分子',
  candidate: '发展对象',
  nonMember: '群众',
}

export const roleNames: Record<Role, string> = {
  secretary: '支部书记',
  deputySecretary: '支部副书记',
  organiser: '组织委员',
  publicity: '宣传委员',
  discipline: '纪检委员',
}

export interface Membership {
  branch: string
  memberType: MemberType
  role?: Role
}

/** Whoever wrote a message and is known: the person behind a platform id. */
export interface Speaker {
  personId: string
  name: string
  tag?: string
  memberships: Membership[]
  isAdministrator: boolean
}

// The three who keep a branch’s register.
const KEEPERS: ReadonlySet<Role | undefined> = new Set<Role>(['secretary', 'deputySecretary', 'organiser'])

/** Whether the speaker keeps the register of a branch (书记, 副书记, 组织委员). */
export function keepsRegisterOf(speaker: Speaker, branch: string): boolean {
  return speaker.memberships.some(membership => membership.branch === branch && KEEPERS.has(membership.role))
}

export function keepsSomeRegister(speaker: Speaker): boolean {
  return speaker.memberships.some(({ branch }) => keepsRegisterOf(speaker, branch))
}

/** The role that decides menus and readings: administrator before secretary before cadre. */
export function chatRole(speaker: Speaker): 'admin' | 'secretary' | 'cadre' {
  if (keepsSomeRegister(speaker)) return 'secretary'
  return speaker.isAdministrator ? 'admin' : 'cadre'
}

/** Whether a kind whose roster is the branch's party members expects this member. */
export function isPartyMember(memberType: MemberType): boolean {
  return ['full', 'probationary', 'mobile', 'retired'].includes(memberType)
}

/** On no roster, and no administrator. */
export function isStranger({ memberships, isAdministrator }: Speaker): boolean {
  return memberships.length === 0 && !isAdministrator
}
