import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ConfigError, readConfigFile } from './config-file.ts'
import type { Ledger, Trx } from './ledger/ledger.ts'
import { openText, sealText } from './sealed.ts'

const key = z.string().regex(/^[0-9A-Za-z-]{8,64}$/, '应是群机器人地址里 key= 后面的那一串')
const SecretsFile = z.strictObject({ webhooks: z.record(z.string(), key).default({}) })

/** The keys of the groups' robots (消息推送), by group name. */
export interface WebhookKeys {
  keyOf(group: string): Promise<string | undefined>
  /** The groups that can be pushed to, as of the last look. */
  reachable(): ReadonlySet<string>
  /** Looks again, so that a key given while the bot runs takes effect without a restart. */
  refresh(): Promise<void>
}

/**
 * Keys from CONFIG_DIR/secrets.yaml and, over them, those given by `qingfeng groups webhook`, which lie sealed in the
 * ledger. `fixed` is what the trial brings along.
 */
export async function openWebhookKeys(
  ledger: Ledger,
  sealingKey: Buffer,
  configDirectory: string,
  fixed: ReadonlyMap<string, string>,
): Promise<WebhookKeys> {
  let keys = new Map<string, string>()
  const refresh = async () => {
    const rows = await ledger.read.selectFrom('meta').selectAll().where('key', 'like', `${PREFIX}%`).execute()
    const given = rows.flatMap(({ key, value }): [string, string][] => {
      const opened = openText(sealingKey, value)
      return opened === undefined ? [] : [[key.slice(PREFIX.length), opened]]
    })
    keys = new Map([...fixed, ...fromFile(configDirectory), ...given])
  }
  await refresh()
  return { keyOf: async group => keys.get(group), reachable: () => new Set(keys.keys()), refresh }
}

/** Refuses a secrets.yaml that is wrong, or that names a group which office.yaml does not have. */
export function checkSecretsFile(configDirectory: string, groups: readonly { name: string }[]): void {
  const stray = fromFile(configDirectory).find(([group]) => !groups.some(({ name }) => name === group))
  if (stray === undefined) return
  const known = groups.map(({ name }) => name).join('、')
  throw new ConfigError(`secrets.yaml:群“${stray[0]}”不在 office.yaml 的 groups 里。已有:${known}。`)
}

/** Keeps a group's key sealed. */
export async function keepWebhookKey(
  trx: Trx,
  sealingKey: Buffer,
  group: string,
  webhookKey: string,
): Promise<void> {
  const value = sealText(sealingKey, webhookKey)
  await trx
    .insertInto('meta')
    .values({ key: `${PREFIX}${group}`, value })
    .onConflict(conflict => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/** The key in what an administrator pasted: the key itself or the whole address. */
export function webhookKeyIn(pasted: string): string | undefined {
  const found = /[?&]key=([0-9A-Za-z-]+)/.exec(pasted)?.[1] ?? pasted.trim()
  return key.safeParse(found).success ? found : undefined
}

const PREFIX = 'webhook:'

function fromFile(configDirectory: string): [string, string][] {
  const file = join(configDirectory, 'secrets.yaml')
  return existsSync(file) ? Object.entries(readConfigFile(file, SecretsFile).webhooks) : []
}
