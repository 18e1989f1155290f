import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { instantOf } from './calendar/day.ts'
import { settableClock, type Clock, type SettableClock } from './clock.ts'
import type { Emulator } from './emulator/emulator.ts'
import type { Ledger } from './ledger/ledger.ts'
import { branchNamed, type Office } from './office.ts'
import { readRosterCsv } from './people/roster-file.ts'
import { importRoster } from './people/roster-import.ts'
import { membersOf } from './people/store.ts'
import type { WorkCalendar } from './calendar/work-calendar.ts'
import { isWorkday } from './calendar/workday.ts'
import type { AibotSettings, AppSettings } from './settings.ts'
import { memberTypeNames, roleNames } from './talk/person.ts'

/** When every trial begins, so that it works at any hour of any day: a Friday morning. */
export const TRIAL_START = instantOf('2026-11-20', '09:00')

const MOVED = 'trial_clock'

/** Keeps where the clock was moved to, for the command line beside the bot and for the next start. */
export async function keepTrialClock(ledger: Ledger, now: Date): Promise<void> {
  const value = now.toISOString()
  await ledger.write(trx =>
    trx
      .insertInto('meta')
      .values({ key: MOVED, value })
      .onConflict(conflict => conflict.column('key').doUpdateSet({ value }))
      .execute(),
  )
}

/** The trial's own clock: it runs, can be moved, and after a restart never stands before what was written already. */
export async function trialClock(ledger: Ledger, begin = TRIAL_START): Promise<SettableClock> {
  const { latest } = await ledger.read
    .selectFrom('inbox')
    .select(({ fn }) => fn.max('received_at').as('latest'))
    .executeTakeFirstOrThrow()
  const moved = await ledger.read
    .selectFrom('meta')
    .select('value')
    .where('key', '=', MOVED)
    .executeTakeFirst()
  const known = [latest, moved?.value].flatMap(instant => (instant ? [Date.parse(instant)] : []))
  const start = new Date(Math.max(begin.getTime(), ...known))
  return settableClock(start, { running: true })
}

export interface TrialChannels {
  aibot: AibotSettings
  app: AppSettings
}

/** Credentials for one run between bot and emulator; nobody else ever needs them. */
export function trialChannels(): TrialChannels {
  const key = (length: number) =>
    randomBytes(64)
      .toString('base64')
      .replace(/[^0-9A-Za-z]/g, '')
      .slice(0, length)
  return {
    aibot: { token: key(20), aesKey: key(43) },
    app: { token: key(20), aesKey: key(43), corpId: 'ww0trial0trial000', agentId: 1000002, secret: key(43) },
  }
}

/** Fills an empty trial ledger: the sample roster, and the groups bound. */
export async function seedTrial(
  ledger: Ledger,
  office: Office,
  configDirectory: string,
  now: Date,
): Promise<void> {
  const [branch] = office.branches
  if (branch === undefined || (await membersOf(ledger.read, branch.code)).length > 0) return
  const rows = readRosterCsv(readFileSync(join(configDirectory, office.roster ?? 'roster.csv')))
  await ledger.write(async trx => {
    await importRoster(trx, { branch: branch.code, rows, remove: false, actor: 'system', now })
    for (const group of trialGroups(office)) {
      const row = {
        chat_id: group.chatid,
        group_name: group.name,
        bound_at: now.toISOString(),
        bound_by: 'system',
      }
      await trx
        .insertInto('chats')
        .values(row)
        .onConflict(conflict => conflict.doNothing())
        .execute()
    }
  })
}

function trialGroups(office: Office): { chatid: string; name: string; branch: string }[] {
  return office.groups.map(({ name, branch }, index) => ({
    chatid: `trial-group-${index + 1}`,
    name,
    branch,
  }))
}

/** Members and groups as the emulator shows them: everybody with an account, with a word on who they are. */
async function trialDirectory(ledger: Ledger, office: Office) {
  const byBranch = new Map<string, string[]>()
  const members: { userid: string; name: string; note: string }[] = []
  for (const { code } of office.branches) {
    const withAccount = (await membersOf(ledger.read, code)).filter(({ userid }) => userid !== '')
    byBranch.set(
      code,
      withAccount.map(({ userid }) => userid),
    )
    for (const { userid, name, tag, role, memberType } of withAccount) {
      const admin = office.administrators.includes(userid) ? ['管理员'] : []
      const note = [
        ...admin,
        role === undefined ? memberTypeNames[memberType] : roleNames[role],
        ...(tag === undefined ? [] : [tag]),
      ]
      members.push({ userid, name, note: note.join('、') })
    }
  }
  const groups = trialGroups(office).map(({ chatid, name, branch }) => ({
    chatid,
    name,
    members: byBranch.get(branchNamed(office, branch)?.code ?? '') ?? [],
    webhookKey: `trial-${chatid}`,
  }))
  return { members, groups }
}

export interface TrialParts {
  ledger: Ledger
  office: Office
  calendar: WorkCalendar
  clock: Clock
  channels: { aibot: AibotSettings | undefined; app: AppSettings | undefined }
  /** The program's own address, known once it listens. */
  base: () => string
}

export interface Trial {
  emulator: Emulator
  /** The groups' robots that the emulator knows. */
  webhookKeys: Map<string, string>
}

/** The other side of the wire, in this process but over real HTTP. */
export async function startTrial({
  ledger,
  office,
  calendar,
  clock,
  channels,
  base,
}: TrialParts): Promise<Trial> {
  const { aibot, app } = channels
  if (aibot === undefined || app === undefined || !isSettable(clock))
    throw new Error('the trial has both channels and its own clock')
  const { createEmulator } = await import('./emulator/emulator.ts')
  const directory = await trialDirectory(ledger, office)
  const emulator = createEmulator({
    clock,
    bot: { aibotUrl: () => `${base()}/wecom/aibot`, appUrl: () => `${base()}/wecom/app` },
    aibot: { ...aibot, botId: 'trial-bot', name: office.bot.names[0] ?? '清风' },
    app,
    publicBase: () => `${base()}/emulator`,
    isWorkday: day => isWorkday(calendar, day, { useAdjusted: true }),
    ...directory,
  })
  return {
    emulator,
    webhookKeys: new Map(directory.groups.map(({ name, webhookKey }) => [name, webhookKey])),
  }
}

function isSettable(clock: Clock): clock is SettableClock {
  return 'set' in clock
}
