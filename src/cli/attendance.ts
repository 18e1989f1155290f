import type { Command } from 'commander'
import { activityKinds } from '../attendance/kinds.ts'
import { namedRoster } from '../attendance/named-roster.ts'
import { openSession } from '../attendance/open-session.ts'
import { nameWithDay, sessionFrom, whenInWords } from '../attendance/session.ts'
import { standingMarks } from '../attendance/mark-store.ts'
import { markWords } from '../attendance/texts.ts'
import { instantIn, print, Refused, withParts } from './parts.ts'
import { chosenBranch } from './roster.ts'
import { WrongUsage } from './usage.ts'

export function attendanceCliCommands(program: Command): void {
  const sessions = program.command('sessions').description('活动场次')
  sessions.command('list').description('列出场次').option('--json', '输出一个 JSON').action(list)
  sessions
    .command('open')
    .description('发起一次活动')
    .requiredOption(
      '--kind <code>',
      `活动类型:${activityKinds.map(({ code, name }) => `${code}(${name})`).join('、')}`,
    )
    .requiredOption('--at <iso>', '开始时间,例如 2026-11-27T15:00+08:00')
    .option('--branch <name>', '支部名称或代码')
    .option('--place <text>', '地点', '')
    .option('--theme <text>', '主题', '')
    .option('--party-group <name>', '哪个党小组(党小组会)')
    .option('--json', '输出一个 JSON')
    .action(open)
  program
    .command('marks')
    .description('到会登记:每人每场一行')
    .option('--session <id>', '只看一场')
    .option('--json', '输出一个 JSON')
    .action(marks)
}

async function list({ json }: { json?: true }): Promise<void> {
  await withParts(async ({ ledger }) => {
    const rows = await ledger.read.selectFrom('sessions').selectAll().orderBy('starts_at').execute()
    print(
      json === true,
      rows.map(row => ({
        id: row.id,
        branch: row.branch,
        kind: row.kind,
        title: row.title,
        startsAt: row.starts_at,
        place: row.place,
        state: row.state,
      })),
      rows.map(
        row =>
          `${row.id}  ${nameWithDay(sessionFrom(row))}  ${whenInWords(new Date(row.starts_at))}  ${row.state}`,
      ),
    )
  })
}

interface OpenOptions {
  kind: string
  at: string
  branch?: string
  place: string
  theme: string
  partyGroup?: string
  json?: true
}

async function open({
  kind: kindSaid,
  at,
  branch: branchName,
  place,
  theme,
  partyGroup,
  json,
}: OpenOptions): Promise<void> {
  const kind = activityKinds.find(({ code, name }) => code === kindSaid || name === kindSaid)?.code
  if (kind === undefined)
    throw new WrongUsage(
      `没有活动类型“${kindSaid}”。可用的是:${activityKinds.map(({ code, name }) => `${code}(${name})`).join('、')}。`,
    )
  const startsAt = instantIn(at)
  await withParts(async ({ office, ledger, clock }) => {
    const branch = chosenBranch(office, branchName)
    const now = clock.now()
    if (startsAt <= now) throw new Refused(`${whenInWords(startsAt)}已经过去了,没有发起。`)
    const chat = await ledger.read
      .selectFrom('chats')
      .select('chat_id')
      .where('group_name', 'in', [
        '',
        ...office.groups.filter(group => group.branch === branch.code).map(({ name }) => name),
      ])
      .executeTakeFirst()
    const named = await namedRoster(ledger.read, office, branch.code, kind)
    const draft = {
      kind,
      details: { ...(named !== undefined && { named }), ...(partyGroup !== undefined && { partyGroup }) },
      branch: branch.code,
      startsAt,
      place,
      theme,
      ...(chat !== undefined && { chatId: chat.chat_id }),
    }
    const { session, isNew } = await ledger.write(trx => openSession(trx, draft, 'cli', now))
    print(json === true, { id: session.id, isNew, title: session.title, startsAt: session.startsAt }, [
      isNew
        ? `已发起:${nameWithDay(session)},${whenInWords(session.startsAt)}(${session.id})`
        : `已经有了:${nameWithDay(session)}(${session.id}),没有重复发起。`,
    ])
  })
}

async function marks({ session: only, json }: { session?: string; json?: true }): Promise<void> {
  await withParts(async ({ ledger }) => {
    const { read } = ledger
    const sessions = await read.selectFrom('sessions').selectAll().orderBy('starts_at').execute()
    if (only !== undefined && !sessions.some(({ id }) => id === only))
      throw new Refused(`没有场次“${only}”。先用 sessions list 看看。`)
    const names = new Map(
      (await read.selectFrom('people').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]),
    )
    const identities = await read
      .selectFrom('person_identities')
      .selectAll()
      .where('channel', '=', 'userid')
      .execute()
    const userids = new Map(identities.map(({ person_id, external_id }) => [person_id, external_id]))
    const rows = []
    for (const { id } of sessions.filter(session => only === undefined || session.id === only)) {
      for (const [personId, mark] of await standingMarks(read, id)) {
        rows.push({
          session: id,
          userid: userids.get(personId) ?? '',
          name: names.get(personId) ?? '',
          status: mark.status,
          leaveType: mark.leaveType ?? null,
          source: mark.source,
          enteredAt: mark.enteredAt,
          revisions: mark.revisions,
        })
      }
    }
    print(
      json === true,
      rows,
      rows.map(
        row =>
          `${row.session}  ${row.name}  ${markWords({ status: row.status, ...(row.leaveType !== null && { leaveType: row.leaveType }) }, true)}  ${row.source}  ${row.enteredAt}`,
      ),
    )
  })
}
