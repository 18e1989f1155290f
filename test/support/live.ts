import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchKeys, sealCallback, type BenchKeys } from '../../scripts/bench/messages.ts'
import { startApp, type App } from '../../src/app.ts'
import { readSettings } from '../../src/settings.ts'
import { temporaryDirectory } from './room.ts'

export const aibotKeys: BenchKeys = benchKeys
export const appKeys: BenchKeys = {
  token: 'LiveApp2026',
  aesKey: 'ABCDEFGabcdefghijklmnopqrstuvwxyz0123456789',
  receiveId: 'ww5823bf96d3bd56c7',
}

export interface LiveBot {
  app: App
  directory: string
  configDirectory: string
  stop(): Promise<void>
}

/** The bot in live mode, in this process, with both channels and the sample roster; nobody is there to call on the platform's side. */
export async function openLive(env: Record<string, string> = {}): Promise<LiveBot> {
  const directory = temporaryDirectory()
  const configDirectory = liveConfig(directory)
  const settings = readSettings({
    DATA_DIR: join(directory, 'data'),
    CONFIG_DIR: configDirectory,
    PORT: '0',
    LOG_LEVEL: 'silent',
    WECOM_AIBOT_TOKEN: aibotKeys.token,
    WECOM_AIBOT_AES_KEY: aibotKeys.aesKey,
    WECOM_APP_TOKEN: appKeys.token,
    WECOM_APP_AES_KEY: appKeys.aesKey,
    WECOM_CORP_ID: appKeys.receiveId,
    WECOM_AGENT_ID: '1000002',
    WECOM_AGENT_SECRET: 'not-a-real-secret-of-any-tenant-0000000000',
    ...env,
  })
  const app = await startApp(settings)
  return {
    app,
    directory,
    configDirectory,
    async stop() {
      await app.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** A copy of the sample configuration that may run live. */
export function liveConfig(directory: string): string {
  const configDirectory = join(directory, 'config')
  cpSync('config', configDirectory, { recursive: true })
  mkdirSync(join(directory, 'data'), { recursive: true })
  writeFileSync(
    join(configDirectory, 'office.yaml'),
    [
      'name: 测试单位',
      'answers: 综合科',
      'bot: { names: [清风] }',
      'branches: [{ code: first, name: 第一党支部 }]',
      'groups: [{ name: 第一党支部工作群, branch: first }]',
      'administrators: [tanmin]',
      '',
    ].join('\n'),
  )
  return configDirectory
}

/** Posts sealed JSON to /wecom/aibot and gives status and body. */
export async function post(
  bot: LiveBot,
  plain: string,
  at = new Date(),
): Promise<{ status: number; body: string }> {
  const { query, body } = sealCallback(aibotKeys, plain, at)
  const response = await fetch(`${bot.app.address}/wecom/aibot?${query}`, {
    method: 'POST',
    body: new Uint8Array(body),
  })
  return { status: response.status, body: await response.text() }
}
