import { randomUUID } from 'node:crypto'
import { connect, createServer, type AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createInbox } from '../../src/bot/inbox.ts'
import { audit } from '../../src/ledger/audit.ts'
import { LedgerRefused, LedgerUnavailable, type Ledger, type Trx } from '../../src/ledger/ledger.ts'
import { openLedger } from '../../src/ledger/open.ts'
import { openPostgres } from '../../src/ledger/postgres.ts'
import { createLog } from '../../src/log.ts'
import { say, type Message } from '../../src/talk/message.ts'
import { databasesOn, privatePostgres } from '../support/postgres.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'

const server = (await privatePostgres())!
const now = new Date('2026-11-20T01:00:00Z')

let databases: Awaited<ReturnType<typeof databasesOn>>
beforeAll(async () => {
  if (server) databases = await databasesOn(server)
})
afterAll(() => databases?.stop())

const open = (databaseUrl: string) => openLedger({ directory: '', databaseUrl, mode: 'trial', now })

describe.runIf(server)('the ledger when PostgreSQL fails', () => {
  /** The one database in which every test has its schema. */
  let name: string
  let databaseUrl: string
  let ledger: Ledger
  beforeAll(async () => {
    name = new URL(await databases.emptySchema()).pathname.slice(1)
    // Two units that block each other are found at once instead of after a second.
    await databases.administer(`alter database ${name} set deadlock_timeout = '20ms'`)
  })
  beforeEach(async () => {
    databaseUrl = await databases.emptySchema()
    ledger = await open(databaseUrl)
  })
  afterEach(() => ledger.close())

  const put = (trx: Trx, key: string) => trx.insertInto('meta').values({ key, value: '1' }).execute()
  const change = (trx: Trx, key: string) =>
    trx.updateTable('meta').set({ value: '2' }).where('key', '=', key).execute()
  const keys = async () =>
    (await ledger.read.selectFrom('meta').select('key').where('key', 'like', 'k%').execute()).map(
      row => row.key,
    )
  const fail = (trx: Trx, code: string) =>
    sql`do ${sql.lit(`begin raise exception 'for the test' using errcode = '${code}'; end`)}`.execute(trx)

  /** Ends what is connected to this database, as an administrator or a failover would. */
  const endConnections = () =>
    databases.administer('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])

  /** Eight callers write one unit after another until told to stop; what was acknowledged and what failed is kept. */
  function load() {
    const acknowledged: string[] = []
    const failures: unknown[] = []
    const stop = new AbortController()
    const caller = async () => {
      while (!stop.signal.aborted) {
        const key = `k${randomUUID()}`
        try {
          await ledger.write(trx => put(trx, key))
          acknowledged.push(key)
        } catch (error) {
          failures.push(error)
          // A caller of ours would answer 503 and be asked again seconds later.
          await new Promise(resolve => setImmediate(resolve))
        }
      }
    }
    const callers = Promise.all(Array.from({ length: 8 }, caller))
    return {
      acknowledged,
      failures,
      untilWritten: (count: number) =>
        vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(count), {
          timeout: 10_000,
          interval: 5,
        }),
      async stop() {
        stop.abort()
        await callers
      },
    }
  }

  describe('units that collide', () => {
    test('a unit that could not be put in order with others runs again', async () => {
      let runs = 0
      await ledger.write(async trx => {
        runs++
        await put(trx, 'k1')
        if (runs < 3) await fail(trx, '40001')
      })
      expect([runs, await keys()]).toEqual([3, ['k1']])
    })

    test('two units that wait for each other are both written', async () => {
      await ledger.write(async trx => {
        await put(trx, 'k1')
        await put(trx, 'k2')
      })
      const bothHold = barrier(2)
      const crossed = (first: string, second: string) => {
        let runs = 0
        return ledger.write(async trx => {
          runs++
          await change(trx, first)
          if (runs === 1) await bothHold()
          await change(trx, second)
          return runs
        })
      }
      const runs = await Promise.all([crossed('k1', 'k2'), crossed('k2', 'k1')])
      expect(runs.toSorted()).toEqual([1, 2])
    })

    test('a unit that collides for ever is given up as unavailable, one that repeats itself with its own error', async () => {
      let runs = 0
      const colliding = ledger.write(async trx => {
        runs++
        await fail(trx, '40P01')
      })
      await expect(colliding).rejects.toThrow(LedgerUnavailable)
      expect(runs).toBe(5)
      const twice = ledger.write(async trx => {
        await put(trx, 'k1')
        await put(trx, 'k1')
      })
      await expect(twice).rejects.toMatchObject({ code: '23505' })
      expect(await keys()).toEqual([])
    })

    test('a unit that goes on after a failed statement is not acknowledged', async () => {
      const unit = ledger.write(async trx => {
        await put(trx, 'k1')
        await fail(trx, '22012').catch(() => {})
      })
      await expect(unit).rejects.toThrow(/rolled back/)
      expect(await keys()).toEqual([])
    })
  })

  test.each([
    ['the disk is full', '53100'],
    ['there is no memory', '53200'],
    ['a statement was cancelled', '57014'],
    ['the server is shutting down', '57P01'],
    ['the primary has become read-only', '25006'],
    ['a file cannot be read', '58030'],
  ])(
    'when %s, the unit is refused as unavailable, runs once, and the next one is written',
    async (_, code) => {
      let runs = 0
      const unit = ledger.write(async trx => {
        runs++
        await put(trx, 'k1')
        await fail(trx, code)
      })
      await expect(unit).rejects.toThrow(LedgerUnavailable)
      expect(runs).toBe(1)
      await ledger.write(trx => put(trx, 'k2'))
      expect(await keys()).toEqual(['k2'])
    },
  )

  test('a unit that waits too long for another one is refused as unavailable', async () => {
    const hasty = openPostgres(databaseUrl, { connectMs: 1000, statementMs: 50 })
    await ledger.write(trx => put(trx, 'k1'))
    await ledger.write(async trx => {
      await change(trx, 'k1')
      await expect(hasty.write(other => change(other, 'k1'))).rejects.toThrow(LedgerUnavailable)
    })
    await hasty.write(trx => change(trx, 'k1'))
    await hasty.close()
  })

  test('connections that ended while nobody used them are not noticed', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, index) => ledger.write(trx => put(trx, `k${index}`))))
    for (let round = 0; round < 3; round++) {
      await endConnections()
      await ledger.write(trx => change(trx, 'k1'))
      await endConnections()
      expect(await keys()).toHaveLength(10)
    }
  })

  test('a connection that turns out to be dead when it is used is replaced, for a unit and for a reader', async () => {
    const line = await startForgetfulLine(databaseUrl)
    const far = openPostgres(line.url)
    let runs = 0
    for (const statement of ['start transaction', 'start transaction', 'select']) {
      line.forgetNext(statement)
      await far.write(trx => put(trx, `k${++runs}`))
      expect(
        await far.read.selectFrom('meta').select('key').where('key', '=', `k${runs}`).execute(),
      ).toHaveLength(1)
    }
    expect(runs).toBe(3)
    await far.close()
    line.stop()
  })

  test('when all connections are ended under load, what was acknowledged is there and the next unit is written', async () => {
    const work = load()
    for (let round = 1; round <= 5; round++) {
      await work.untilWritten(round * 30)
      await endConnections()
    }
    await work.untilWritten(work.acknowledged.length + 30)
    await work.stop()
    await ledger.write(trx => put(trx, 'k-after'))
    for (const failure of work.failures) expect(failure).toBeInstanceOf(LedgerUnavailable)
    expect(new Set(await keys()).isSupersetOf(new Set([...work.acknowledged, 'k-after']))).toBe(true)
  })

  test('when the server crashes and recovers under load, what was acknowledged is there', async () => {
    const work = load()
    await work.untilWritten(30)
    const victim = new Client(databaseUrl)
    victim.on('error', () => {})
    await victim.connect()
    const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid')
    // PostgreSQL answers the death of one of its processes by ending all of them and recovering from its log.
    process.kill(rows[0]!.pid, 'SIGKILL')
    await vi.waitFor(() => expect(work.failures.length).toBeGreaterThan(0), { timeout: 10_000, interval: 5 })
    await work.untilWritten(work.acknowledged.length + 30)
    await work.stop()
    for (const failure of work.failures) expect(failure).toBeInstanceOf(LedgerUnavailable)
    expect(new Set(await keys()).isSupersetOf(new Set(work.acknowledged))).toBe(true)
  })

  test('behind a primary that became a standby nothing is acknowledged, and after a failover it goes on', async () => {
    await databases.administer(`alter database ${name} set default_transaction_read_only = on`)
    await endConnections()
    await expect(ledger.write(trx => put(trx, 'k1'))).rejects.toThrow(LedgerUnavailable)
    await databases.administer(`alter database ${name} reset default_transaction_read_only`)
    await ledger.write(trx => put(trx, 'k2'))
    expect(await keys()).toEqual(['k2'])
  })

  describe('on a bad line', () => {
    let proxy: TcpProxy
    let far: Ledger
    beforeEach(async () => {
      proxy = await startTcpProxy(Number(new URL(databaseUrl).port))
      const url = new URL(databaseUrl)
      url.port = String(proxy.port)
      far = openPostgres(url.href, { connectMs: 200, statementMs: 100 })
    })
    afterEach(async () => {
      await proxy.stop()
      await far.close()
    })

    test('a server that does not answer is given up soon, and used again when it answers', async () => {
      await far.write(trx => put(trx, 'k1'))
      await proxy.blackhole()
      const began = performance.now()
      await expect(far.write(trx => put(trx, 'k2'))).rejects.toThrow(LedgerUnavailable)
      expect(performance.now() - began).toBeLessThan(2000)
      await proxy.normal()
      await far.write(trx => put(trx, 'k3'))
      await proxy.refuse()
      await expect(far.write(trx => put(trx, 'k4'))).rejects.toThrow(LedgerUnavailable)
      await proxy.normal()
      await far.write(trx => put(trx, 'k5'))
      expect(await keys()).toEqual(expect.arrayContaining(['k1', 'k3', 'k5']))
    })
  })

  test('a message that was written, but whose COMMIT was not answered, is unavailable once and then has its one effect', async () => {
    const line = await startForgetfulLine(databaseUrl)
    const far = openPostgres(line.url)
    let runs = 0
    const receive = createInbox({
      ledger: far,
      respond: async trx => {
        runs++
        await audit(trx, { at: now, actor: 'p1', action: 'mark', object: 'session:s1' })
        return { reply: say(`已登记${runs}`), sender: 'p1', effect: 'mark.self' }
      },
      log: createLog('silent', Buffer.alloc(32)),
    })
    const message: Message = {
      channel: 'aibot',
      id: 'm1',
      chat: { kind: 'group', id: 'g1' },
      sender: 'liufang',
      replyLimit: 2048,
      content: { kind: 'text', text: '参加' },
    }
    line.forgetNext('commit')
    await expect(receive(message, now)).rejects.toThrow(LedgerUnavailable)
    expect(await receive(message, now)).toEqual(say('已登记1'))
    expect(runs).toBe(1)
    expect(await ledger.read.selectFrom('audit').select('id').execute()).toHaveLength(1)
    await far.close()
    line.stop()
  })
})

