import { spawn } from 'node:child_process'
import { startPostgres } from './services/postgres.ts'
import { startRedis } from './services/redis.ts'

export { postgresInstalled, startPostgres, type TestPostgres } from './services/postgres.ts'
export { redisInstalled, startRedis, type TestRedis } from './services/redis.ts'

/**
 * `node scripts/services.ts -- <command...>` runs a command with the addresses of a private Redis and a private PostgreSQL in
 * its environment and stops both afterwards; without a command they stay until Ctrl-C.
 */
async function run(command: string[]): Promise<number> {
  const started = await Promise.allSettled([startRedis(), startPostgres()])
  const stopAll = () =>
    Promise.all(started.map(each => (each.status === 'fulfilled' ? each.value.stop() : undefined)))
  try {
    const failures = started.filter(each => each.status === 'rejected')
    for (const { reason } of failures) console.error(reason instanceof Error ? reason.message : reason)
    const [redis, postgres] = started
    if (redis.status === 'rejected' || postgres.status === 'rejected') return 1
    const addresses = {
      QINGFENG_TEST_REDIS_URL: redis.value.url,
      QINGFENG_TEST_DATABASE_URL: postgres.value.url,
    }
    for (const [name, url] of Object.entries(addresses)) console.log(`${name}=${url}`)
    return await (command.length === 0 ? untilInterrupted() : runCommand(command, addresses))
  } finally {
    await stopAll()
  }
}

function runCommand([program = '', ...args]: string[], addresses: Record<string, string>): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...addresses } })
  // Ctrl-C reaches the command by itself, as it is in the same terminal; here it only must not end us before the cleaning up.
  onSignals(signal => signal !== 'SIGINT' && child.kill(signal))
  return new Promise(resolve => {
    child.once('error', error => {
      console.error(`${program} could not be started: ${error.message}`)
      resolve(1)
    })
    child.once('exit', code => resolve(code ?? 1))
  })
}

function untilInterrupted(): Promise<number> {
  console.log('Press Ctrl-C to stop both.')
  const stay = setInterval(() => {}, 60_000)
  return new Promise(resolve => {
    onSignals(() => {
      clearInterval(stay)
      resolve(0)
    })
  })
}

function onSignals(listener: (signal: NodeJS.Signals) => unknown): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.removeAllListeners(signal)
    process.on(signal, listener)
  }
}

if (import.meta.main) {
  const args = process.argv.slice(2)
  onSignals(() => process.exit(130))
  process.exitCode = await run(args[0] === '--' ? args.slice(1) : args)
}
