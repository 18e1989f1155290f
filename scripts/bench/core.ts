import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** A command that stays on one core, where the machine lets us say so: the server on 0, the load on 1. */
export function onCore(core: 0 | 1, command: string[]): [string, string[]] {
  const canPin = process.platform === 'linux' && existsSync('/usr/bin/taskset') && availableParallelism() > 1
  const [program = '', ...rest] = canPin ? ['/usr/bin/taskset', '-c', String(core), ...command] : command
  return [program, rest]
}
