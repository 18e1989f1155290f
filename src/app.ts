import { mkdirSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { allCommands } from './bot/commands.ts'
import { createInbox } from './bot/inbox.ts'
import { createResponder } from './bot/respond.ts'
import { systemClock, type Clock } from './clock.ts'
import { sealAudit } from './ledger/audit.ts'
import type { Ledger } from './ledger/ledger.ts'
import { openLedger } from './ledger/open.ts'
import { lockDataDirectory } from './ledger/process-lock.ts'
import { dropOld } from './ledger/retention.ts'
import { createLog, type Log } from './log.ts'
import { readOffice, type Office } from './office.ts'
import { loadRuleBook } from './rules/ruleBook.ts'
import { loadSecret, type Secret } from './secret.ts'
import type { AibotSettings, AppSettings, Settings } from './settings.ts'
import { seedTrial, trialChannels, trialClock, trialDirectory } from './trial.ts'
import { createWeb, listen, type WebParts } from './web/server.ts'
import { readinessOf } from './web/health.ts'
import { createEnvelope } from './wecom/envelope.ts'
import { aibotCallback, appCallback } from './wecom/callback.ts'
import { every } from './every.ts'

export interface App {
  address: string
  clock: Clock
  ledger: Ledger
  /** The emulator, in trial mode. */
  emulator?: Awaited<ReturnType<typeof startEmulator>>
  /** Stops accepting, finishes what is in flight, closes the ledger. */
  stop(): Promise<void>
}

/** The composition root: parts in, start and stop out. */
export async function startApp(settings: Settings): Promise<App> {
  const office = readOffice(settings.configDirectory, settings.mode)
  const rules = await loadRuleBook(settings.configDirectory)
  mkdirSync(settings.dataDirectory, { recursive: true, mode: 0o700 })
  const unlock = lockDataDirectory(settings.dataDirectory)
  const secret = loadSecret(settings.secret, settings.dataDirectory)
  const log = createLog(settings.logLevel, secret.keyFor('log'))
  const { databaseUrl, mode } = settings
  const ledger = await openLedger({ directory: settings.dataDirectory, databaseUrl, mode, now: new Date() })

  const trial = settings.mode === 'trial'
  const clock = trial ? await trialClock(ledger) : systemClock(settings.clockOffsetMs)
  const channels = trial ? trialChannels() : { aibot: settings.aibot, app: settings.app }
  if (trial) await seedTrial(ledger, office, settings.configDirectory, clock.now())

  const exports = { hasApp: channels.app !== undefined, address: office.address, key: secret.keyFor('codes') }
  const commands = allCommands({ rules, codeKey: secret.keyFor('codes'), exports })
  const receive = createInbox(ledger, createResponder({ office, commands, log }), log)
  const callbacks = createCallbacks({ channels, receive, ledger, clock, log })
  const address = { port: settings.port }
  const emulator = trial
    ? await startEmulator(ledger, office, clock, channels, () => address.port)
    : undefined
  const web = createWeb({
    ...callbacks,
    readiness: () => readinessOf(ledger, settings.mode),
    configDirectory: settings.configDirectory,
    log,
    loopbackOnly: trial,
    ...(emulator !== undefined && { trial: emulator.middleware }),
  })
  const server = await listen(web, settings.host, settings.port)
  address.port = (server.address() as AddressInfo).port
  const stopWork = startBackgroundWork(ledger, secret, clock, log)
  log.info({ event: 'started', state: settings.mode })

  return {
    address: `http://${settings.host}:${address.port}`,
    clock,
    ledger,
    ...(emulator !== undefined && { emulator }),
    async stop() {
      emulator?.stop()
      await closeServer(server)
      await stopWork()
      await sealAudit(ledger, secret.keyFor('audit'))
      await ledger.close()
      unlock()
      log.info({ event: 'stopped' })
    },
  }
}

interface CallbackInput {
  channels: { aibot: AibotSettings | undefined; app: AppSettings | undefined }
  receive: ReturnType<typeof createInbox>
  ledger: Ledger
  clock: Clock
  log: Log
}

function createCallbacks({
  channels,
  receive,
  ledger,
  clock,
  log,
}: CallbackInput): Pick<WebParts, 'aibot' | 'app'> {
  const { aibot, app } = channels
  const parts = {
    receive,
    clock,
    log,
    storedReply: (channel: string, msgid: string) => storedReply(ledger, channel, msgid),
  }
  return {
    aibot:
      aibot &&
      aibotCallback({ ...parts, envelope: createEnvelope({ ...aibot, receiveId: '', kind: 'json' }) }),
    app:
      app &&
      appCallback({
        ...parts,
        corpId: app.corpId,
        envelope: createEnvelope({
          token: app.token,
          aesKey: app.aesKey,
          receiveId: app.corpId,
          kind: 'xml',
        }),
      }),
  }
}

async function storedReply(ledger: Ledger, channel: string, msgid: string) {
  const row = await ledger.read
    .selectFrom('inbox')
    .select('reply')
    .where('channel', '=', channel)
    .where('msgid', '=', msgid)
    .executeTakeFirst()
  return row === undefined ? undefined : { text: row.reply ?? '' }
}

async function startEmulator(
  ledger: Ledger,
  office: Office,
  clock: Clock,
  channels: { aibot: AibotSettings | undefined; app: AppSettings | undefined },
  port: () => number,
) {
  const { aibot, app } = channels
  if (aibot === undefined || app === undefined || !('set' in clock))
    throw new Error('the trial has both channels and its own clock')
  const { createEmulator } = await import('./emulator/emulator.ts')
  const base = () => `http://127.0.0.1:${port()}`
  return createEmulator({
    clock: clock as import('./clock.ts').SettableClock,
    bot: { aibotUrl: () => `${base()}/wecom/aibot`, appUrl: () => `${base()}/wecom/app` },
    aibot: { ...aibot, botId: 'trial-bot', name: office.bot.names[0] ?? '清风' },
    app,
    publicBase: () => `${base()}/emulator`,
    ...(await trialDirectory(ledger, office)),
  })
}

/** Seals the audit chain shortly after commits and drops what has had its time. */
function startBackgroundWork(ledger: Ledger, secret: Secret, clock: Clock, log: Log): () => Promise<void> {
  const failed = (event: string) => (error: unknown) => log.error({ event }, error)
  const sealer = every(1000, () => sealAudit(ledger, secret.keyFor('audit')), failed('seal.failed'))
  const keeper = every(60 * 60 * 1000, () => dropOld(ledger, clock.now()), failed('retention.failed'))
  return async () => {
    await sealer.stop()
    await keeper.stop()
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
}
