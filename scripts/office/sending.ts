import { startPlatform, type Platform } from '../faults/platform.ts'
import { accountsOf, prepareOffice, type LiveOffice } from './live.ts'

/** An office whose bot sends: both channels and robots, with a platform of its own at the far end. */
export interface SendingOffice extends LiveOffice {
  platform: Platform
  groups: string[]
}

export interface SendingPlan {
  members?: number
  groups?: number
  /** Further lines of office.yaml. */
  lines?: readonly string[]
  env?: Record<string, string>
}

// No secret: they open nothing but what is started here.
const app = {
  token: 'SendingApp2026',
  aesKey: 'ABCDEFGabcdefghijklmnopqrstuvwxyz0123456789',
  corpId: 'ww5823bf96d3bd56c7',
  agentId: 1000002,
  secret: 'no-secret-of-any-tenant-00000000000000000000',
}

/** The number under which the app's messages go out. */
export const agentId = app.agentId

export async function makeSendingOffice(plan: SendingPlan = {}): Promise<SendingOffice> {
  const { members = 4, groups: groupCount = 4, lines = [], env = {} } = plan
  const groups = Array.from({ length: groupCount }, (_, index) => `测试群${index}`)
  const platform = await startPlatform({
    aibot: { token: '', aesKey: '', botId: 'AIBOT01', name: '清风' },
    app,
    members: accountsOf(members).map(userid => ({ userid, name: userid })),
    groups: groups.map(name => ({ chatid: name, name, members: [], webhookKey: keyOf(name) })),
  })
  const office = await prepareOffice({
    members,
    groups,
    lines,
    secrets: `webhooks:\n${groups.map(name => `  ${name}: ${keyOf(name)}\n`).join('')}`,
    env: {
      WECOM_APP_TOKEN: app.token,
      WECOM_APP_AES_KEY: app.aesKey,
      WECOM_CORP_ID: app.corpId,
      WECOM_AGENT_ID: String(app.agentId),
      WECOM_AGENT_SECRET: app.secret,
      WECOM_API_BASE: platform.base,
      ALLOW_TEST_UPSTREAM: '1',
      ...env,
    },
  })
  return {
    ...office,
    platform,
    groups,
    remove() {
      office.remove()
      platform.stop()
    },
  }
}

function keyOf(group: string): string {
  return `group-key-${group.replace(/\D/g, '').padStart(4, '0')}`
}
