import { audit } from '../../ledger/audit.ts'
import { addBody } from '../../delivery/outbox.ts'
import type { Command, Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { keepsRegisterOf } from '../../talk/person.ts'
import { branchesHere } from '../here.ts'
import { LINK_MINUTES, makeFileLink } from '../file-link.ts'
import { kindNamed } from '../kinds.ts'
import { newestSessionOf } from '../newest-session.ts'
import * as texts from '../export-texts.ts'

export interface ExportParts {
  /** Whether the office has the app channel, through which files reach a single chat. */
  hasApp: boolean
  /** Where the office reaches this program in a browser (office.yaml: address); none: no links. */
  address: string | undefined
  key: Buffer
}

/** The body of a register that waits to be made: the file is written when it is sent. */
export function registerToSend(sessionId: string): string {
  return JSON.stringify({ register: sessionId })
}

const HOUR_MS = 60 * 60 * 1000

/** 导出登记表: to the keeper's single chat as a file, or as a link that works once; never into a group. */
export function exportCommand(parts: ExportParts): Command {
  return {
    intents: ['ledger.export'],
    for: 'keepers',
    where: 'single',
    example: '导出登记表',
    run: turn => exportRegister(turn, parts),
  }
}

async function exportRegister(turn: Turn, { hasApp, address, key }: ExportParts): Promise<Reply> {
  const { trx, now, speaker } = turn
  const kept = branchesHere(turn).filter(branch => keepsRegisterOf(speaker, branch))
  const session = await newestSessionOf(trx, kept, kindNamed(turn.reading.slots.activity ?? '')?.code)
  if (session === undefined) return say(texts.nothingToExport)
  await audit(trx, {
    at: now,
    actor: speaker.personId,
    action: 'session.export',
    object: `session:${session.id}`,
  })
  if (hasApp) {
    await addBody(trx, {
      channel: 'app-file',
      target: speaker.personId,
      body: registerToSend(session.id),
      dueAt: now,
      giveUpAt: new Date(now.getTime() + HOUR_MS),
      anyHour: true,
      now,
    })
    return say(texts.exportOnItsWay(session))
  }
  if (address === undefined) return say(texts.exportByAdministrator(session))
  const word = await makeFileLink(trx, key, session.id, speaker.personId, now)
  return say(texts.exportLink(session, `${address}/files/${word}`, LINK_MINUTES))
}
