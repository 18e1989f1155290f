import type { RosterRow } from './roster-file.ts'

/** A member as the ledger holds it now, in the shape of a roster row. */
export interface CurrentMember extends RosterRow {
  personId: string
  rosterNumber: number
}

export interface RosterDifference {
  added: { row: RosterRow; rosterNumber: number }[]
  changed: { before: CurrentMember; row: RosterRow; rosterNumber: number; what: string[] }[]
  unchanged: number
  /** In the ledger but not in the file. */
  missing: CurrentMember[]
  /** Rows with an unknown account that name a member whose own account the file does not have: one person with a new account, or two people? */
  accountChanged: AccountChanged[]
}

export interface AccountChanged {
  before: CurrentMember
  row: RosterRow
  rosterNumber: number
}

/** What the one who imports says of them: the same people with new accounts, or other people of the same name. */
export type AccountAnswer = 'same-person' | 'other-person'

/**
 * What an import would change. A row is the same person by account; a row without a known account is matched by
 * name and tag with a member who has no account yet, so that an account that comes later does not make a double. Whether a
 * changed account means a new person is asked, and never guessed.
 */
export function rosterDifference(
  current: CurrentMember[],
  rows: RosterRow[],
  answer?: AccountAnswer,
): RosterDifference {
  const byAccount = new Map(
    current.filter(({ userid }) => userid !== '').map(member => [member.userid.toLowerCase(), member]),
  )
  const withoutAccount = new Map(
    current.filter(({ userid }) => userid === '').map(member => [nameKey(member), member]),
  )
  const difference: RosterDifference = {
    added: [],
    changed: [],
    unchanged: 0,
    missing: [],
    accountChanged: [],
  }
  const vanished = vanishedByName(current, rows)
  const seen = new Set<string>()
  rows.forEach((row, index) => {
    const rosterNumber = index + 1
    const known = byAccount.get(row.userid.toLowerCase()) ?? withoutAccount.get(nameKey(row))
    const namesake = known === undefined && row.userid !== '' ? likeliest(vanished, row, seen) : undefined
    if (namesake !== undefined && answer === undefined) {
      seen.add(namesake.personId)
      difference.accountChanged.push({ before: namesake, row, rosterNumber })
      return
    }
    const before = known ?? (answer === 'same-person' ? namesake : undefined)
    if (before === undefined || seen.has(before.personId)) {
      difference.added.push({ row, rosterNumber })
      return
    }
    seen.add(before.personId)
    const what = changes(before, row)
    if (what.length > 0 || before.rosterNumber !== rosterNumber)
      difference.changed.push({ before, row, rosterNumber, what })
    else difference.unchanged += 1
  })
  difference.missing = current.filter(({ personId }) => !seen.has(personId))
  return difference
}

/** The members whose account the file has no more, by name. */
function vanishedByName(current: CurrentMember[], rows: RosterRow[]): Map<string, CurrentMember[]> {
  const accounts = new Set(rows.map(({ userid }) => userid.toLowerCase()))
  return Map.groupBy(
    current.filter(({ userid }) => userid !== '' && !accounts.has(userid.toLowerCase())),
    ({ name }) => name,
  )
}

/** Of several namesakes whose accounts vanished, the one with the same tag, else of the same department, else the only one. */
function likeliest(
  vanished: Map<string, CurrentMember[]>,
  row: RosterRow,
  seen: ReadonlySet<string>,
): CurrentMember | undefined {
  const left = (vanished.get(row.name) ?? []).filter(({ personId }) => !seen.has(personId))
  return (
    left.find(({ tag }) => tag !== undefined && tag === row.tag) ??
    left.find(({ department }) => department !== '' && department === row.department) ??
    left[0]
  )
}

/** The difference in words, for the one who imports. */
export function describeDifference(difference: RosterDifference, removing: boolean): string {
  const { added, changed, unchanged, missing, accountChanged } = difference
  const altered = changed.filter(({ what }) => what.length > 0)
  const lines = [
    `新增 ${added.length} 人${listed(added.map(({ row }) => display(row)))}`,
    `修改 ${altered.length} 人${listed(altered.map(({ before, what }) => `${display(before)}(${what.join('、')})`))}`,
    `不变 ${unchanged + changed.length - altered.length} 人`,
  ]
  if (missing.length > 0)
    lines.push(
      removing
        ? `移出 ${missing.length} 人${listed(missing.map(display))}`
        : `名单里没有、保留未动 ${missing.length} 人${listed(missing.map(display))}(要移出请加 --remove)`,
    )
  if (accountChanged.length > 0)
    lines.push(
      `疑似换了账号 ${accountChanged.length} 人${listed(accountChanged.map(({ before, row }) => `${display(row)}(${before.userid} → ${row.userid})`))}`,
    )
  return lines.join('\n')
}

function nameKey({ name, tag = '' }: RosterRow): string {
  return `${name}|${tag}`
}

const FIELDS: [keyof RosterRow, string][] = [
  ['userid', '账号'],
  ['name', '姓名'],
  ['memberType', '党员类别'],
  ['partyGroup', '党小组'],
  ['department', '科室'],
  ['role', '职务'],
  ['tag', '区分标记'],
]

function changes(before: RosterRow, row: RosterRow): string[] {
  const fields = FIELDS.filter(([field]) => {
    // An empty account in the file says nothing about the account that is already bound.
    if (field === 'userid')
      return row.userid !== '' && row.userid.toLowerCase() !== before.userid.toLowerCase()
    return (before[field] ?? '') !== (row[field] ?? '')
  }).map(([, title]) => title)
  const aliases = before.aliases.toSorted().join('|') !== row.aliases.toSorted().join('|')
  return aliases ? [...fields, '别名'] : fields
}

function display({ name, tag }: RosterRow): string {
  return tag === undefined ? name : `${name}(${tag})`
}

function listed(names: string[]): string {
  if (names.length === 0) return ''
  return `:${names.slice(0, 12).join('、')}${names.length > 12 ? ` 等 ${names.length} 人` : ''}`
}
