import type { Command } from 'commander'
import { registerFile } from '../attendance/register-file.ts'
import { newestSessionOf } from '../attendance/newest-session.ts'
import { nameWithDay } from '../attendance/session.ts'
import { sessionById } from '../attendance/store.ts'
import { audit } from '../ledger/audit.ts'
import { branchNamed } from '../office.ts'
import { writeFile } from './lines.ts'
import { print, Refused, withParts } from './parts.ts'

export function exportCommands(program: Command): void {
  const exporting = program.command('export').description('导出台账(.xlsx)')
  exporting
    .command('session')
    .description('单次到会登记表,第二张表是变更记录')
    .requiredOption('--out <file>', '写到哪个文件,例如 登记表.xlsx')
    .option('--session <id>', '场次;不写就是最近的一场')
    .option('--json', '输出一个 JSON')
    .action(exportSession)
}

interface Options {
  out: string
  session?: string
  json?: true
}

async function exportSession({ out, session: id, json }: Options): Promise<void> {
  await withParts(async ({ office, ledger, clock }) => {
    const session =
      id === undefined
        ? await newestSessionOf(
            ledger.read,
            office.branches.map(({ code }) => code),
          )
        : await sessionById(ledger.read, id)
    if (session === undefined)
      throw new Refused(
        id === undefined ? '还没有活动,没有可导出的登记表。' : `没有场次“${id}”。先用 sessions list 看看。`,
      )
    const exportedAt = clock.now()
    const { bytes, name } = await registerFile(ledger.read, office, session, exportedAt)
    writeFile(out, bytes)
    await ledger.write(trx =>
      audit(trx, { at: exportedAt, actor: 'cli', action: 'session.export', object: `session:${session.id}` }),
    )
    print(json === true, { session: session.id, file: out, name, bytes: bytes.length }, [
      `已导出${branchNamed(office, session.branch)?.name ?? ''}${nameWithDay(session)}的登记表:${out}。${session.state === 'archived' ? '' : '这一场还没有核对归档。'}仅供支部内部管理使用,请勿外传。`,
    ])
  })
}
