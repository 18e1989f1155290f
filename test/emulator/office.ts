import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { settableClock } from '../../src/clock.ts'
import { createEmulator } from '../../src/emulator/emulator.ts'
import type { Timing } from '../../src/emulator/types.ts'
import { AIBOT_KEY, APP_KEY, CORP_ID, TOKEN, startFakeBot } from './fake-bot.ts'

export const WORK_GROUP = { group: 'wrWorkGroup' }
export const BOT_CHAT = { single: 'aibot' as const, of: 'liufang' }
export const APP_CHAT = { single: 'app' as const, of: 'liufang' }
export const KEY = '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa'
export const SECRET = 'app-secret'
export const AGENT_ID = 1_000_002

export type Office = Awaited<ReturnType<typeof openOffice>>

/** The emulator alone on a port of its own, a fake bot behind it, and a clock that stands at Friday 2026-11-20 09:00. */
export async function openOffice(timing: Partial<Timing> = {}) {
  const bot = await startFakeBot()
  const clock = settableClock(new Date('2026-11-20T09:00:00+08:00'))
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const emulator = createEmulator({
    clock,
    bot,
    aibot: { token: TOKEN, aesKey: AIBOT_KEY, botId: 'aibQingFeng', name: '清风' },
    app: { token: TOKEN, aesKey: APP_KEY, corpId: CORP_ID, agentId: AGENT_ID, secret: SECRET },
    publicBase: () => `${origin()}/emulator`,
    members: [
      { userid: 'liufang', name: '刘芳', note: '党员' },
      { userid: 'lixuemei', name: '李雪梅', note: '组织委员' },
      { userid: 'tanhaibo', name: '谭海波', note: '党员' },
      { userid: 'xiangguiying', name: '向桂英', note: '离退休', appVisible: false },
    ],
    groups: [
      {
        chatid: WORK_GROUP.group,
        name: '第一党支部工作群',
        members: ['liufang', 'lixuemei', 'tanhaibo'],
        webhookKey: KEY,
      },
      { chatid: 'wrReading', name: '读书小组', members: ['lixuemei', 'tanhaibo'] },
    ],
    timing: { callbackWaitMs: 2000, streamRefreshMs: 1, ...timing },
  })
  const server = createServer(emulator.app.callback())
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))

  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${origin()}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  return {
    bot,
    clock,
    emulator,
    origin,
    post,
    /** A call of the platform's API: what came back, as JSON. */
    async call(path: string, body?: unknown): Promise<Record<string, unknown>> {
      const url = `/emulator/cgi-bin/${path}`
      const answer = body === undefined ? await fetch(origin() + url) : await post(url, body)
      return (await answer.json()) as Record<string, unknown>
    },
    async token(): Promise<string> {
      const given = await this.call(`gettoken?corpid=${CORP_ID}&corpsecret=${SECRET}`)
      return String(given.access_token)
    },
    /** The words that a chat shows, oldest first, each with its kind. */
    words: (chat: Parameters<typeof emulator.transcript>[0]) =>
      emulator.transcript(chat).map(entry => `${entry.kind} ${entry.text}`),
    async close() {
      emulator.stop()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await bot.close()
    },
  }
}
