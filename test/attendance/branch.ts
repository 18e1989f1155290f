import { tapAnswerer } from '../../src/attendance/cards/tap.ts'
import { chainCommand } from '../../src/attendance/commands/chain.ts'
import { attendanceCommands } from '../../src/attendance/commands/index.ts'
import { rescheduleCommand } from '../../src/attendance/commands/reschedule.ts'
import { createInbox } from '../../src/bot/inbox.ts'
import { createResponder } from '../../src/bot/respond.ts'
import { createLog } from '../../src/log.ts'
import { reminderCommands } from '../../src/reminders/commands.ts'
import { at, GROUP, openOffice, type Given, type ReminderOffice } from '../reminders/office.ts'

/** The sample branch with its ledger and the bot's own answers, without a server: fast enough for many months. */
export interface TestBranch {
  office: ReminderOffice
  /** Somebody writes in the group; '2026-11-20 09:30' is Shanghai time. Returns the answer. */
  says(userid: string, text: string, when: string): Promise<string>
  /** Somebody writes to the bot alone. */
  tells(userid: string, text: string, when: string): Promise<string>
  close(): Promise<void>
}

export async function openBranch(given: Given = {}): Promise<TestBranch> {
  const office = await openOffice({ office: { series: [], duties: [] }, ...given })
  await office.ledger.write(trx =>
    trx
      .insertInto('chats')
      .values({ chat_id: 'g1', group_name: GROUP, bound_at: '2026-01-01T00:00:00.000Z', bound_by: 'system' })
      .execute(),
  )
  const log = createLog('silent', Buffer.from('key'))
  const respond = createResponder({
    office: office.parts.office,
    commands: [
      ...attendanceCommands({ hasApp: false, address: undefined, key: Buffer.from('key') }, office.parts),
      chainCommand(office.parts),
      rescheduleCommand(office.parts),
      ...reminderCommands(office.parts),
    ],
    answerUnread: () => undefined,
    answerTap: tapAnswerer(office.parts.encode),
    log,
  })
  const receive = createInbox({ ledger: office.ledger, respond, log })
  let count = 0
  async function write(
    kind: 'single' | 'group',
    userid: string,
    text: string,
    when: string,
  ): Promise<string> {
    const now = at(when)
    count += 1
    const reply = await receive(
      {
        channel: 'aibot',
        id: `m${count}`,
        chat: { kind, id: kind === 'group' ? 'g1' : userid },
        sender: userid,
        replyLimit: 20_000,
        content: { kind: 'text', text: kind === 'group' ? `@清风 ${text}` : text },
      },
      now,
    )
    return reply.text
  }
  return {
    office,
    says: (userid, text, when) => write('group', userid, text, when),
    tells: (userid, text, when) => write('single', userid, text, when),
    close: () => office.close(),
  }
}
