import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onCore } from '../bench/core.ts'
import { benchKeys, groupTextOf, openReply, sealCallback } from '../bench/messages.ts'
import { freePort } from '../services/port.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** An office of invented members in a folder of its own, run by the real program in live mode with the smart bot's channel. */
export interface LiveOffice {
  url: string
  port: number
  dataDirectory: string
  chatid: string
  userids: string[]
  /** The program and its environment, for a start under other conditions. */
  program: string
  environment: NodeJS.ProcessEnv
  /** Starts the bot and waits until it answers; `env` is laid over its environment. */
  start(env?: Record<string, string>): Promise<ChildProcess>
  /** The same without waiting. */
  spawn(env?: Record<string, string>): ChildProcess
  /** Runs a command of the command line and returns what it printed. */
  cli(...args: string[]): string
  /** Ends what still runs of it, and deletes its folder. */
  remove(): void
}

const GROUP = '测试群'

export interface OfficePlan {
  members: number
  env?: Record<string, string>
  /** Names of the groups; one if left out. */
  groups?: readonly string[]
  /** Further lines of office.yaml. */
  lines?: readonly string[]
  /** What stands in config/secrets.yaml; no file if left out. */
  secrets?: string
}

/** Makes the office: members imported, the group bound, one theme party day open. */
export async function makeLiveOffice(members: number, env: Record<string, string> = {}): Promise<LiveOffice> {
  const office = await prepareOffice({ members, env })
  const at = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000).toISOString()
  office.cli('sessions', 'open', '--kind', 'theme_party_day', '--at', at)
  await bindGroup(office)
  return office
}

/** Makes the folder of an office and imports its members; no group is bound and nothing is open. */
export async function prepareOffice(plan: OfficePlan): Promise<LiveOffice> {
  const { members, env = {}, groups = [GROUP], lines = [], secrets } = plan
  const folder = mkdtempSync(join(tmpdir(), 'qingfeng-live-'))
  const configDirectory = join(folder, 'config')
  const dataDirectory = join(folder, 'data')
  cpSync(join(root, 'config'), configDirectory, { recursive: true })
  mkdirSync(dataDirectory)
  const userids = accountsOf(members)
  writeFileSync(join(configDirectory, 'office.yaml'), officeYaml(groups, lines))
  if (secrets !== undefined) writeFileSync(join(configDirectory, 'secrets.yaml'), secrets)
  writeFileSync(join(configDirectory, 'roster.csv'), rosterCsv(userids))
  const port = await freePort()
  const environment = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: dataDirectory,
    CONFIG_DIR: configDirectory,
    WECOM_AIBOT_TOKEN: benchKeys.token,
    WECOM_AIBOT_AES_KEY: benchKeys.aesKey,
    LOG_LEVEL: 'warn',
    ...env,
  }
  const bots = new Set<ChildProcess>()
  const spawned = (more: Record<string, string> = {}) => {
    const bot = spawnBot({ ...environment, ...more })
    bots.add(bot)
    bot.once('exit', () => bots.delete(bot))
    return bot
  }
  const office: LiveOffice = {
    url: `http://127.0.0.1:${port}/wecom/aibot`,
    port,
    dataDirectory,
    chatid: 'live-group',
    userids,
    program: join(root, 'src/main.ts'),
    environment,
    async start(more) {
      const bot = spawned(more)
      await untilReady(port, bot)
      return bot
    },
    spawn: spawned,
    cli(...args) {
      const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, 'src/cli.ts'), ...args], {
        env: environment,
        encoding: 'utf8',
      })
      if (status !== 0) throw new Error(`qingfeng ${args.join(' ')}: ${stderr}`)
      return stdout
    },
    remove() {
      for (const bot of bots) bot.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
  office.cli('roster', 'import', join(configDirectory, 'roster.csv'))
  return office
}

/** The accounts of an office's members; the first one is its secretary and administrator. */
export function accountsOf(members: number): string[] {
  return Array.from({ length: members }, (_, index) => `member${index}`)
}

async function bindGroup(office: LiveOffice): Promise<void> {
  const { code } = JSON.parse(office.cli('groups', 'code', GROUP, '--json')) as { code: string }
  const bot = await office.start()
  try {
    const reply = await tell(office, { msgid: `bind${Date.now()}`, userid: 'member0', text: `绑定 ${code}` })
    if (!reply.includes('已绑定')) throw new Error('the group was not bound')
  } finally {
    await stopBot(bot)
  }
}

/** Sends one sealed group message and returns what the bot said. Throws when it was not answered with 200. */
export async function tell(
  { url, chatid }: Pick<LiveOffice, 'url' | 'chatid'>,
  { msgid, userid, text }: { msgid: string; userid: string; text: string },
): Promise<string> {
  const { query, body } = sealCallback(benchKeys, groupTextOf({ msgid, chatid, userid, text }), new Date())
  const response = await fetch(`${url}?${query}`, {
    method: 'POST',
    body: new Uint8Array(body),
    signal: AbortSignal.timeout(10_000),
  })
  const answer = await response.text()
  if (response.status !== 200) throw new Error(`status ${response.status}`)
  if (answer === '') return ''
  const { stream } = openReply(benchKeys, answer) as { stream: { content: string } }
  return stream.content
}

function spawnBot(env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(...onCore(0, [process.execPath, join(root, 'src/main.ts')]), {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

/** Waits until a bot answers; throws with what it said when it ends before. */
export async function untilReady(port: number, child: ChildProcess): Promise<void> {
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = new Promise<never>((_, reject) =>
    child.once('exit', code => reject(new Error(`the bot ended with ${code}: ${said}`))),
  )
  ended.catch(() => {})
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await Promise.race([isReady(), ended]))) await new Promise(resolve => setTimeout(resolve, 10))
}

/** Ends a bot this program started, and waits until it is gone. */
export async function stopBot(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill(signal)
  await gone
}

function officeYaml(groups: readonly string[], lines: readonly string[]): string {
  return [
    'name: 测试单位',
    'answers: 综合科',
    'bot: { names: [清风] }',
    'branches: [{ code: first, name: 第一党支部 }]',
    `groups: [${groups.map(name => `{ name: ${name}, branch: first }`).join(', ')}]`,
    'administrators: [member0]',
    ...lines,
    '',
  ].join('\n')
}

function rosterCsv(userids: string[]): string {
  const lines = userids.map(
    (userid, index) => `${userid},成员${index},full,一组,办公室,${index === 0 ? 'secretary' : ''},,`,
  )
  return `userid,name,memberType,partyGroup,department,role,tag,aliases\n${lines.join('\n')}\n`
}
