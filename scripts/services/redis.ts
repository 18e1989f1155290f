import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './port.ts'
import { startServer } from './server.ts'

const PROGRAMS = ['/usr/bin/redis-server', '/usr/local/bin/redis-server']

export interface TestRedis {
  /** redis://127.0.0.1:port */
  url: string
  port: number
  pid: number
  stop(): Promise<void>
  /** Stops the process in its tracks (SIGSTOP): its connections stay open and nothing answers. */
  freeze(): void
  /** Lets a frozen process go on (SIGCONT). */
  thaw(): void
}

export function redisInstalled(): boolean {
  return program() !== undefined
}

/** Starts a private Redis on loopback that keeps nothing on disk. A port may be given to restart one under its old address. */
export async function startRedis({ port = 0 } = {}): Promise<TestRedis> {
  const found = program()
  if (found === undefined)
    throw new Error('No redis-server was found. Install it with: apt-get install redis-server')
  const chosen = port === 0 ? await freePort() : port
  const folder = mkdtempSync(join(tmpdir(), 'qingfeng-redis-'))
  const server = await startServer({
    name: 'redis-server',
    program: found,
    args: [
      '--bind',
      '127.0.0.1',
      '--port',
      String(chosen),
      '--dir',
      folder,
      '--save',
      '',
      '--appendonly',
      'no',
    ],
    folder,
    readyLine: 'Ready to accept connections',
    // There is nothing to keep, and a frozen process does not hear a gentler signal.
    stopSignal: 'SIGKILL',
  })
  return {
    url: `redis://127.0.0.1:${chosen}`,
    port: chosen,
    pid: server.pid,
    stop: server.stop,
    freeze: () => server.signal('SIGSTOP'),
    thaw: () => server.signal('SIGCONT'),
  }
}

function program(): string | undefined {
  return PROGRAMS.find(each => existsSync(each))
}
