import { exportFile, exportRequest } from './attendance/export-request.ts'
import type { WorkCalendar } from './calendar/work-calendar.ts'
import { workingHours } from './calendar/working-hours.ts'
import type { Clock } from './clock.ts'
import { inProcessCommons } from './commons/in-process.ts'
import type { Commons } from './commons/port.ts'
import { redisCommons } from './commons/redis.ts'
import { createDelivery, type DeliveryWorker } from './delivery/delivery.ts'
import type { Encode } from './delivery/notice.ts'
import type { Attempt, Send } from './delivery/outcome.ts'
import type { Ledger } from './ledger/ledger.ts'
import type { Log } from './log.ts'
import type { Office } from './office.ts'
import { accountOf } from './people/store.ts'
import type { AppSettings, Settings } from './settings.ts'
import { appCard, appCardUpdate, appFile, appText, robotText } from './wecom/client/bodies.ts'
import { createClient, type WecomClient } from './wecom/client/client.ts'
import { templateCard } from './wecom/cards.ts'
import type { WebhookKeys } from './webhook-keys.ts'

/** What leaves the program: the commons, the platform's client, and the delivery of the outbox. */
export interface Outbound {
  commons: Commons
  client: WecomClient
  delivery: DeliveryWorker
  encode: Encode
  stop(): Promise<void>
}

export interface OutboundParts {
  settings: Settings
  office: Office
  calendar: WorkCalendar
  ledger: Ledger
  clock: Clock
  log: Log
  app: AppSettings | undefined
  webhookKeys: WebhookKeys
  /** The platform's address; the trial learns its own port late. */
  apiBase: () => string
}

export async function openOutbound(parts: OutboundParts): Promise<Outbound> {
  const { settings, office, calendar, ledger, clock, log, app, webhookKeys, apiBase } = parts
  const commons = await openCommons(settings.redisUrl, clock, log)
  const client = createClient({ apiBase, app, tokens: commons.tokens, keyOf: webhookKeys.keyOf, clock, log })
  const send = { ...client.send, 'app-file': makingRegisters(client.send['app-file'], ledger, office, clock) }
  const hours = workingHours([office.hours.morning, office.hours.afternoon])
  const delivery = createDelivery({
    ledger,
    send,
    commons,
    clock,
    calendar,
    hours,
    log,
    accountOf,
    soleProcess: settings.databaseUrl === undefined,
  })
  return {
    commons,
    client,
    delivery,
    encode: encodeFor(app),
    async stop() {
      await delivery.stop()
      await commons.close()
    },
  }
}

async function openCommons(redisUrl: string | undefined, clock: Clock, log: Log): Promise<Commons> {
  if (redisUrl === undefined) return inProcessCommons(clock)
  const onChange = (state: string, why = '') => log.warn({ event: 'commons', state, why })
  return redisCommons({ url: redisUrl, clock, onChange })
}

/** The frozen body of a notice in the words of its channel. */
export function encodeFor(app: AppSettings | undefined): Encode {
  const agentId = app?.agentId ?? 0
  return ({ channel, address, content }) => {
    switch (content.kind) {
      case 'file':
        return appFile(content.name, content.bytes)
      case 'card':
        return appCard(address, agentId, templateCard(content.card, 'app'), content.text)
      case 'card-update':
        return appCardUpdate(address, agentId, templateCard(content.card, 'app'), content.responseCode)
      case 'text':
        return channel === 'robot' ? robotText(content.text) : appText(address, agentId, content.text)
    }
  }
}

/** A register is written when it is sent, outside the unit that asked for it, and then frozen as the file it became. */
function makingRegisters(send: Send, ledger: Ledger, office: Office, clock: Clock): Send {
  return async (attempt: Attempt) => {
    const code = registerIn(attempt.body)
    if (code === undefined) return send(attempt)
    const file = await exportFile(ledger.read, office, exportRequest(code), clock.now())
    if (file === undefined) return { kind: 'failed', why: '活动已不存在' }
    return send({ ...attempt, body: appFile(file.name, file.bytes) })
  }
}

function registerIn(body: string): string | undefined {
  const wanted: unknown = JSON.parse(body)
  if (typeof wanted !== 'object' || wanted === null || !('register' in wanted)) return undefined
  return typeof wanted.register === 'string' ? wanted.register : undefined
}
