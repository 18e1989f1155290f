import type { Command } from 'commander'
import { inProcessCommons } from '../commons/in-process.ts'
import { createLog } from '../log.ts'
import { createClient } from '../wecom/client/client.ts'
import { doctor } from '../wecom/client/doctor.ts'
import { openWebhookKeys } from '../webhook-keys.ts'
import { print, Refused, withParts } from './parts.ts'

export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('向企业微信核对:令牌、可信IP、可见范围、群机器人,并说明怎么改')
    .option('--json', '输出一个 JSON')
    .action(examine)
}

async function examine({ json }: { json?: true }): Promise<void> {
  await withParts(async ({ settings, office, ledger, secret, clock }) => {
    if (settings.mode === 'trial')
      throw new Refused('试用模式没有接企业微信,不用核对。填好 .env 里的 WECOM_* 再运行。')
    const { aibot, app, apiBase, configDirectory } = settings
    const { keyOf } = await openWebhookKeys(ledger, secret.keyFor('sealed'), configDirectory, new Map())
    const commons = inProcessCommons(clock)
    const log = createLog('silent', secret.keyFor('log'))
    const client = createClient({ apiBase: () => apiBase, app, tokens: commons.tokens, keyOf, clock, log })
    const groups = office.groups.map(({ name }) => name)
    const checks = await doctor({
      client,
      aibot,
      app,
      administrators: office.administrators,
      groups,
      keyOf,
    })
    await commons.close()
    print(
      json === true,
      checks,
      checks.map(({ ok, words }) => `${ok ? '✓' : '✗'} ${words}`),
    )
    if (checks.some(({ ok }) => !ok)) process.exitCode = 1
  })
}
