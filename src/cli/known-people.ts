import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Office } from '../office.ts'
import { readRosterCsv } from '../people/roster-file.ts'
import { membersOf } from '../people/store.ts'
import type { Settings } from '../settings.ts'
import { existingLedger } from './parts.ts'

/** Accounts and names by branch, as a check of office.yaml needs them. */
export interface KnownPeople {
  accounts: ReadonlySet<string>
  /** Names and nicknames of each branch. */
  names: ReadonlyMap<string, ReadonlySet<string>>
}

/** The roster of the ledger, or of a trial that has none yet its file; undefined while nobody was imported. */
export async function knownPeople(settings: Settings, office: Office): Promise<KnownPeople | undefined> {
  const ledger = await existingLedger(settings)
  if (ledger === undefined) return settings.mode === 'trial' ? peopleOfFile(settings, office) : undefined
  try {
    const branches = await Promise.all(
      office.branches.map(async ({ code }) => ({ code, members: await membersOf(ledger.read, code) })),
    )
    return branches.every(({ members }) => members.length === 0) ? undefined : gathered(branches)
  } finally {
    await ledger.close()
  }
}

function peopleOfFile({ configDirectory }: Settings, { roster, branches }: Office): KnownPeople {
  const members = readRosterCsv(readFileSync(join(configDirectory, roster ?? 'roster.csv')))
  return gathered(branches.slice(0, 1).map(({ code }) => ({ code, members })))
}

interface Named {
  userid: string
  name: string
  aliases: string[]
}

function gathered(branches: readonly { code: string; members: readonly Named[] }[]): KnownPeople {
  return {
    accounts: new Set(
      branches.flatMap(({ members }) => members.map(({ userid }) => userid.toLowerCase()).filter(Boolean)),
    ),
    names: new Map(
      branches.map(({ code, members }) => [
        code,
        new Set(members.flatMap(({ name, aliases }) => [name, ...aliases])),
      ]),
    ),
  }
}

/** Who stands in office.yaml and not in the roster, one sentence each. */
export function strangersIn(office: Office, { accounts, names }: KnownPeople): string[] {
  const account = (place: string, userid: string) =>
    accounts.has(userid.toLowerCase())
      ? []
      : [`office.yaml:${place}里的账号“${userid}”不在名单里。请改成名单里的账号,或先导入名单。`]
  return [
    ...office.administrators.flatMap(userid => account('administrators', userid)),
    ...office.rules.responsible.flatMap(userid => account('rules.responsible', userid)),
    ...office.duties.flatMap(({ to, code, kind }) =>
      Array.isArray(to) ? to.flatMap(userid => account(`事项“${code ?? kind}”的 to `, userid)) : [],
    ),
    ...office.series.flatMap(({ code, branch, leadReaders = [] }) =>
      leadReaders
        .filter(reader => !accounts.has(reader.toLowerCase()) && names.get(branch)?.has(reader) !== true)
        .map(
          reader =>
            `office.yaml:活动“${code}”的 leadReaders 里的“${reader}”不在支部名单里。请写名单里的姓名或账号。`,
        ),
    ),
  ]
}
