import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'

/** How to start one server program and how to know that it answers. */
export interface ServerPlan {
  /** For messages: 'redis-server'. */
  name: string
  program: string
  args: string[]
  /** The server's own folder, removed with it. */
  folder: string
  /** The account it runs under; the own one if left out. */
  account?: Account | undefined
  /** Part of the line that it prints once it accepts connections. */
  readyLine: string
  stopSignal: NodeJS.Signals
}

export interface Account {
  uid: number
  gid: number
}

export interface RunningServer {
  pid: number
  signal(signal: NodeJS.Signals): void
  /** Ends the server, kills it after five seconds, and removes its folder. Calling it again does nothing more. */
  stop(): Promise<void>
}

const START_MS = 20_000
const STOP_MS = 5000

/** Starts a server and resolves once it is ready; rejects with its last lines when it ends before that. */
export async function startServer(plan: ServerPlan): Promise<RunningServer> {
  const child = spawn(plan.program, plan.args, {
    cwd: plan.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...plan.account,
  })
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const killAtExit = () => {
    child.kill('SIGKILL')
    rmSync(plan.folder, { recursive: true, force: true })
  }
  process.once('exit', killAtExit)
  const stop = async (signal = plan.stopSignal) => {
    process.off('exit', killAtExit)
    child.kill(signal)
    const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    await ended
    clearTimeout(impatience)
    rmSync(plan.folder, { recursive: true, force: true })
  }
  try {
    await ready(child, plan)
  } catch (error) {
    await stop('SIGKILL')
    throw error
  }
  return { pid: child.pid ?? 0, signal: signal => child.kill(signal), stop: () => stop() }
}

function ready(child: ChildProcess, { name, readyLine }: ServerPlan): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const impatience = setTimeout(
    () => reject(new Error(`${name} did not get ready in ${START_MS} ms`)),
    START_MS,
  )
  let output = ''
  const listen = (chunk: Buffer) => {
    // Also after the start: a pipe that nobody reads would block the server some day.
    output = (output + chunk.toString()).slice(-4000)
    if (output.includes(readyLine)) resolve()
  }
  child.stdout?.on('data', listen)
  child.stderr?.on('data', listen)
  child.once('error', cause => reject(new Error(`${name} could not be started`, { cause })))
  child.once('exit', code => reject(new Error(`${name} ended at once (${code}):\n${output}`)))
  return promise.finally(() => clearTimeout(impatience))
}
