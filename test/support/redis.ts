import { redisInstalled, startRedis, type TestRedis } from '../../scripts/services.ts'

/** A Redis for contract tests: the one whose address is set, else a private one; undefined, and said, when there is neither. */
export async function redisForTests(): Promise<Pick<TestRedis, 'url' | 'stop'> | undefined> {
  const url = process.env['QINGFENG_TEST_REDIS_URL']
  if (url) return { url, stop: async () => {} }
  return privateRedis()
}

/** A Redis of one's own, for tests that freeze or stop it; undefined, and said, when redis-server is absent. */
export async function privateRedis(): Promise<TestRedis | undefined> {
  if (redisInstalled()) return startRedis()
  console.log(
    'Not run: the tests of the commons on Redis. Install redis-server, or set QINGFENG_TEST_REDIS_URL.',
  )
  return undefined
}
