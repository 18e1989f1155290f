import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchKeys, sealCallback } from '../bench/messages.ts'
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
      NODE_COMPILE_CACHE: compiled(),
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

/** Lets the bot look into its outbox: after words about a session it always does. */
export async function wake({ url }: Pick<LiveOffice, 'url'>): Promise<void> {
  const said = {
    msgid: `wake${performance.now()}`,
    aibotid: 'AIBOT01',
    chattype: 'single',
    from: { userid: 'member0' },
    msgtype: 'text',
    text: { content: '下次主题党日是什么时候' },
  }
  const { query, body } = sealCallback(benchKeys, JSON.stringify(said), new Date())
  const { status } = await fetch(`${url}?${query}`, {
    method: 'POST',
    headers: { connection: 'close' },
    body: new Uint8Array(body),
  })
  if (status !== 200) throw new Error(`status ${status}`)
}

let compiledDirectory: string | undefined

/** The bot is started hundreds of times here: Node keeps what it has compiled for as long as this program runs. */
function compiled(): string {
  if (compiledDirectory !== undefined) return compiledDirectory
  const directory = mkdtempSync(join(tmpdir(), 'qingfeng-compiled-'))
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
  return (compiledDirectory = directory)
}

function keyOf(group: string): string {
  return `group-key-${group.replace(/\D/g, '').padStart(4, '0')}`
}
