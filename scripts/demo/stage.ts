import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp, type App } from '../../src/app.ts'
import { chineseDay, dayOf, instantOf, timeOf } from '../../src/calendar/day.ts'
import type { SettableClock } from '../../src/clock.ts'
import type { ChatEntry, ChatRef, SayChat } from '../../src/emulator/types.ts'
import { readSettings } from '../../src/settings.ts'

const GROUP = 'trial-group-1'

/** The sample office on a stage: people speak, the clock moves, everything visible is printed, everything expected is checked. */
export interface Stage {
  /** Moves the clock and prints what the office gets to hear by itself. */
  at(day: string, time: string, expected?: Expected[], gloss?: string): Promise<void>
  /** In the group, with @清风. */
  group(name: string, text: string, expected: RegExp, gloss: string): Promise<void>
  /** Alone with the smart bot. */
  single(name: string, text: string, expected: RegExp, gloss: string): Promise<void>
  /** A tap on a button of the last card in the group. */
  tap(name: string, button: string, expected: RegExp, gloss: string): Promise<void>
  /** In the group without a mention: it never reaches the bot. */
  unheard(name: string, text: string, gloss: string): Promise<void>
  /** Something about the state that must hold. */
  check(what: string, holds: boolean): void
  readonly app: App
  /** Ends the play and says what was expected and did not come. */
  end(): Promise<string[]>
}

/** A line that must come by itself: into the group, or to one person in private. */
export interface Expected {
  to: 'group' | string
  text: RegExp
}

export interface Output {
  gloss: boolean
  print(line: string): void
}

