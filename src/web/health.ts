import type { Clock } from '../clock.ts'
import type { Commons } from '../commons/port.ts'
import { outboxHealth } from '../delivery/health.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import type { WorkingHours } from '../calendar/working-hours.ts'
import { watchReminders } from '../reminders/watchdog.ts'
import { missedSlots } from '../reminders/slots.ts'
import { lastSweep } from '../reminders/watermark.ts'
import type { Office } from '../office.ts'
import type { Settings } from '../settings.ts'
import type { Figures } from './metrics.ts'

export interface HealthParts {
  ledger: Ledger
  settings: Pick<Settings, 'mode' | 'testUpstream'>
  office: Office
  channels: { aibot: object | undefined; app: object | undefined }
  webhookKeys: { reachable(): ReadonlySet<string> }
  commons: Pick<Commons, 'health'>
  clock: Clock
  calendar: WorkCalendar
  hours: WorkingHours
}

export interface Readiness {
  ready: boolean
  [detail: string]: unknown
}

const SHARED_MS = 1000

/** `readinessOf`, asked at most once a second however many ask: it writes to the ledger, and anybody may call it. */
export function readinessKeeper(parts: HealthParts): () => Promise<Readiness> {
  let kept: { at: number; answer: Promise<Readiness> } | undefined
  return () => {
    const at = performance.now()
    if (kept === undefined || at - kept.at >= SHARED_MS) kept = { at, answer: readinessOf(parts) }
    return kept.answer
  }
}

/** What /readyz tells: whether the ledger can be written, how the outbox stands, and in words what each channel can do. */
export async function readinessOf(parts: HealthParts): Promise<Readiness> {
  const { ledger, settings, commons, clock } = parts
  const writable = await canWrite(ledger)
  const { mode, testUpstream } = settings
  return {
    ready: writable,
    mode: testUpstream ? 'test' : mode,
    ledger: writable ? 'writable' : 'unavailable',
    commons: commons.health(),
    ...(writable && {
      outbox: await outboxHealth(ledger.read, clock.now()),
      reminders: await reminderWords(parts),
    }),
    channels: channelWords(parts),
  }
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000

/** What the watchdog sees: when the sweep last looked, what should have gone out and did not, and what came too late. */
async function reminderWords(parts: HealthParts) {
  const now = parts.clock.now()
  const { lastSweep, words } = await watchReminders(parts, now)
  const missed = await missedSlots(parts.ledger.read, new Date(now.getTime() - WEEK_MS))
  return { lastSweep: lastSweep?.toISOString(), trouble: words, missedInAWeek: missed.length }
}

export async function figuresOf({ ledger, commons, clock }: HealthParts): Promise<Figures> {
  const now = clock.now()
  const { oldestDueMs, ...states } = await outboxHealth(ledger.read, now)
  const sweptAt = await lastSweep(ledger.read)
  return {
    outbox: { ...states },
    oldestDueSeconds: oldestDueMs / 1000,
    lastSweepSeconds: sweptAt === undefined ? 0 : (now.getTime() - sweptAt.getTime()) / 1000,
    commonsDegraded: commons.health() === 'ok' ? 0 : 1,
  }
}

function channelWords({ office, channels, webhookKeys, settings }: HealthParts): Record<string, string> {
  const reachable = webhookKeys.reachable()
  const silent = office.groups.filter(({ name }) => !reachable.has(name)).map(({ name }) => name)
  return {
    智能机器人:
      channels.aibot === undefined
        ? '未配置:群里@不到我'
        : '已配置:能在群里和单聊里回答。须由超级管理员创建,否则成员账号是加密的,要逐个绑定',
    自建应用:
      channels.app === undefined
        ? '未配置:不能私下提醒,也不能发文件;没报的名单等书记来问'
        : '已配置:能私下提醒、发文件',
    群机器人: silent.length === 0 ? '每个群都能推送' : `不能主动推送,只能回答:${silent.join('、')}`,
    ...(settings.testUpstream && { 平台: '测试地址,不是企业微信' }),
  }
}

async function canWrite(ledger: Ledger): Promise<boolean> {
  try {
    await ledger.write(trx =>
      trx
        .insertInto('meta')
        .values({ key: 'ready', value: '1' })
        .onConflict(conflict => conflict.column('key').doUpdateSet({ value: '1' }))
        .execute(),
    )
    return true
  } catch {
    return false
  }
}
