import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { workingHours } from '../../src/calendar/working-hours.ts'
import type { WorkCalendar } from '../../src/calendar/work-calendar.ts'
import type { Encode } from '../../src/delivery/notice.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { openLedger } from '../../src/ledger/open.ts'
import { readOffice, type Office } from '../../src/office.ts'
import { readRosterCsv } from '../../src/people/roster-file.ts'
import { importRoster } from '../../src/people/roster-import.ts'
import { ruleTexts } from '../../src/rules/basis.ts'
import { loadRuleBook } from '../../src/rules/rule-book.ts'
import type { SweepParts } from '../../src/reminders/parts.ts'
import { sweep, type SweepReport } from '../../src/reminders/sweep.ts'
import { calendar2026 } from '../calendar/table-2026.ts'

/** The sample office with its roster on a ledger of its own, and a clock that is whatever a test says. */
export interface ReminderOffice {
  ledger: Ledger
  parts: SweepParts
  /** '2026-12-01 09:40', Shanghai time. */
  sweepAt(when: string): Promise<SweepReport>
  /** Every minute of the quarter of an hour that ends then, as a running program would. */
  sweepUntil(when: string): Promise<void>
  /** What was frozen, in the order of its time: 'robot 第一党支部工作群: …'. */
  texts(): Promise<string[]>
  slots(): Promise<{ job: string; slot: string; state: string; dueAt: string }[]>
  /** The one session of a kind, by its title. */
  session(title: string): Promise<{ id: string; state: string; starts_at: string }>
  close(): Promise<void>
}

export const sampleOffice = readOffice('config', 'trial')
const sampleBook = loadRuleBook('config')
/** The sample rule book as reminders see it. */
export const sampleRules = ruleTexts(() => sampleBook)
export const sampleHours = workingHours(['08:30-12:00', '14:30-17:30'])
export const GROUP = '第一党支部工作群'

/** Shanghai time. */
export const at = (when: string) => new Date(`${when.replace(' ', 'T')}:00+08:00`)

/** '2026-12-01 09:34' */
export const shanghai = (iso: string | Date) =>
  new Date(new Date(iso).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

const plain: Encode = ({ address, content }) => {
  if (!/^[\p{Script=Han}0-9A-Za-z.-]+$/u.test(address)) throw new Error('no such account')
  return JSON.stringify({ address, text: 'text' in content ? content.text : '' })
}

export interface Given {
  app?: boolean
  robot?: boolean
  office?: Partial<Office>
  calendar?: WorkCalendar
  databaseUrl?: string
}

export async function openOffice({
  app = true,
  robot = true,
  office,
  calendar,
  databaseUrl,
}: Given = {}): Promise<ReminderOffice> {
  const directory = mkdtempSync(join(tmpdir(), 'qingfeng-reminders-'))
  const start = at('2026-01-01 00:00')
  const ledger = await openLedger({ directory, databaseUrl, mode: 'trial', now: start })
  const rows = readRosterCsv(readFileSync('config/roster.csv'))
  await ledger.write(trx =>
    importRoster(trx, { branch: 'first', rows, remove: false, actor: 'system', now: start }),
  )
  const parts: SweepParts = {
    ledger,
    office: { ...sampleOffice, ...office },
    calendar: calendar ?? calendar2026,
    hours: sampleHours,
    encode: plain,
    canReach: { app, robot: () => robot },
    botName: '清风',
    rules: sampleRules,
  }
  return {
    ledger,
    parts,
    sweepAt: when => sweep(parts, at(when)),
    async sweepUntil(when) {
      for (let minute = 15; minute >= 0; minute--)
        await sweep(parts, new Date(at(when).getTime() - minute * 60_000))
    },
    async texts() {
      const rows = await ledger.read
        .selectFrom('outbox')
        .leftJoin('people', 'people.id', 'outbox.target')
        .select(['outbox.channel', 'outbox.target', 'people.name', 'outbox.body'])
        .orderBy('outbox.due_at')
        .orderBy('outbox.id')
        .execute()
      return rows.map(row => `${row.channel} ${row.name ?? row.target}: ${JSON.parse(row.body ?? '{}').text}`)
    },
    async slots() {
      const rows = await ledger.read.selectFrom('slots').selectAll().orderBy('due_at').orderBy('id').execute()
      return rows.map(({ job, slot, state, due_at }) => ({ job, slot, state, dueAt: shanghai(due_at) }))
    },
    session: title =>
      ledger.read
        .selectFrom('sessions')
        .select(['id', 'state', 'starts_at'])
        .where('title', '=', title)
        .orderBy('created_at', 'desc')
        .executeTakeFirstOrThrow(),
    async close() {
      await ledger.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** Next year's holidays are somebody else's business here. */
export const noDuties: Office['duties'] = [
  { kind: 'calendar_load', branch: 'first', to: 'administrators', until: '2000-01-01' },
]

/** Only the party day, so that a test sees nothing else. */
export const partyDayOnly: Partial<Office> = {
  series: sampleOffice.series.filter(({ code }) => code === 'theme_party_day'),
  duties: noDuties,
}
