import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { expect } from 'vitest'
import { startApp, type App } from '../../src/app.ts'
import type { Card } from '../../src/emulator/card.ts'
import type { ChatRef, Delivery } from '../../src/emulator/types.ts'
import type { Settings } from '../../src/settings.ts'
import { readSettings } from '../../src/settings.ts'

/** The trial office over the real wire: HTTP, encryption, emulator, ledger on disk. */
export interface Room {
  app: App
  dataDirectory: string
  /** Somebody writes in the group, with @清风; the answer must be exactly this (or match). */
  says(name: string, text: string, answer?: string | RegExp): Promise<Delivery>
  /** Somebody writes to the bot alone. */
  tells(name: string, text: string, answer?: string | RegExp): Promise<Delivery>
  /** Somebody writes to the app's conversation. */
  tellsApp(name: string, text: string, answer?: string | RegExp): Promise<Delivery>
  /** Somebody taps a button of the last card in the group; what the card then says to everybody must match. */
  taps(name: string, button: string, shown?: RegExp): Promise<Delivery>
  /** The same with the member's own card in the app's conversation, once the platform has replaced it. */
  tapsApp(name: string, button: string, shown?: RegExp): Promise<Delivery>
  /** The card that somebody sees last in the group, or in the app's conversation. */
  card(name: string, where?: 'group' | 'app'): Card
  /** From now on nothing can be written to the ledger (SQLite answers READONLY), or again it can. */
  breakLedger(broken: boolean): void
  /** The marks as the command line would list them: name -> status (leave type). */
  marks(): Promise<Record<string, string>>
  stop(): Promise<void>
}

/** Everything that stands on a card, one part a line. */
export function wordsOf(card: Card): string {
  const { main_title: title, horizontal_content_list: facts = [], button_list: buttons = [] } = card
  return [
    title?.title,
    title?.desc,
    ...facts.map(({ keyname, value }) => `${keyname}:${value}`),
    card.sub_title_text,
    ...buttons.map(({ text }) => `[${text}]`),
  ]
    .filter(Boolean)
    .join('\n')
}

export const people: Record<string, string> = {
  王建平: 'wangjianping',
  李雪梅: 'lixuemei',
  '张伟(档案室)': 'zhangwei.da',
  刘芳: 'liufang',
  陈志强: 'chenzhiqiang',
  欧阳晓: 'ouyangxiao',
  马晓东: 'maxiaodong',
  彭莉: 'pengli',
  谭海波: 'tanhaibo',
  何静: 'hejing',
  罗小燕: 'luoxiaoyan',
  曹阳: 'caoyang',
  田甜: 'tiantian',
  谭敏: 'tanmin',
  蒋国梁: 'jiangguoliang',
}

/** The embedded ledger has its database at hand. */
interface WithRaw {
  raw: DatabaseSync
}

export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'qingfeng-'))
}

export function trialSettings(dataDirectory: string, env: Record<string, string> = {}): Settings {
  return readSettings({ DATA_DIR: dataDirectory, PORT: '0', LOG_LEVEL: 'silent', ...env })
}

export async function openRoom(env: Record<string, string> = {}): Promise<Room> {
  const dataDirectory = temporaryDirectory()
  const app = await startApp(trialSettings(dataDirectory, env))
  const { ledger } = app
  const emulator = app.emulator!

  async function write(
    name: string,
    text: string,
    chat: Parameters<typeof emulator.say>[0]['chat'],
    answer?: string | RegExp,
  ) {
    const delivery = await emulator.say({ from: people[name] ?? name, chat, text })
    const words = delivery.shown.flatMap(entry => (entry.card === undefined ? [entry.text] : [])).join('\n')
    if (typeof answer === 'string') expect(words).toBe(answer)
    if (answer instanceof RegExp) expect(words).toMatch(answer)
    return delivery
  }

  const chatOf = (name: string, where: 'group' | 'app'): ChatRef =>
    where === 'group' ? { group: 'trial-group-1' } : { single: 'app', of: people[name] ?? name }

  function lastCard(name: string, where: 'group' | 'app'): { entry: number; card: Card } {
    const shown = emulator.transcript(chatOf(name, where)).findLast(({ card }) => card !== undefined)
    const seen = shown?.cardFor?.[people[name] ?? name] ?? shown?.card
    if (shown === undefined || seen === undefined) throw new Error('no card was shown')
    return { entry: shown.id, card: seen }
  }

  async function tap(name: string, where: 'group' | 'app', button: string, shown?: RegExp) {
    const { entry, card } = lastCard(name, where)
    const key = card.button_list?.find(({ text }) => text === button)?.key
    if (key === undefined) throw new Error(`the card has no button ${button}`)
    const chat = where === 'group' ? { group: 'trial-group-1' } : { single: 'app' as const }
    const delivery = await emulator.clickCard({ from: people[name] ?? name, chat, entry, key })
    await app.delivery.idle()
    if (shown !== undefined) expect(wordsOf(lastCard(name, where).card)).toMatch(shown)
    return delivery
  }

  return {
    app,
    dataDirectory,
    taps: (name, button, shown) => tap(name, 'group', button, shown),
    tapsApp: (name, button, shown) => tap(name, 'app', button, shown),
    card: (name, where = 'group') => lastCard(name, where).card,
    breakLedger: broken =>
      (ledger as unknown as WithRaw).raw.exec(`pragma query_only = ${broken ? 'on' : 'off'}`),
    says: (name, text, answer) => write(name, text, { group: 'trial-group-1' }, answer),
    tells: (name, text, answer) => write(name, text, { single: 'aibot' }, answer),
    tellsApp: (name, text, answer) => write(name, text, { single: 'app' }, answer),
    async marks() {
      const { standingMarks } = await import('../../src/attendance/mark-store.ts')
      const names = new Map(
        (await ledger.read.selectFrom('people').select(['id', 'name', 'tag']).execute()).map(p => [
          p.id,
          p.tag === null ? p.name : `${p.name}(${p.tag})`,
        ]),
      )
      const found: Record<string, string> = {}
      for (const { id } of await ledger.read.selectFrom('sessions').select('id').execute())
        for (const [personId, { status, leaveType }] of await standingMarks(ledger.read, id))
          found[names.get(personId) ?? ''] = leaveType === undefined ? status : `${status} ${leaveType}`
      return found
    },
    async stop() {
      await app.stop()
      rmSync(dataDirectory, { recursive: true, force: true })
    },
  }
}
