/** A smoke of `npm start`: the real command in an empty data directory, a page, one message over the wire, a clean stop. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './services/port.ts'

const port = await freePort()
const directory = mkdtempSync(join(tmpdir(), 'qingfeng-smoke-'))
const env = { ...process.env, PORT: String(port), DATA_DIR: directory, LOG_LEVEL: 'warn' }
// A group of its own, so that npm and what it started end together.
const bot = spawn('npm', ['start'], { env, detached: true, stdio: ['ignore', 'inherit', 'inherit'] })
const ended = new Promise<number | null>(resolve => bot.once('exit', resolve))
const base = `http://127.0.0.1:${port}`

try {
  await ready()
  await expectPage('/playground', '清风')
  const answer = await fetch(`${base}/emulator/say`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: 'liufang', chat: { single: 'aibot' }, text: '病假要不要证明' }),
  })
  const said = await answer.text()
  if (!said.includes('第八条')) throw new Error(`the rule was not answered: ${said}`)
  console.log('npm start: playground served, a rule answered over the wire')
} finally {
  if (bot.pid !== undefined) process.kill(-bot.pid, 'SIGTERM')
  await ended
  rmSync(directory, { recursive: true, force: true })
}

async function ready(): Promise<void> {
  const until = Date.now() + 30_000
  while (Date.now() < until) {
    if (
      await fetch(`${base}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error('npm start was not ready within 30 seconds')
}

async function expectPage(path: string, words: string): Promise<void> {
  const page = await fetch(`${base}${path}`)
  if (!page.ok || !(await page.text()).includes(words)) throw new Error(`${path} is not what it should be`)
}
