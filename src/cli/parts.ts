import { mkdirSync } from 'node:fs'
import { systemClock, type Clock } from '../clock.ts'
import { sealAudit } from '../ledger/audit.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { openLedger } from '../ledger/open.ts'
import { refuseOtherSecret } from '../ledger/stamp.ts'
import { readOffice, type Office } from '../office.ts'
import { loadSecret, type Secret } from '../secret.ts'
import { environmentWithDotEnv, readSettings, type Settings } from '../settings.ts'
import { seedTrial, trialClock } from '../trial.ts'

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

/** Opens settings, office and ledger for one command and closes them after it. A running bot may stay up: SQLite takes turns. */
export async function withParts<T>(run: (parts: CliParts) => Promise<T>): Promise<T> {
  const settings = cliSettings()
  const office = readOffice(settings.configDirectory, settings.mode)
  mkdirSync(settings.dataDirectory, { recursive: true, mode: 0o700 })
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

/** An instant as written on the command line. */
export function instantIn(text: string): Date {
  // Without an offset the time is Shanghai's, wherever the machine stands.
  const withZone = /([zZ]|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}+08:00`
  const instant = new Date(withZone)
  if (Number.isNaN(instant.getTime()))
    throw new Refused(`看不懂时间“${text}”。请写成 2026-11-27T15:00+08:00。`)
  return instant
}
