import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { Office } from '../office.ts'
import { CODE_MINUTES, makeBindCode } from '../people/codes.ts'
import { keepWebhookKey, webhookKeyIn } from '../webhook-keys.ts'
import { print, Refused, withParts } from './parts.ts'
import { WrongUsage } from './usage.ts'

export function groupCommands(program: Command): void {
  const groups = program.command('groups').description('工作群')
  groups.command('list').description('列出群和绑定情况').option('--json', '输出一个 JSON').action(list)
  groups
    .command('code <name>')
    .description('取一个绑定码:在那个群里发 @清风 绑定 六位数字')
    .option('--json', '输出一个 JSON')
    .action(code)
  groups
    .command('webhook <name>')
    .description('从标准输入读群机器人(消息推送)的地址或 key,加密保存,不用重启')
    .option('--json', '输出一个 JSON')
    .action(webhook)
}

async function list({ json }: { json?: true }): Promise<void> {
  await withParts(async ({ office, ledger }) => {
    const bound = await ledger.read.selectFrom('chats').select(['group_name', 'bound_at']).execute()
    const rows = office.groups.map(({ name, branch }) => ({
      name,
      branch,
      boundAt: bound.find(({ group_name }) => group_name === name)?.bound_at ?? null,
    }))
    print(
      json === true,
      rows,
      rows.map(row => `${row.name}  ${row.branch}  ${row.boundAt === null ? '未绑定' : '已绑定'}`),
    )
  })
}

async function code(name: string, { json }: { json?: true }): Promise<void> {
  await withParts(async ({ office, ledger, secret, clock }) => {
    refuseUnknownGroup(office, name)
    const made = await ledger.write(trx =>
      makeBindCode(trx, secret.keyFor('codes'), {
        purpose: 'group',
        subject: name,
        by: 'cli',
        now: clock.now(),
      }),
    )
    print(json === true, { code: made, minutes: CODE_MINUTES }, [
      `“${name}”的绑定码:${made}(${CODE_MINUTES}分钟内有效,只能用一次)。请在那个群里发:@清风 绑定 ${made}`,
    ])
  })
}

async function webhook(name: string, { json }: { json?: true }): Promise<void> {
  await withParts(async ({ office, ledger, secret }) => {
    refuseUnknownGroup(office, name)
    const pasted = readFileSync(0, 'utf8')
    const key = webhookKeyIn(pasted)
    if (key === undefined)
      throw new Refused(
        '看不懂。请把群机器人的 Webhook 地址整行粘贴进来,例如:echo 地址 | npx qingfeng groups webhook 群名',
      )
    await ledger.write(trx => keepWebhookKey(trx, secret.keyFor('sealed'), name, key))
    print(json === true, { saved: name }, [`已保存“${name}”的群机器人。可以运行 npx qingfeng doctor 检查。`])
  })
}

function refuseUnknownGroup(office: Office, name: string): void {
  if (office.groups.some(group => group.name === name)) return
  throw new WrongUsage(
    `office.yaml 里没有群“${name}”。已有:${office.groups.map(group => group.name).join('、')}。`,
  )
}