export async function openStage(start: Date, output: Output): Promise<Stage> {
  const directory = mkdtempSync(join(tmpdir(), 'qingfeng-demo-'))
  const settings = readSettings({ DATA_DIR: directory, PORT: '0', LOG_LEVEL: 'silent' })
  const app = await startApp(settings, { trialStart: start })
  const emulator = emulatorOf(app)
  const clock = settable(app.clock)
  const userids = await accounts(app)
  const missed: string[] = []
  const seen = new Map<string, number>()
  let today = ''
  await app.settle()
  news()

  return {
    app,
    async at(day, time, expected = [], gloss) {
      const heard = await pass(instantOf(day, time))
      for (const { to, text } of merged(heard))
        line(to === 'group' ? '群' : '私', `清风 → ${to === 'group' ? '全体' : to}:${text}`)
      if (heard.length > 0) explain(gloss)
      for (const { to, text } of expected)
        if (!heard.some(entry => entry.to === to && text.test(entry.text)))
          missed.push(`${day} ${time} ${to}: ${text}`)
    },
    group: (name, text, expected, gloss) => speak(name, text, { group: GROUP }, expected, gloss),
    single: (name, text, expected, gloss) => speak(name, text, { single: 'aibot' }, expected, gloss),
    async tap(name, button, expected, gloss) {
      const chat = { group: GROUP }
      const shown = emulator.transcript(chat).findLast(({ card }) => card !== undefined)
      const key = shown?.card?.button_list?.find(({ text }) => text === button)?.key
      if (shown === undefined || key === undefined) return void missed.push(`no card to tap ${button} on`)
      await emulator.clickCard({ from: userids.get(name) ?? name, chat, entry: shown.id, key })
      const words = emulator.transcript(chat).find(({ id }) => id === shown.id)?.text ?? ''
      line('群', `${name}:[点卡片:${button}]`)
      line('群', `  卡片:${oneLine(words)}`)
      explain(gloss)
      if (!expected.test(words)) missed.push(`${name} tapped ${button}: expected ${expected}, got ${words}`)
      news()
    },
    async unheard(name, text, gloss) {
      const { status } = await emulator.say({
        from: userids.get(name) ?? name,
        chat: { group: GROUP },
        text,
        mention: false,
      })
      line('群', `${name}:${text}   (未@清风,机器人收不到)`)
      explain(gloss)
      if (status !== 'undelivered') missed.push(`${text} reached the bot`)
      news()
    },
    check(what, holds) {
      if (!holds) missed.push(what)
    },
    async end() {
      await app.stop()
      rmSync(directory, { recursive: true, force: true })
      return missed
    },
  }

  /** Lets the time pass. The last quarter of an hour goes by in steps, so that nothing that is due in it comes late. */
  async function pass(until: Date): Promise<{ to: string; text: string }[]> {
    for (let minutes = 15; minutes >= 0; minutes -= 3) {
      const moment = new Date(until.getTime() - minutes * 60_000)
      if (moment <= clock.now()) continue
      clock.set(moment)
      await app.settle()
    }
    return news()
  }

  async function speak(
    name: string,
    text: string,
    chat: SayChat,
    expected: RegExp,
    gloss: string,
  ): Promise<void> {
    const delivery = await emulator.say({ from: userids.get(name) ?? name, chat, text })
    const place = 'group' in chat ? '群' : '私'
    line(place, `${name}:${'group' in chat ? '@清风 ' : ''}${oneLine(text)}`)
    for (const { text: said, card } of delivery.shown)
      line(place, `  ${card === undefined ? '清风' : '卡片'}:${oneLine(said)}`)
    explain(gloss)
    if (delivery.status !== 'answered' || !expected.test(delivery.text))
      missed.push(`${name} said ${text}: expected ${expected}, got ${delivery.text}`)
    await app.settle()
    news(new Set(delivery.shown.map(({ id }) => id)))
  }

  /** What appeared since the last look and was not an answer: robot messages, app messages and files. */
  function news(known = new Set<number>()): { to: string; text: string }[] {
    const fresh: { to: string; text: string }[] = []
    const look = (chat: ChatRef, to: string) => {
      const key = JSON.stringify(chat)
      const entries = emulator.transcript(chat)
      const last = seen.get(key) ?? 0
      for (const entry of entries)
        if (entry.id > last && !known.has(entry.id) && isByItself(entry)) fresh.push({ to, text: entry.text })
      seen.set(key, entries.at(-1)?.id ?? last)
    }
    look({ group: GROUP }, 'group')
    for (const [name, userid] of userids) look({ single: 'app', of: userid }, name)
    return fresh
  }

  function line(place: string, text: string): void {
    const now = clock.now()
    if (dayOf(now) !== today) {
      today = dayOf(now)
      output.print(`── ${chineseDay(today)} ──`)
    }
    output.print(`${timeOf(now)} ${place} ${oneLine(text)}`)
  }

  function explain(gloss: string | undefined): void {
    if (output.gloss && gloss !== undefined) output.print(`         = ${gloss}`)
  }
}

function isByItself({ kind }: ChatEntry): boolean {
  return kind === 'robot' || kind === 'app'
}

/** The same words to several people are one line. */
function merged(heard: { to: string; text: string }[]): { to: string; text: string }[] {
  const byText = Map.groupBy(heard, ({ to, text }) => (to === 'group' ? `group ${text}` : text))
  return [...byText.values()].flatMap(group => {
    const [first] = group
    if (first === undefined) return []
    const names = group.map(({ to }) => to)
    return [
      {
        to: names.length > 3 ? `${names.slice(0, 2).join('、')}等${names.length}位` : names.join('、'),
        text: first.text,
      },
    ]
  })
}

function oneLine(text: string): string {
  return text.replaceAll('\n', ' / ')
}

async function accounts(app: App): Promise<Map<string, string>> {
  const rows = await app.ledger.read
    .selectFrom('people')
    .innerJoin('person_identities', 'person_identities.person_id', 'people.id')
    .select(['people.name', 'people.tag', 'person_identities.external_id'])
    .execute()
  return new Map(
    rows.map(({ name, tag, external_id }) => [tag === null ? name : `${name}(${tag})`, external_id]),
  )
}

function emulatorOf({ emulator }: App): NonNullable<App['emulator']> {
  if (emulator === undefined) throw new Error('the demo plays in a trial')
  return emulator
}

function settable(clock: App['clock']): SettableClock {
  if (!('set' in clock)) throw new Error('the clock of a trial can be moved')
  // Only the trial's clock has `set`.
  return clock as SettableClock
}
