import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { postgresInstalled, startPostgres, type TestPostgres } from '../../scripts/services.ts'

/** A server with one database made for this run, in which every test gets a schema of its own. */
export interface PostgresForTests {
  /** The address of a new and empty schema. */
  emptySchema(): Promise<string>
  /** The address of a new and empty database, for tests that change settings or end connections. */
  emptyDatabase(options?: string): Promise<string>
  /** Says one statement to the server as its administrator. */
  administer(statement: string, values?: unknown[]): Promise<void>
  /** Drops what was made, and stops the server if it was started for this run. */
  stop(): Promise<void>
}

/** A PostgreSQL for contract tests: the one whose address is set, else a private one; undefined, and said, when there is neither. */
export async function postgresForTests(): Promise<PostgresForTests | undefined> {
  const url = process.env['QINGFENG_TEST_DATABASE_URL']
  if (url) return databasesOn({ url, stop: async () => {} })
  const server = await privatePostgres()
  return server && databasesOn(server)
}

/** A PostgreSQL of one's own, for tests that make it crash; undefined, and said, when none is installed. */
export async function privatePostgres(): Promise<TestPostgres | undefined> {
  if (postgresInstalled()) return startPostgres()
  console.log(
    'Not run: the tests of the ledger on PostgreSQL. Install postgresql, or set QINGFENG_TEST_DATABASE_URL.',
  )
  return undefined
}

/** Makes databases on a server, and says one statement at a time to it as its administrator. */
export async function databasesOn(server: Pick<TestPostgres, 'url' | 'stop'>): Promise<PostgresForTests> {
  const made: string[] = []
  const administer = (statement: string, values: unknown[] = []) => once(server.url, statement, values)
  const emptyDatabase = async (options = CHINESE) => {
    const name = `qingfeng_test_${randomBytes(6).toString('hex')}`
    await administer(`create database ${name} template template0 ${options}`)
    made.push(name)
    const url = new URL(server.url)
    url.pathname = `/${name}`
    return url.href
  }
  let shared: Promise<string> | undefined
  let schemas = 0

  return {
    administer,
    emptyDatabase,
    async emptySchema() {
      shared ??= emptyDatabase()
      const url = new URL(await shared)
      const name = `s${++schemas}`
      await once(url.href, `create schema ${name}`)
      url.searchParams.set('options', `-csearch_path=${name}`)
      return url.href
    },
    async stop() {
      try {
        for (const name of made) await administer(`drop database ${name} with (force)`)
      } finally {
        await server.stop()
      }
    },
  }
}

// As on a Chinese server, where words are sorted by their sound.
const CHINESE = `encoding 'UTF8' locale_provider icu icu_locale 'zh' locale 'C'`

/** A connection of its own for each statement, because tests end connections and servers on purpose. */
async function once(url: string, statement: string, values: unknown[] = []): Promise<void> {
  const client = new Client(url)
  await client.connect()
  try {
    await client.query(statement, values)
  } finally {
    await client.end()
  }
}
