import type { Command } from 'commander'
import { CODE_MINUTES, makeBindCode } from '../people/codes.ts'
import { print, Refused, withParts } from './parts.ts'

export function groupCommands(program: Command): void {
  const groups = program.command('groups').description('工作群')
  groups.command('list').description('列出群和绑定情况').option('--json', '输出一个 JSON').action(list)
  groups
    .command('code <name>')
    .description('取一个绑定码:在那个群里发 @清风 绑定 六位数字')
    .option('--json', '输出一个 JSON')
    .action(code)
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
    if (!office.groups.some(group => group.name === name))
      throw new Refused(
        `office.yaml 里没有群“${name}”。已有:${office.groups.map(group => group.name).join('、')}。`,
      )
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
