import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tapAnswerer } from './attendance/cards/tap.ts'
import { exportFile, exportRequest } from './attendance/export-request.ts'
import { useFileLink } from './attendance/file-link.ts'
import { startBackground } from './background.ts'
import { allCommands } from './bot/commands.ts'
import { createInbox } from './bot/inbox.ts'
import { plainQuestion } from './bot/plain-questions.ts'
import { createResponder } from './bot/respond.ts'
import { readHolidayTables } from './calendar/holiday-files.ts'
import { workCalendar } from './calendar/work-calendar.ts'
import { workingHours } from './calendar/working-hours.ts'
import { systemClock, type Clock } from './clock.ts'
import { prepareDataDirectory, refuseFullDisk } from './data-directory.ts'
import type { DeliveryWorker } from './delivery/delivery.ts'
import { openInbound } from './inbound.ts'
import { sealAudit } from './ledger/audit.ts'
import type { Ledger } from './ledger/ledger.ts'
import { openLedger } from './ledger/open.ts'
import { lockDataDirectory } from './ledger/process-lock.ts'
import { refuseOtherSecret } from './ledger/stamp.ts'
import { createLog } from './log.ts'
import { readOffice, type Office } from './office.ts'
import { openOutbound } from './outbound.ts'
import { shownCodes } from './people/shown-codes.ts'
import type { ReminderParts } from './reminders/parts.ts'
import { checkSchedule } from './reminders/check-schedule.ts'
import { sweep } from './reminders/sweep.ts'
import { startWaking } from './reminders/wake.ts'
import { ruleTexts } from './rules/basis.ts'
import { answerUnread } from './rules/commands.ts'
import { takeFeedback } from './rules/gaps/feedback.ts'
import { askWithLoop } from './rules/gaps/loop.ts'
import { answersForNextReply } from './rules/gaps/next-reply.ts'
import { openShelf } from './rules/shelf.ts'
import { loadSecret } from './secret.ts'
import type { Settings } from './settings.ts'
import { keepTrialClock, seedTrial, startTrial, trialChannels, trialClock, type Trial } from './trial.ts'
import type { OpenFile } from './web/files.ts'
import { figuresOf, readinessKeeper } from './web/health.ts'
import { createMetrics } from './web/metrics.ts'
import { createWeb, listen } from './web/server.ts'
import { checkSecretsFile, openWebhookKeys } from './webhook-keys.ts'

export interface App {
  address: string
  clock: Clock
  ledger: Ledger
  delivery: DeliveryWorker
  /** The emulator, in trial mode. */
  emulator?: Trial['emulator']
  /** Resolves when everything that is due at the clock's time has been planned and sent. For the demo and tests. */
  settle(): Promise<void>
  /** Stops accepting, finishes what is in flight, closes the ledger. */
  stop(): Promise<void>
}