describe.runIf(server)('a ledger on PostgreSQL that cannot be opened', () => {
  let databaseUrl: string
  beforeAll(async () => {
    databaseUrl = await databases.emptySchema()
  })

  const refusal = async (url: string) => {
    const error: unknown = await open(url).catch(error => error)
    expect(error).toBeInstanceOf(LedgerRefused)
    return (error as LedgerRefused).message
  }
  const at = (change: (url: URL) => void) => {
    const url = new URL(databaseUrl)
    url.username = 'postgres'
    url.password = 'geheim'
    change(url)
    return url.href
  }

  test.each<[string, (url: URL) => void, RegExp]>([
    ['a port where nobody listens', url => (url.port = '1'), /^连不上数据库 127\.0\.0\.1:1。/],
    [
      'a host that does not exist',
      url => (url.hostname = 'nowhere.invalid'),
      /^连不上数据库 nowhere\.invalid/,
    ],
    ['a database that does not exist', url => (url.pathname = '/nothing'), /^服务器上没有这个库。/],
    ['a user that does not exist', url => (url.username = 'nobody'), /^数据库 127\.0\.0\.1:\d+ 拒绝了登录。/],
  ])('%s gets a sentence without a password in it', async (_, change, sentence) => {
    const said = await refusal(at(change))
    expect(said).toMatch(sentence)
    expect(said).not.toMatch(/geheim|nobody|postgres:/)
  })

  test('a database that cannot hold every name is refused', async () => {
    const url = await databases.emptyDatabase(`encoding 'SQL_ASCII' locale 'C'`)
    expect(await refusal(url)).toMatch(/^数据库的编码是 SQL_ASCII/)
  })

  test('a database that another program lives in is refused', async () => {
    const url = new URL(await databases.emptySchema())
    const inhabitant = new Client(url.href)
    await inhabitant.connect()
    await inhabitant.query('create table people (id int)')
    await inhabitant.end()
    expect(await refusal(url.href)).toMatch(/^这个库里已经有别的程序的表。/)
  })

  test('a user who may not make tables is told so', async () => {
    await databases.administer('create role guest login')
    expect(await refusal(at(url => (url.username = 'guest')))).toMatch(/没有建表的权限/)
  })
})

/** Resolves for everybody once so many have come. */
function barrier(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let arrived = 0
  return () => {
    if (++arrived === count) resolve()
    return promise
  }
}

/** A line to the server that once breaks when the server answers a certain statement: it was done, and nobody knows. */
async function startForgetfulLine(databaseUrl: string) {
  const url = new URL(databaseUrl)
  const serverPort = Number(url.port)
  let awaited: string | undefined
  const line = createServer(client => {
    const upstream = connect(serverPort, '127.0.0.1')
    let breaking = false
    client.on('data', said => {
      breaking = awaited !== undefined && said.includes(awaited)
      if (breaking) awaited = undefined
      upstream.write(said)
    })
    upstream.on('data', answer => void (breaking ? client.resetAndDestroy() : client.write(answer)))
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      socket.on('error', () => {})
      socket.on('close', () => other.destroy())
    }
  })
  await new Promise<void>(resolve => line.listen(0, '127.0.0.1', resolve))
  url.port = String((line.address() as AddressInfo).port)
  return {
    url: url.href,
    forgetNext: (statement: string) => void (awaited = statement),
    stop: () => line.close(),
  }
}
