import { readFileSync } from 'node:fs'
import { makeLiveOffice, stopBot } from '../office/live.ts'
import { benchKeys } from '../bench/messages.ts'
import { attack } from '../../test/support/fuzz.ts'

const appKeys = {
  kind: 'xml' as const,
  token: 'FaultsApp2026',
  aesKey: 'ABCDEFGabcdefghijklmnopqrstuvwxyz0123456789',
  receiveId: 'ww5823bf96d3bd56c7',
}

/** B01: seeded hostile requests on both channels of the running program, with honest ones in between. */
export async function hostile(count: number, seed: number) {
  const office = await makeLiveOffice(5, {
    WECOM_APP_TOKEN: appKeys.token,
    WECOM_APP_AES_KEY: appKeys.aesKey,
    WECOM_CORP_ID: appKeys.receiveId,
    WECOM_AGENT_ID: '1000002',
    WECOM_AGENT_SECRET: 'no-secret-of-any-tenant-00000000000000000000',
    LOG_LEVEL: 'silent',
  })
  const bot = await office.start()
  try {
    const before = residentMb(bot.pid)
    const keys = { json: { ...benchKeys, kind: 'json' as const }, xml: appKeys }
    const result = await attack({ url: `http://127.0.0.1:${office.port}`, keys, seed, count })
    const all = Object.values(result.byCategory)
    const sum = (pick: (of: (typeof all)[number]) => number) => all.reduce((total, of) => total + pick(of), 0)
    return {
      sent: result.sent,
      categories: all.length,
      accepted: sum(of => of.accepted),
      serverErrors: sum(of => of.serverErrors),
      hangs: sum(of => of.hangs),
      unanswered: result.honest.sent - result.honest.answered,
      p99Ms: Math.round(result.p99Ms),
      grownMb: Math.round(residentMb(bot.pid) - before),
    }
  } finally {
    await stopBot(bot)
    office.remove()
  }
}

function residentMb(pid: number | undefined): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
}
