import type { Command } from 'commander'
import { remindAt, type ReminderTarget } from '../reminders/by-hand.ts'
import type { ReminderParts } from '../reminders/parts.ts'
import { noAccount, noApp, noRobot, pastMoment } from '../reminders/reply-texts.ts'
import { momentInWords } from '../reminders/texts.ts'
import { instantIn, print, Refused, withParts, type CliParts } from './parts.ts'
import { WrongUsage } from './usage.ts'

interface Options {
  at: string
  group?: string
  to?: string
  text: string
  json?: true
}

/** `remind`: a one-off reminder to a group or to one person. */
export function remindCommands(program: Command, reminderParts: (cli: CliParts) => ReminderParts): void {
  program
    .command('remind')
    .description('到时提醒一次:发到群里,或私下发给一个人')
    .requiredOption('--at <时间>', '例如 2026-11-23T09:00:00+08:00;下班时间会顺延到下次上班')
    .option('--group <群名>', 'office.yaml 里的群名')
    .option('--to <userid>', '企业微信账号')
    .requiredOption('--text <内容>', '要说的话')
    .option('--json', '输出一个 JSON')
    .action((options: Options) => remind(options, reminderParts))
}

async function remind(options: Options, reminderParts: (cli: CliParts) => ReminderParts): Promise<void> {
  const at = instantIn(options.at)
  await withParts(async cli => {
    const to = await targetOf(cli, options)
    const now = cli.clock.now()
    const wish = { at, to, text: options.text, actor: 'cli', now }
    const outcome = await cli.ledger.write(trx => remindAt(trx, reminderParts(cli), wish))
    if (outcome.kind === 'no-text') throw new WrongUsage('--text 没有内容,请写上要说的话。')
    if (outcome.kind !== 'planned') throw new Refused(refusal(outcome.kind, options))
    const { goesOutAt, later, count } = outcome
    print(options.json === true, { goesOutAt: goesOutAt.toISOString(), later, deliveries: count }, [
      `${later ? '这个时间是下班时间,' : ''}${momentInWords(goesOutAt)}发出。`,
    ])
  })
}

async function targetOf({ office, ledger }: CliParts, { group, to }: Options): Promise<ReminderTarget> {
  if ((group === undefined) === (to === undefined))
    throw new WrongUsage('请写 --group 群名,或 --to 账号,二者之一。')
  if (group !== undefined) {
    if (office.groups.some(({ name }) => name === group)) return { kind: 'group', group }
    throw new WrongUsage(
      `office.yaml 里没有群“${group}”。已有:${office.groups.map(({ name }) => name).join('、')}。`,
    )
  }
  const identity = await ledger.read
    .selectFrom('person_identities')
    .select('person_id')
    .where('channel', '=', 'userid')
    .where('external_id', '=', (to ?? '').toLowerCase())
    .executeTakeFirst()
  if (identity === undefined) throw new Refused(`没有账号为“${to}”的人。`)
  return { kind: 'people', personIds: [identity.person_id] }
}

function refusal(kind: 'past' | 'no-robot' | 'no-app' | 'no-account', { group = '' }: Options): string {
  switch (kind) {
    case 'past':
      return pastMoment
    case 'no-robot':
      return noRobot(group)
    case 'no-app':
      return noApp
    case 'no-account':
      return noAccount
  }
}
