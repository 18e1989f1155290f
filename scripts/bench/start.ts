import { readFileSync } from 'node:fs'
import type { Line } from '../bench.ts'
import { makeLiveOffice, stopBot, tell } from '../office/live.ts'
import { median } from './rounds.ts'
import { fileURLToPath } from 'node:url'
import { startServer } from './processes.ts'
import { benchKeys, groupTextOf, sealCallback } from './messages.ts'

/** P11 and P12: idle memory, and the time from start to the first verified callback, beside Koa with @wecom/crypto. */
export async function benchStart(rounds: number): Promise<Line[]> {
  const office = await makeLiveOffice(50)
  const ours: number[] = []
  const theirs: number[] = []
  const oursRss: number[] = []
  const theirsRss: number[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      let startedAt = performance.now()
      const bot = await office.start()
      await tell(office, { msgid: `start${round}`, userid: 'member1', text: '帮助' })
      ours.push(performance.now() - startedAt)
      oursRss.push(rssOf(bot.pid))
      await stopBot(bot)

      startedAt = performance.now()
      const reference = await startServer(fileURLToPath(new URL('./servers/koa-crypto.ts', import.meta.url)))
      const { query, body } = sealCallback(
        benchKeys,
        groupTextOf({ msgid: '1', chatid: 'c', userid: 'u', text: 'x' }),
        new Date(),
      )
      await fetch(`http://127.0.0.1:${reference.port}/wecom/aibot?${query}`, {
        method: 'POST',
        body: new Uint8Array(body),
      })
      theirs.push(performance.now() - startedAt)
      theirsRss.push(rssOf(reference.pid))
      await reference.stop()
    }
  } finally {
    office.remove()
  }
  const times = median(ours.map((time, round) => time / (theirs[round] ?? time)))
  const memory = median(oursRss.map((bytes, round) => bytes / (theirsRss[round] ?? bytes)))
  return [
    {
      name: 'start to first verified callback / koa + @wecom/crypto',
      figure: `${times.toFixed(2)} x (${median(ours).toFixed(0)} ms)`,
      goal: '<= 2 (P12)',
    },
    {
      name: 'idle memory / koa + @wecom/crypto',
      figure: `${memory.toFixed(2)} x (${median(oursRss).toFixed(0)} MB)`,
      goal: '<= 1.4 (P11)',
    },
  ]
}

/** Resident memory in MB (Linux only). */
function rssOf(pid: number | undefined): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? Number.NaN) / 1024
}