/** The composition root: parts in, start and stop out. A trial may begin at another time than it usually does. */
export async function startApp(settings: Settings, { trialStart }: { trialStart?: Date } = {}): Promise<App> {
  const { mode, configDirectory, dataDirectory, databaseUrl } = settings
  const office = readOffice(configDirectory, mode)
  checkSecretsFile(configDirectory, office.groups)
  const calendar = workCalendar(readHolidayTables(`${configDirectory}/holidays`))
  prepareDataDirectory(dataDirectory)
  refuseFullDisk(dataDirectory)
  const unlock = lockDataDirectory(dataDirectory)
  const secret = loadSecret(settings.secret, dataDirectory)
  const log = createLog(settings.logLevel, secret.keyFor('log'))
  const rules = openShelf({ configDirectory, dataDirectory, askInstead: office.answers }, error =>
    log.error({ event: 'rules.failed' }, error),
  )
  const ruleWords = ruleTexts(audience => rules.for(audience))
  checkSchedule(office, ruleWords)
  const ledger = await openLedger({ directory: dataDirectory, databaseUrl, mode, now: new Date() })

  await refuseOtherSecret(ledger, secret.keyFor('audit'))

  const isTrial = mode === 'trial'
  const clock = isTrial ? await trialClock(ledger, trialStart) : systemClock(settings.clockOffsetMs)
  const channels = isTrial ? trialChannels() : { aibot: settings.aibot, app: settings.app }
  if (isTrial) await seedTrial(ledger, office, configDirectory, clock.now())
  const address = { host: settings.host, port: settings.port }
  const base = () => `http://127.0.0.1:${address.port}`
  const trial = isTrial ? await startTrial({ ledger, office, calendar, clock, channels, base }) : undefined

  const fixedKeys = trial?.webhookKeys ?? new Map<string, string>()
  const webhookKeys = await openWebhookKeys(ledger, secret.keyFor('sealed'), configDirectory, fixedKeys)
  const apiBase = () => (isTrial ? `${base()}/emulator` : settings.apiBase)
  const outbound = await openOutbound({
    settings,
    office,
    calendar,
    ledger,
    clock,
    log,
    app: channels.app,
    webhookKeys,
    apiBase,
  })
  const { delivery, encode, commons, client } = outbound

  const hours = workingHours([office.hours.morning, office.hours.afternoon])
  const reminderParts: ReminderParts = {
    office,
    calendar,
    hours,
    encode,
    canReach: { app: channels.app !== undefined, robot: group => webhookKeys.reachable().has(group) },
    botName: office.bot.names[0] ?? '',
    rules: ruleWords,
  }
  const codeKey = secret.keyFor('codes')
  const exports = { hasApp: channels.app !== undefined, address: office.address, key: codeKey }
  const gaps = { ...reminderParts, shelf: rules, voiceKey: secret.keyFor('voices') }
  const answering = { shelf: rules, ask: askWithLoop(gaps) }
  const commands = allCommands({ rules: answering, gaps, codeKey, exports, reminders: reminderParts })
  const receive = createInbox({
    ledger,
    respond: createResponder({
      office,
      commands,
      answerUnread: answerUnread(answering),
      answerPlain: turn => plainQuestion({ calendar }, turn),
      answerTap: tapAnswerer(encode),
      takeFeedback: (trx, message, feedback, now) => takeFeedback(trx, gaps, message, feedback, now),
      waitedFor: answersForNextReply(gaps),
      withdrawShown: shownCodes(codeKey),
      hasReplicas: databaseUrl !== undefined,
      log,
    }),
    log,
    onCommitted: effect => OUTGOING.test(effect) && delivery.wake(),
  })
  const inbound = openInbound({
    channels,
    receive,
    ledger,
    delivery,
    encode,
    client,
    clock,
    log,
  })
  const healthParts = { ledger, settings, office, channels, webhookKeys, commons, clock, calendar, hours }
  const web = createWeb({
    ...inbound,
    readiness: readinessKeeper(healthParts),
    metrics: createMetrics(() => figuresOf(healthParts)),
    openFile: oneTimeFile(ledger, office, codeKey, clock),
    configDirectory,
    log,
    loopbackOnly: isTrial,
    ...(trial !== undefined && { trial: trial.emulator.middleware }),
  })
  const server = await listen(web, settings.host, settings.port)
  address.port = (server.address() as AddressInfo).port
  const background = startBackground({ ledger, auditKey: secret.keyFor('audit'), webhookKeys, clock, log })
  const waking = startWaking({
    clock,
    commons,
    sweep: now => sweep({ ...reminderParts, ledger }, now).then(delivery.wake),
    failed: error => log.error({ event: 'sweep.failed' }, error),
  })
  const keepClock = () =>
    keepTrialClock(ledger, clock.now()).catch((error: unknown) => log.error({ event: 'clock.failed' }, error))
  if (isTrial) clock.onJump(() => void keepClock())
  log.info({ event: 'started', state: mode })

  return {
    address: `http://${settings.host}:${address.port}`,
    clock,
    ledger,
    delivery,
    ...(trial !== undefined && { emulator: trial.emulator }),
    async settle() {
      await waking.wake()
      await delivery.idle()
    },
    async stop() {
      trial?.emulator.stop()
      await closeServer(server)
      await waking.stop()
      await outbound.stop()
      await background.stop()
      await sealAudit(ledger, secret.keyFor('audit'))
      await ledger.close()
      unlock()
      log.info({ event: 'stopped' })
    },
  }
}

// What these messages do may put something into the outbox.
const OUTGOING = /^(remind|session|ledger|clarify|duty|notice)\.|^card\.private$/

function oneTimeFile(ledger: Ledger, office: Office, key: Buffer, clock: Clock): OpenFile {
  return async word => {
    const now = clock.now()
    const code = await ledger.write(trx => useFileLink(trx, key, word, now))
    return code === undefined ? undefined : exportFile(ledger.read, office, exportRequest(code), now)
  }
}

const DRAIN_MS = 3500

/** Lets what is in flight be answered, closes each connection as it falls idle, and cuts what is left in the end. */
function closeServer(server: Server): Promise<void> {
  return new Promise(resolve => {
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    const last = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(last)
      resolve()
    })
    server.closeIdleConnections()
  })
}
