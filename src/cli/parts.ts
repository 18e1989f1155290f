import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { dayOf, isDay, type Day } from '../calendar/day.ts'
import { systemClock, type Clock } from '../clock.ts'
import { prepareDataDirectory } from '../data-directory.ts'
import { environmentWithDotEnv } from '../dot-env.ts'
import { sealAudit } from '../ledger/audit.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { openLedger } from '../ledger/open.ts'
import { refuseOtherSecret } from '../ledger/stamp.ts'
import { readOffice, type Office } from '../office.ts'
import { loadSecret, type Secret } from '../secret.ts'
import { readSettings, type Settings } from '../settings.ts'
import { seedTrial, TRIAL_START, trialClock } from '../trial.ts'
import { WrongUsage } from './usage.ts'

/** What a command of the command line works with. */
export interface CliParts {
  settings: Settings
  office: Office
  ledger: Ledger
  secret: Secret
  clock: Clock
}

export function cliSettings(): Settings {
  return readSettings(environmentWithDotEnv(process.env))
}

/** Today by the program's clock: in a trial the moved clock of its ledger, or the day on which every trial begins. */
export async function programToday({ mode, clockOffsetMs, ...settings }: Settings): Promise<Day> {
  if (mode === 'live') return dayOf(systemClock(clockOffsetMs).now())
  const ledger = await existingLedger({ mode, clockOffsetMs, ...settings })
  if (ledger === undefined) return dayOf(TRIAL_START)
  try {
    return dayOf((await trialClock(ledger)).now())
  } finally {
    await ledger.close()
  }
}

/** The ledger, if the program ever ran here: looking does not make one. */
export async function existingLedger(settings: Settings): Promise<Ledger | undefined> {
  const { dataDirectory: directory, databaseUrl, mode } = settings
  if (databaseUrl === undefined && !existsSync(join(directory, 'ledger.sqlite'))) return undefined
  return openLedger({ directory, databaseUrl, mode, now: new Date() })
}

/** Opens settings, office and ledger for one command and closes them after it. A running bot may stay up: SQLite takes turns. */
export async function withParts<T>(run: (parts: CliParts) => Promise<T>): Promise<T> {
  const settings = cliSettings()
  const office = readOffice(settings.configDirectory, settings.mode)
  prepareDataDirectory(settings.dataDirectory)
  const secret = loadSecret(settings.secret, settings.dataDirectory)
  const { databaseUrl, mode } = settings
  const ledger = await openLedger({ directory: settings.dataDirectory, databaseUrl, mode, now: new Date() })
  try {
    await refuseOtherSecret(ledger, secret.keyFor('audit'))
    const clock = settings.mode === 'trial' ? await trialClock(ledger) : systemClock(settings.clockOffsetMs)
    if (settings.mode === 'trial') await seedTrial(ledger, office, settings.configDirectory, clock.now())
    const result = await run({ settings, office, ledger, secret, clock })
    await sealAudit(ledger, secret.keyFor('audit'))
    return result
  } finally {
    await ledger.close()
  }
}

/** The command was understood and refused; the message says why. Exit code 1. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/** Prints one JSON document or lines for people. */
export function print(json: boolean, document: unknown, lines: string[]): void {
  process.stdout.write(json ? `${JSON.stringify(document)}\n` : lines.map(line => `${line}\n`).join(''))
}

/** A day as written on the command line. */
export function dayIn(text: string): Day {
  if (isDay(text)) return text
  throw new WrongUsage(`看不懂日期“${text}”。请写成 2024-05-01。`)
}

/** An instant as written on the command line. */
export function instantIn(text: string): Date {
  // Without an offset the time is Shanghai's, wherever the machine stands.
  const withZone = /([zZ]|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}+08:00`
  const instant = new Date(withZone)
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0]
  // The parser takes 2026-02-30 for the 2nd of March.
  if (Number.isNaN(instant.getTime()) || (day !== undefined && !isDay(day)))
    throw new WrongUsage(`看不懂时间“${text}”。请写成 2026-11-27T15:00+08:00。`)
  return instant
}
