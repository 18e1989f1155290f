import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import type { Line } from '../bench.ts'
import { makeLiveOffice, stopBot, type LiveOffice } from '../office/live.ts'
import type { BurstResult } from './burst-load.ts'
import { measureDisk } from './disk.ts'
import { benchKeys, groupTextOf, openReply, sealCallback } from './messages.ts'
import { runScript, startServer } from './processes.ts'
import { median } from './rounds.ts'

const MEMBERS = 5000
const WARM_UP_MS = 5000

interface Target {
  url: string
  pid: number
}

type Round = Record<'text' | 'tap' | 'none' | 'perMessage', BurstResult>

/**
 * P5 and P6: 5,000 members answer within five seconds and within one, by words and by taps on a card, beside a server that
 * keeps nothing and one that commits each message by itself. Every mark is counted in the ledger afterwards.
 */
export async function benchBurst(rounds: number): Promise<Line[]> {
  const office = await makeLiveOffice(MEMBERS)
  const bot = await office.start()
  const none = await startServer(script('servers/koa-crypto'))
  const perMessage = await startServer(script('servers/koa-per-message'))
  try {
    const ours = { url: office.url, pid: bot.pid ?? 0 }
    const taskId = await cardOf(office)
    const lines = measureDisk()
    let sent = 1
    const burst = (target: Target, windowMs: number, flags: string[] = []) =>
      load(target, ['--window-ms', String(windowMs), ...flags])
    const words = ['--chatid', office.chatid, '--text', '参加']
    const taps = ['--chatid', office.chatid, '--task-id', taskId]
    // Nobody asks how quick a program is that has just been started; all of them run warm.
    await burst(server(none), WARM_UP_MS)
    whole(await burst(ours, WARM_UP_MS, words))
    await burst(server(perMessage), WARM_UP_MS)
    whole(await burst(ours, WARM_UP_MS, taps))
    sent += 2 * MEMBERS
    for (const windowMs of [5000, 1000]) {
      const measured: Round[] = []
      for (let round = 0; round < rounds; round++) {
        measured.push({
          none: await burst(server(none), windowMs),
          text: whole(await burst(ours, windowMs, words)),
          perMessage: await burst(server(perMessage), windowMs),
          tap: whole(await burst(ours, windowMs, taps)),
        })
        sent += 2 * MEMBERS
      }
      lines.push(...report(measured, windowMs))
    }
    return [...lines, countedIn(office, sent)]
  } finally {
    await stopBot(bot)
    await none.stop()
    await perMessage.stop()
    office.remove()
  }
}

function script(name: string): string {
  return fileURLToPath(new URL(`./${name}.ts`, import.meta.url))
}

function server({ port, pid }: { port: number; pid: number }): Target {
  return { url: `http://127.0.0.1:${port}/wecom/aibot`, pid }
}

async function load({ url, pid }: Target, flags: string[]): Promise<BurstResult> {
  const target = ['--url', url, '--pid', String(pid), '--members', String(MEMBERS)]
  return (await runScript(script('burst-load'), [...target, ...flags])) as BurstResult
}

/** The reference may fall behind until connections time out; ours may not. */
function whole(result: BurstResult): BurstResult {
  if (result.errors > 0) throw new Error(`${result.errors} messages were not answered as they should be`)
  return result
}

/** The first answer in the group brings the card. */
async function cardOf({ url, chatid }: LiveOffice): Promise<string> {
  const plain = groupTextOf({ msgid: 'first', chatid, userid: 'member0', text: '请假' })
  const { query, body } = sealCallback(benchKeys, plain, new Date())
  const response = await fetch(`${url}?${query}`, { method: 'POST', body: new Uint8Array(body) })
  const reply = openReply(benchKeys, await response.text()) as { template_card?: { task_id?: string } }
  const taskId = reply.template_card?.task_id
  if (taskId === undefined) throw new Error('the first answer brought no card')
  return taskId
}

function report(rounds: Round[], windowMs: number): Line[] {
  const seconds = windowMs / 1000
  return (['text', 'tap'] as const).flatMap(kind => {
    const name = `${MEMBERS} in ${seconds} s, ${kind === 'text' ? 'words' : 'taps'}`
    const ofRounds = (pick: (round: Round) => number) => median(rounds.map(pick))
    const p99 = ofRounds(round => round[kind].p99Ms)
    const toNone = ofRounds(round => round[kind].p99Ms / round.none.p99Ms)
    const toFull = ofRounds(round => round[kind].p99Ms / round.perMessage.p99Ms)
    const bytes = ofRounds(round => round[kind].bytesPerMessage)
    const bytesToFull = ofRounds(round => round[kind].bytesPerMessage / round.perMessage.bytesPerMessage)
    const answered = ofRounds(round => round[kind].allAnsweredMs)
    const isFast = windowMs === 1000
    return [
      {
        name: `${name}: p99`,
        figure: `${p99.toFixed(0)} ms, ${toNone.toFixed(2)} x no storage, ${toFull.toFixed(2)} x a commit each`,
        goal: isFast ? '<= 0.1 x a commit each (P5)' : '<= 2 x and <= 0.4 x (P5)',
      },
      {
        name: `${name}: all answered after`,
        figure: `${(answered / 1000).toFixed(2)} s`,
        ...(isFast && { goal: '<= 1.2 s (P5)' }),
      },
      {
        name: `${name}: written for a mark`,
        figure: `${bytes.toFixed(0)} bytes, ${bytesToFull.toFixed(2)} x a commit each`,
        goal: `<= ${isFast ? '0.1' : '0.5'} x (P6)`,
      },
    ]
  })
}

/** Each burst changes every member's mark: one row for each message that was answered, no more and no less. */
function countedIn({ dataDirectory }: LiveOffice, sent: number): Line {
  const ledger = new DatabaseSync(join(dataDirectory, 'ledger.sqlite'), { readOnly: true })
  const row = ledger.prepare('select count(*) as count from marks').get()
  ledger.close()
  const kept = Number(row?.['count'])
  return {
    name: 'bursts: marks kept of those answered',
    figure: `${kept} of ${sent}`,
    required: 'all, and none twice',
    holds: kept === sent,
  }
}
