import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { startApp, type App } from '../../src/app.ts'
import { activityKinds } from '../../src/attendance/kinds.ts'
import { chineseDay, dayOf, instantOf } from '../../src/calendar/day.ts'
import type { SettableClock } from '../../src/clock.ts'
import { dutyKinds } from '../../src/duties/kinds.ts'
import type { ChatRef, SayChat } from '../../src/emulator/types.ts'
import { readSettings } from '../../src/settings.ts'
import { duties, groups, rosters, series } from './year-office.ts'

/** A year of the office as its transcript, one day after the other, and what was expected and did not come. */
export interface YearPlayed {
  lines: string[]
  missed: string[]
}

const START = instantOf('2026-01-04', '08:31')
const END = instantOf('2026-12-31', '18:00')

/** Plays 2026 over the real wire: the clock jumps from one thing that is due to the next, and people answer some of them. */
export async function playYear(): Promise<YearPlayed> {
  const directory = mkdtempSync(join(tmpdir(), 'qingfeng-year-'))
  const settings = readSettings({
    CONFIG_DIR: yearConfig(directory),
    DATA_DIR: join(directory, 'data'),
    PORT: '0',
    LOG_LEVEL: 'silent',
  })
  const app = await startApp(settings, { trialStart: START })
  try {
    return await play(app)
  } finally {
    await app.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

function yearConfig(directory: string): string {
  const config = join(directory, 'config')
  cpSync('config', config, { recursive: true })
  const office = parse(readFileSync('config/office.yaml', 'utf8')) as object
  writeFileSync(join(config, 'office.yaml'), stringify({ ...office, groups, series, rosters, duties }))
  const [head = '', ...rows] = readFileSync('config/roster.csv', 'utf8').split('\n')
  const staff = rows.filter(row => STAFF.has(row.split(',')[0] ?? ''))
  writeFileSync(join(config, 'roster.csv'), [head, ...staff, ''].join('\n'))
  return config
}

// A small office: a year of it is played in less than a minute.
const STAFF = new Set(
  'wangjianping lixuemei zhangwei.da liufang chenzhiqiang pengli tanhaibo hejing caoyang tanmin jiangguoliang huangzhiyuan zhoumin'.split(
    ' ',
  ),
)

async function play(app: App): Promise<YearPlayed> {
  const emulator = app.emulator
  if (emulator === undefined || !('set' in app.clock)) throw new Error('the year is played in a trial')
  // Only the trial's clock has `set`.
  const clock = app.clock as SettableClock
  const stage = emulator
  const accounts = await accountsOf(app)
  const seen = new Map<string, number>()
  const days = new Map<string, string[]>()
  const missed: string[] = []
  const answered = new Set<string>()

  await app.settle()
  for (;;) {
    for (const heard of news()) {
      note(`${heard.to} 清风:${heard.text}`)
      await react(heard)
    }
    const next = await nextMoment(app, clock.now())
    if (next > END) break
    clock.set(next)
    await app.settle()
  }
  await say('李雪梅', '今年三会一课够不够', /应开/)
  await say('李雪梅', '起草四季度通报', /通报\(草稿\)/)
  missed.push(...(await missing(app)))
  const lines = [...days].flatMap(([day, ofDay]) => [`── ${chineseDay(day)} ──`, ...ofDay.toSorted()])
  return { lines, missed }

  /** Each duty is closed once by somebody who was told of it; each register is checked by the secretary. */
  async function react({ to, text, names }: Heard): Promise<void> {
    const checked = /核对: \/ \d+月([^:(]+)\(|的\d+月([^:(]+?)请您核对/.exec(text)
    if (checked !== null && names.includes('李雪梅'))
      return say('李雪梅', `${checked[1] ?? checked[2] ?? ''}核对无误`, /归档/)
    const duty = duties.map(dutyName).find(name => text.startsWith(name) || text.includes(`本月${name}`))
    if (duty === undefined || answered.has(duty) || /将于.*发到/.test(text)) return
    answered.add(duty)
    const [first = '刘芳'] = to.startsWith('单聊') ? names : ['刘芳']
    return say(first, `${duty}已办好了`, /已记下/)
  }

  async function say(name: string, text: string, expected: RegExp): Promise<void> {
    const chat: SayChat = { single: 'aibot' }
    const delivery = await stage.say({ from: accounts.get(name) ?? name, chat, text })
    note(`单聊 ${name}:${text} → 清风:${oneLine(delivery.text)}`)
    if (!expected.test(delivery.text)) missed.push(`${name} said ${text} and heard ${delivery.text}`)
    await app.settle()
  }

  function note(line: string): void {
    const day = dayOf(clock.now())
    days.set(day, [...(days.get(day) ?? []), line])
  }

  function news(): Heard[] {
    const fresh: { to: string; name: string; text: string }[] = []
    const look = (chat: ChatRef, to: string, name: string) => {
      const key = JSON.stringify(chat)
      const entries = stage.transcript(chat)
      const last = seen.get(key) ?? 0
      for (const { id, kind, text } of entries)
        if (id > last && (kind === 'robot' || kind === 'app')) fresh.push({ to, name, text })
      seen.set(key, entries.at(-1)?.id ?? last)
    }
    groups.forEach(({ name }, index) => look({ group: `trial-group-${index + 1}` }, name, ''))
    for (const [name, userid] of accounts) look({ single: 'app', of: userid }, '单聊', name)
    return merged(fresh)
  }
}

interface Heard {
  to: string
  text: string
  names: string[]
}

/** The same words to several people are one line with their number. */
function merged(fresh: readonly { to: string; name: string; text: string }[]): Heard[] {
  return [...Map.groupBy(fresh, ({ to, text }) => `${to} ${text}`).values()].flatMap(same => {
    const [first] = same
    if (first === undefined) return []
    const to = first.to === '单聊' ? `单聊×${same.length}` : first.to
    return [{ to, text: oneLine(first.text), names: same.map(({ name }) => name) }]
  })
}

function dutyName(entry: { kind: string; name?: string }): string {
  return entry.name ?? dutyKinds.find(({ code }) => code === entry.kind)?.name ?? entry.kind
}

/** The next moment at which something is due: what the sweep foresees, or a delivery that waits. */
async function nextMoment(app: App, now: Date): Promise<Date> {
  const forecast = await app.ledger.read
    .selectFrom('meta')
    .select('value')
    .where('key', '=', 'sweep_forecast')
    .executeTakeFirst()
  const pending = await app.ledger.read
    .selectFrom('outbox')
    .select('due_at')
    .where('state', '=', 'pending')
    .where('due_at', '>', now.toISOString())
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  // Only the sweep writes this.
  const slots = JSON.parse(forecast?.value ?? '[]') as { dueAt: string }[]
  const due = [...slots.map(({ dueAt }) => dueAt), ...(pending === undefined ? [] : [pending.due_at])]
    .map(at => Date.parse(at) + 30_000)
    .filter(at => at > now.getTime())
  const far = now.getTime() + 48 * 60 * 60 * 1000
  return new Date(Math.min(far, ...due))
}

/** Every kind of activity and of duty has been heard of, and nothing failed or was missed. */
async function missing(app: App): Promise<string[]> {
  const sessions = await app.ledger.read.selectFrom('sessions').select('kind').distinct().execute()
  const held = new Set(sessions.map(({ kind }) => kind))
  const slots = await app.ledger.read
    .selectFrom('slots')
    .innerJoin('outbox', 'outbox.slot_id', 'slots.id')
    .select('slots.job')
    .where('outbox.state', '=', 'sent')
    .where('slots.job', 'like', 'duty:%')
    .distinct()
    .execute()
  const told = new Set(slots.map(({ job }) => job.split(':')[1] ?? ''))
  const lost = await app.ledger.read
    .selectFrom('outbox')
    .select(['id', 'state'])
    .where('state', 'in', ['failed', 'unknown', 'missed'])
    .execute()
  return [
    ...activityKinds.filter(({ code }) => !held.has(code)).map(({ name }) => `${name} was never held`),
    ...dutyKinds
      .filter(({ code }) => !told.has(code) && !(code === 'custom' && told.has('roster_check')))
      .map(({ name }) => `nobody was told of ${name}`),
    ...lost.map(({ id, state }) => `delivery ${id} is ${state}`),
  ]
}

// A session's minutes follow from its id, which is another one each time.
const MINUTE = /(\d{1,2}:[03])[1-9](?=发到)/g

function oneLine(text: string): string {
  return text.replaceAll('\n', ' / ').replaceAll(MINUTE, '$1×')
}

async function accountsOf(app: App): Promise<Map<string, string>> {
  const rows = await app.ledger.read
    .selectFrom('people')
    .innerJoin('person_identities', 'person_identities.person_id', 'people.id')
    .select(['people.name', 'people.tag', 'person_identities.external_id'])
    .orderBy('person_identities.external_id')
    .execute()
  return new Map(
    rows.map(({ name, tag, external_id }) => [tag === null ? name : `${name}(${tag})`, external_id]),
  )
}
