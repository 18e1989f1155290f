import { Option, type Command } from 'commander'
import { branchNamed, type Branch, type Office } from '../office.ts'
import { CODE_MINUTES, makeBindCode } from '../people/codes.ts'
import { describeDifference, rosterDifference } from '../people/roster-difference.ts'
import { readRosterCsv, readRosterTable, type RosterRow } from '../people/roster-file.ts'
import { AccountsUndecided, importRoster } from '../people/roster-import.ts'
import { membersOf } from '../people/store.ts'
import { memberTypeNames, roleNames } from '../talk/person.ts'
import { readFile } from './lines.ts'
import { print, Refused, withParts } from './parts.ts'
import { WrongUsage } from './usage.ts'

export function rosterCommands(program: Command): void {
  const roster = program.command('roster').description('支部名单')
  roster
    .command('import <file>')
    .description('导入名单(.csv 或 .xlsx):先显示差异,全部正确才写入')
    .option('--branch <name>', '支部名称或代码')
    .option('--preview', '只看差异,不写入')
    .option('--remove', '把名单里没有的人移出支部')
    .addOption(
      new Option('--accounts <answer>', '同名而账号变了的人:same(同一人换了账号)或 other(另一个人)').choices([
        'same',
        'other',
      ]),
    )
    .option('--json', '输出一个 JSON')
    .action(importFile)
  roster
    .command('code <name>')
    .description('给一位同志取绑定码:本人私聊机器人发 绑定 六位数字')
    .option('--json', '输出一个 JSON')
    .action(code)
  roster
    .command('list')
    .description('列出名单')
    .option('--branch <name>', '支部名称或代码')
    .option('--json', '输出一个 JSON')
    .action(list)
}

interface Options {
  branch?: string
  preview?: true
  remove?: true
  accounts?: 'same' | 'other'
  json?: true
}

async function importFile(file: string, options: Options): Promise<void> {
  const rows = await readRoster(file)
  await withParts(async ({ office, ledger, clock }) => {
    const branch = chosenBranch(office, options.branch)
    const remove = options.remove === true
    const accounts = options.accounts === undefined ? undefined : ACCOUNTS[options.accounts]
    const difference =
      options.preview === true
        ? rosterDifference(await membersOf(ledger.read, branch.code), rows, accounts)
        : await ledger
            .write(trx =>
              importRoster(trx, {
                branch: branch.code,
                rows,
                remove,
                accounts,
                actor: 'cli',
                now: clock.now(),
              }),
            )
            .catch(refuseUndecided)
    const { added, changed, unchanged, missing } = difference
    const counts = {
      added: added.length,
      changed: changed.length,
      unchanged,
      missing: missing.length,
      accountChanged: difference.accountChanged.length,
    }
    const done = options.preview === true ? '以上只是预览,没有写入。' : `已导入${branch.name}。`
    print(options.json === true, { branch: branch.code, applied: options.preview !== true, ...counts }, [
      describeDifference(difference, remove),
      done,
    ])
  })
}

const ACCOUNTS = { same: 'same-person', other: 'other-person' } as const

/** Two accounts of one name: whoever imports says what is true, before anything is written. */
function refuseUndecided(error: unknown): never {
  if (!(error instanceof AccountsUndecided)) throw error
  throw new Refused(
    `没有导入。${describeDifference(error.difference, false)}\n这些人与名单里的同名,而原来的账号不在文件里。是同一人换了账号,请加 --accounts same;是另一个人,请加 --accounts other。`,
    { cause: error },
  )
}

const MOST_BYTES = 5 * 1024 * 1024

async function readRoster(file: string): Promise<RosterRow[]> {
  const bytes = readFile(file)
  if (bytes.length > MOST_BYTES)
    throw new Refused('文件超过 5 MB。名单一般只有几十 KB,请检查是不是选错了文件。')
  if (!file.toLowerCase().endsWith('.xlsx')) return readRosterCsv(bytes)
  const { default: readXlsx } = await import('read-excel-file/node')
  const sheets = await readXlsx(bytes).catch((cause: unknown) => {
    throw new Refused('这个 .xlsx 打不开。请用 Excel 或 WPS 另存一次,或另存为 CSV。', { cause })
  })
  return readRosterTable(
    (sheets[0]?.data ?? []).map(row => row.map(cell => (cell === null ? '' : String(cell)))),
  )
}

async function code(name: string, { json }: { json?: true }): Promise<void> {
  await withParts(async ({ ledger, secret, clock }) => {
    const people = await ledger.read
      .selectFrom('people')
      .select(['id', 'tag'])
      .where('name', '=', name)
      .execute()
    const [person] = people
    if (person === undefined) throw new Refused(`名单里没有“${name}”。`)
    if (people.length > 1)
      throw new Refused(`名单里有${people.length}位“${name}”,请由支部书记在单聊里发“绑定码”加别名来取。`)
    const made = await ledger.write(trx =>
      makeBindCode(trx, secret.keyFor('codes'), {
        purpose: 'person',
        subject: person.id,
        by: 'cli',
        now: clock.now(),
      }),
    )
    print(json === true, { code: made, minutes: CODE_MINUTES }, [
      `${name}的绑定码:${made}(${CODE_MINUTES}分钟内有效,只能用一次)。请本人私聊机器人发:绑定 ${made}`,
    ])
  })
}

async function list({ branch: name, json }: Options): Promise<void> {
  await withParts(async ({ office, ledger }) => {
    const branches = name === undefined ? office.branches : [chosenBranch(office, name)]
    const all = []
    for (const branch of branches)
      for (const member of await membersOf(ledger.read, branch.code))
        all.push({ branch: branch.code, ...member })
    print(
      json === true,
      all,
      all.map(({ name, tag, memberType, role, department, userid }) =>
        [
          tag === undefined ? name : `${name}(${tag})`,
          memberTypeNames[memberType],
          role === undefined ? '' : roleNames[role],
          department,
          userid || '无账号',
        ]
          .filter(Boolean)
          .join('  '),
      ),
    )
  })
}

/** The branch named, or the only one there is. */
export function chosenBranch(office: Office, name: string | undefined): Branch {
  const branch = name === undefined ? office.branches[0] : branchNamed(office, name)
  if (branch !== undefined && (name !== undefined || office.branches.length === 1)) return branch
  const known = office.branches.map(({ name }) => name).join('、')
  throw new WrongUsage(
    name === undefined
      ? `有多个支部,请用 --branch 指明:${known}。`
      : `没有支部“${name}”。可用的是:${known}。`,
  )
}
