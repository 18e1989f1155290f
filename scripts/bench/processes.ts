import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { onCore } from './core.ts'

export interface RunningServer {
  port: number
  pid: number
  stop(): Promise<void>
}

/** Starts a server as its own process on the first core and waits until it prints `{"port":12345}`. */
export async function startServer(script: string, args: string[] = []): Promise<RunningServer> {
  const child = startNode(script, args, 0)
  const port = await portOf(child, script)
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

/** Runs a script to its end on the second core and gives what it printed on its last line, which must be JSON. */
export async function runScript(script: string, args: string[]): Promise<unknown> {
  const child = startNode(script, args, 1)
  let last = ''
  for await (const line of linesOf(child)) last = line
  return JSON.parse(last)
}

function startNode(script: string, args: string[], core: 0 | 1): ChildProcess {
  const [program, rest] = onCore(core, [process.execPath, script, ...args])
  return spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
}

async function portOf(child: ChildProcess, script: string): Promise<number> {
  for await (const line of linesOf(child)) {
    const port = /"port":\s*(\d+)/.exec(line)?.[1]
    if (port !== undefined) return Number(port)
  }
  throw new Error(`starting ${script}: it ended without printing its port`)
}

function linesOf(child: ChildProcess): AsyncIterable<string> {
  if (child.stdout === null) throw new Error('a child process without an output')
  return createInterface({ input: child.stdout })
}
