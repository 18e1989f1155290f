import { addBody } from '../../delivery/outbox.ts'
import { audit } from '../../ledger/audit.ts'
import type { Command, Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { monthSaid, yearSaid } from '../period-said.ts'
import { exportCode, type ExportRequest } from '../export-request.ts'
import * as texts from '../export-texts.ts'
import { LINK_MINUTES, makeFileLink } from '../file-link.ts'
import { activityNamed, keptBranchesHere } from '../here.ts'
import { kindNamed } from '../kinds.ts'
import { newestSessionOf } from '../newest-session.ts'
import { textOf } from '../people-in-text.ts'
import { nameWithDay } from '../session.ts'
import { onlyKeepers } from '../texts.ts'

export interface ExportParts {
  /** Whether the office has the app channel, through which files reach a single chat. */
  hasApp: boolean
  /** Where the office reaches this program in a browser (office.yaml: address); none: no links. */
  address: string | undefined
  key: Buffer
}

/** The body of a register that waits to be made: the file is written when it is sent. */
function registerToSend(request: ExportRequest): string {
  return JSON.stringify({ register: exportCode(request) })
}

const HOUR_MS = 60 * 60 * 1000

/** 导出登记表, 导出年度表, 导出三会一课完成情况, 导出11月统计表, 导出补学清单: a file in private, or a link that works once. */
export function exportCommand(parts: ExportParts): Command {
  return {
    intents: ['ledger.export'],
    for: 'keepers',
    where: 'single',
    example: '导出登记表',
    run: turn => exportRegister(turn, parts),
  }
}

interface Wanted {
  request: ExportRequest
  /** '11月主题党日(27日)的登记表' */
  name: string
}

async function exportRegister(turn: Turn, parts: ExportParts): Promise<Reply> {
  const { trx, now, speaker } = turn
  const [branch] = keptBranchesHere(turn)
  if (branch === undefined) return say(onlyKeepers)
  const wanted = await wantedBy(turn, branch)
  if (wanted === undefined) return say(texts.nothingToExport)
  const { request } = wanted
  const object = request.kind === 'session' ? `session:${request.sessionId}` : `branch:${branch}`
  await audit(trx, { at: now, actor: speaker.personId, action: `${request.kind}.export`, object })
  return say(await sendTo(turn, parts, wanted))
}

async function sendTo(turn: Turn, { hasApp, address, key }: ExportParts, wanted: Wanted): Promise<string> {
  const { trx, now, speaker } = turn
  if (hasApp) {
    await addBody(trx, {
      channel: 'app-file',
      target: speaker.personId,
      body: registerToSend(wanted.request),
      dueAt: now,
      giveUpAt: new Date(now.getTime() + HOUR_MS),
      anyHour: true,
      now,
    })
    return texts.exportOnItsWay(wanted.name)
  }
  if (address === undefined) return texts.exportByAdministrator(commandLine(wanted.request))
  const word = await makeFileLink(trx, key, exportCode(wanted.request), speaker.personId, now)
  return texts.exportLink(wanted.name, `${address}/files/${word}`, LINK_MINUTES)
}

async function wantedBy(turn: Turn, branch: string): Promise<Wanted | undefined> {
  const said = textOf(turn)
  const { now } = turn
  const activity = kindNamed(activityNamed(turn) ?? '')
  const year = yearSaid(said, now)
  if (said.includes('补学') || said.includes('补课'))
    return { request: { kind: 'makeup', branch, year }, name: texts.yearly(year, '补学清单') }
  if (/三会一课|完成情况|开展情况/.test(said))
    return { request: { kind: 'meetings', branch, year }, name: texts.yearly(year, '三会一课完成情况表') }
  const month = monthSaid(said, now)
  if (month !== undefined && /统计|汇总|月报/.test(said))
    return { request: { kind: 'month', branch, month }, name: texts.monthly(month) }
  if (/年度|全年|今年|去年|\d{4}年|按人|年(?:台账|表)/.test(said)) {
    const request = { kind: 'year' as const, branch, year, activity: activity?.code }
    return { request, name: texts.yearly(year, `${activity?.name ?? ''}到会情况年度表`) }
  }
  const session = await newestSessionOf(turn.trx, keptBranchesHere(turn), activity?.code, month)
  return session === undefined
    ? undefined
    : { request: { kind: 'session', sessionId: session.id }, name: `${nameWithDay(session)}的登记表` }
}

/** What the administrator types instead. */
function commandLine(request: ExportRequest): string {
  const options = () => {
    switch (request.kind) {
      case 'session':
        return `--session ${request.sessionId}`
      case 'month':
        return `--branch ${request.branch} --month ${request.month}`
      case 'year':
      case 'meetings':
      case 'makeup':
        return `--branch ${request.branch} --year ${request.year}`
    }
  }
  return `qingfeng export ${request.kind} ${options()} --out 登记表.xlsx`
}
