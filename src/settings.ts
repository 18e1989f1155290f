import { readFileSync } from 'node:fs'

/** The program's settings, read once from the environment. Secrets stay in here and are never printed. */
export interface Settings {
  mode: 'trial' | 'live'
  host: string
  port: number
  dataDirectory: string
  configDirectory: string
  secret: string | undefined
  databaseUrl: string | undefined
  redisUrl: string | undefined
  aibot: AibotSettings | undefined
  app: AppSettings | undefined
  apiBase: string
  testUpstream: boolean
  clockOffsetMs: number
  logLevel: LogLevel
}

export interface AibotSettings {
  token: string
  aesKey: string
}

export interface AppSettings {
  token: string
  aesKey: string
  corpId: string
  agentId: number
  secret: string
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** A setting is missing or wrong; the message says in plain words what to write where. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

type Environment = Record<string, string | undefined>

const AIBOT = ['WECOM_AIBOT_TOKEN', 'WECOM_AIBOT_AES_KEY'] as const
const APP = [
  'WECOM_APP_TOKEN',
  'WECOM_APP_AES_KEY',
  'WECOM_CORP_ID',
  'WECOM_AGENT_ID',
  'WECOM_AGENT_SECRET',
] as const

/** Every name that is read; each may end in _FILE. */
export const SETTING_NAMES: readonly string[] = [
  'HOST',
  'PORT',
  'DATA_DIR',
  'CONFIG_DIR',
  'QINGFENG_SECRET',
  'DATABASE_URL',
  'REDIS_URL',
  'LOG_LEVEL',
  ...AIBOT,
  ...APP,
  'WECOM_API_BASE',
  'ALLOW_TEST_UPSTREAM',
  'CLOCK_OFFSET_MS',
]
const PLATFORM = 'https://qyapi.weixin.qq.com'

/** Checks the environment and fails closed: half a channel, a wrong key or an unknown WECOM_ name stops the start. */
export function readSettings(env: Environment): Settings {
  const read = reader(env)
  refuseUnknownNames(env)
  const testUpstream = read('ALLOW_TEST_UPSTREAM') === '1'
  const aibot = readAibot(read)
  const app = readApp(read)
  const mode = Object.keys(env).some(name => name.startsWith('WECOM_') && env[name]) ? 'live' : 'trial'
  if (mode === 'live' && aibot === undefined && app === undefined)
    throw new SettingsError(
      '设置了 WECOM_API_BASE,但智能机器人和自建应用都没有配置。请按 .env.example 填好其中一组。',
    )
  const host = read('HOST') ?? '127.0.0.1'
  if (mode === 'trial') refuseOpenTrial(host)
  return {
    mode,
    host,
    port: readPort(read('PORT')),
    dataDirectory: read('DATA_DIR') ?? `./data/${mode}`,
    configDirectory: read('CONFIG_DIR') ?? './config',
    secret: readSecret(read('QINGFENG_SECRET')),
    databaseUrl: readUrl(
      'DATABASE_URL',
      read('DATABASE_URL'),
      ['postgres:', 'postgresql:'],
      'postgres://用户:口令@主机/库名',
    ),
    redisUrl: readUrl('REDIS_URL', read('REDIS_URL'), ['redis:', 'rediss:'], 'redis://主机:6379'),
    aibot,
    app,
    apiBase: readApiBase(read('WECOM_API_BASE'), testUpstream),
    testUpstream,
    clockOffsetMs: readOffset(read('CLOCK_OFFSET_MS'), testUpstream),
    logLevel: readLogLevel(read('LOG_LEVEL')),
  }
}

/** Reads NAME, or the file that NAME_FILE names; an empty value counts as not set. */
function reader(env: Environment) {
  return (name: string): string | undefined => {
    const file = env[`${name}_FILE`]
    if (file && env[name]) throw new SettingsError(`${name} 和 ${name}_FILE 只能设置一个,请去掉其中一个。`)
    if (!file) return env[name]?.trim() || undefined
    try {
      return readFileSync(file, 'utf8').trim() || undefined
    } catch (cause) {
      throw new SettingsError(`${name}_FILE 指向的文件读不到。请检查路径和权限。`, { cause })
    }
  }
}

function refuseUnknownNames(env: Environment): void {
  const known = new Set<string>([...AIBOT, ...APP, 'WECOM_API_BASE'])
  for (const name of Object.keys(env)) {
    if (name.startsWith('WECOM_') && !known.has(name.replace(/_FILE$/, '')))
      throw new SettingsError(`不认识的设置 ${name}。可用的是:${[...known].join('、')}。`)
  }
}

function whole(read: (name: string) => string | undefined, names: readonly string[], channel: string) {
  const missing = names.filter(name => read(name) === undefined)
  if (missing.length === names.length) return false
  if (missing.length > 0)
    throw new SettingsError(
      `${channel}只配置了一半,还缺 ${missing.join('、')}。请在 .env 里补上,或把这一组全部删去。`,
    )
  return true
}

function readAibot(read: (name: string) => string | undefined): AibotSettings | undefined {
  if (!whole(read, AIBOT, '智能机器人')) return undefined
  return {
    token: checkToken('WECOM_AIBOT_TOKEN', read('WECOM_AIBOT_TOKEN')),
    aesKey: checkAesKey('WECOM_AIBOT_AES_KEY', read('WECOM_AIBOT_AES_KEY')),
  }
}

function readApp(read: (name: string) => string | undefined): AppSettings | undefined {
  if (!whole(read, APP, '自建应用')) return undefined
  const agentId = Number(read('WECOM_AGENT_ID'))
  if (!Number.isSafeInteger(agentId) || agentId <= 0)
    throw new SettingsError('WECOM_AGENT_ID 应是应用详情页上的数字 AgentId,例如 1000002。')
  return {
    token: checkToken('WECOM_APP_TOKEN', read('WECOM_APP_TOKEN')),
    aesKey: checkAesKey('WECOM_APP_AES_KEY', read('WECOM_APP_AES_KEY')),
    corpId: read('WECOM_CORP_ID') ?? '',
    agentId,
    secret: read('WECOM_AGENT_SECRET') ?? '',
  }
}

function checkToken(name: string, value = ''): string {
  if (/^[0-9A-Za-z]{3,32}$/.test(value)) return value
  throw new SettingsError(`${name} 应是 3 到 32 位字母或数字,请与企业微信后台“接收消息”里的 Token 保持一致。`)
}

function checkAesKey(name: string, value = ''): string {
  if (/^[0-9A-Za-z]{43}$/.test(value)) return value
  throw new SettingsError(
    `${name} 应是 43 位字母或数字(现在是 ${value.length} 位),请从企业微信后台“EncodingAESKey”完整复制。`,
  )
}

function readPort(value = '8080'): number {
  const port = Number(value)
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new SettingsError('PORT 应是 0 到 65535 的整数,例如 PORT=8080。')
}

function refuseOpenTrial(host: string): void {
  if (['127.0.0.1', 'localhost', '::1'].includes(host)) return
  throw new SettingsError('试用模式只能在本机打开。请去掉 HOST,或先配置 WECOM_*(正式运行)。')
}

function readSecret(value: string | undefined): string | undefined {
  if (value === undefined || value.length >= 32) return value
  throw new SettingsError('QINGFENG_SECRET 太短,至少 32 个字符。可以不设置:程序会在数据目录里自己生成一个。')
}

function readUrl(
  name: string,
  value: string | undefined,
  protocols: string[],
  example: string,
): string | undefined {
  if (value === undefined) return undefined
  if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value
  throw new SettingsError(`${name} 不是可用的地址,应写成 ${example}。`)
}

function readApiBase(value: string | undefined, testUpstream: boolean): string {
  if (value === undefined || value === PLATFORM) return PLATFORM
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url?.protocol === 'https:') return value.replace(/\/+$/, '')
  const loopback = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  if (loopback && testUpstream) return value.replace(/\/+$/, '')
  throw new SettingsError(
    'WECOM_API_BASE 应是 https 地址;本机的 http 地址只在 ALLOW_TEST_UPSTREAM=1 时接受。',
  )
}

function readOffset(value: string | undefined, testUpstream: boolean): number {
  if (value === undefined || value === '0') return 0
  const offset = Number(value)
  if (testUpstream && Number.isSafeInteger(offset)) return offset
  throw new SettingsError('CLOCK_OFFSET_MS 应是毫秒整数,并且只在 ALLOW_TEST_UPSTREAM=1 时可用。')
}

function readLogLevel(value = 'info'): LogLevel {
  const level = LOG_LEVELS.find(known => known === value)
  if (level !== undefined) return level
  throw new SettingsError(`LOG_LEVEL 应是 ${LOG_LEVELS.join('、')} 之一。`)
}
