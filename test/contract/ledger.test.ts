import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { applyMark } from '../../src/attendance/apply.ts'
import { openSession } from '../../src/attendance/open-session.ts'
import { registerOf, tally } from '../../src/attendance/tally.ts'
import { createInbox } from '../../src/bot/inbox.ts'
import type { Respond } from '../../src/bot/respond.ts'
import * as botTexts from '../../src/bot/texts.ts'
import { audit, forgetInAudit, sealAudit, verifyAudit } from '../../src/ledger/audit.ts'
import { compiledOnce } from '../../src/ledger/compiled.ts'
import { LedgerRefused, type Ledger, type Trx } from '../../src/ledger/ledger.ts'
import { migrate } from '../../src/ledger/migrate.ts'
import { migrations, type Migration } from '../../src/ledger/migrations.ts'
import { openLedger } from '../../src/ledger/open.ts'
import { dropOld } from '../../src/ledger/retention.ts'
import { takeTurns } from '../../src/ledger/turns.ts'
import { createLog } from '../../src/log.ts'
import type { RosterRow } from '../../src/people/roster-file.ts'
import { importRoster } from '../../src/people/roster-import.ts'
import { membersOf } from '../../src/people/store.ts'
import { say, type Message } from '../../src/talk/message.ts'
import { postgresForTests } from '../support/postgres.ts'

const postgres = await postgresForTests()
afterAll(() => postgres?.stop())

const now = new Date('2026-11-20T01:00:00Z')
const key = Buffer.alloc(32, 7)

/** An empty place for one ledger, which can be opened more than once. */
interface Place {
  open(mode?: 'trial' | 'live'): Promise<Ledger>
  remove(): void
}

function inDirectory(): Place {
  const directory = mkdtempSync(join(tmpdir(), 'qingfeng-ledger-'))
  return {
    open: (mode = 'trial') => openLedger({ directory, mode, now }),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}

async function inSchema(): Promise<Place> {
  const databaseUrl = await postgres!.emptySchema()
  return {
    open: (mode = 'trial') => openLedger({ directory: '', databaseUrl, mode, now }),
    remove: () => {},
  }
}

const log = createLog('silent', key)
const message: Message = {
  channel: 'aibot',
  id: 'm1',
  chat: { kind: 'group', id: 'g1' },
  sender: 'liufang',
  replyLimit: 2048,
  content: { kind: 'text', text: '参加' },
}
/** Leaves one audit row a message, and answers nothing twice. */
const respond: Respond = async trx => {
  await audit(trx, { at: now, actor: 'liufang', action: 'mark', object: 'session:s1' })
  return { reply: say(randomUUID()), sender: 'liufang', effect: 'mark.self' }
}

const twins = [
  { name: 'on SQLite', place: async () => inDirectory() },
  ...(postgres ? [{ name: 'on PostgreSQL', place: inSchema }] : []),
]

describe.each(twins)('the ledger $name', ({ place: newPlace }) => {
  let place: Place
  let ledger: Ledger
  beforeEach(async () => {
    place = await newPlace()
    ledger = await place.open()
  })
  afterEach(async () => {
    await ledger.close()
    place.remove()
  })

  const put = (trx: Trx, key: string, value = '1') => trx.insertInto('meta').values({ key, value }).execute()
  const keys = async (db: Trx = ledger.read) => {
    const rows = await db.selectFrom('meta').select('key').where('key', 'like', 'k%').orderBy('key').execute()
    return rows.map(row => row.key)
  }

  describe('writing', () => {
    test('what a unit wrote is there for every reader when its promise resolves', async () => {
      for (const name of ['k1', 'k2', 'k3']) {
        await ledger.write(trx => put(trx, name))
        expect((await keys()).at(-1)).toBe(name)
      }
    })

    test('nobody reads what a unit has not committed yet', async () => {
      const seen = await ledger.write(async trx => {
        await put(trx, 'k1')
        return [await keys(trx), await keys(ledger.read)]
      })
      expect(seen).toEqual([['k1'], []])
    })

    test('a unit that throws leaves nothing, and the units beside it stay', async () => {
      const outcomes = await Promise.allSettled([
        ledger.write(trx => put(trx, 'k1')),
        ledger.write(async trx => {
          await put(trx, 'k2')
          throw new Error('changed its mind')
        }),
        ledger.write(trx => put(trx, 'k3')),
      ])
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(outcomes[1]).toMatchObject({ reason: new Error('changed its mind') })
      expect(await keys()).toEqual(['k1', 'k3'])
    })

    test('a unit with a statement that fails leaves nothing', async () => {
      const unit = ledger.write(async trx => {
        await put(trx, 'k1')
        await put(trx, 'k2')
        await put(trx, 'k1')
      })
      await expect(unit).rejects.toThrow(/unique/i)
      expect(await keys()).toEqual([])
      await ledger.write(trx => put(trx, 'k1'))
    })

    test('a caller that waits for each unit finds the ones before it', async () => {
      for (let index = 0; index < 20; index++) {
        const before = await ledger.write(async trx => {
          const found = await keys(trx)
          await put(trx, `k${String(index).padStart(2, '0')}`)
          return found
        })
        expect(before).toHaveLength(index)
      }
    })

    test('two hundred units at once are all written', async () => {
      await Promise.all(Array.from({ length: 200 }, (_, index) => ledger.write(trx => put(trx, `k${index}`))))
      expect(await keys()).toHaveLength(200)
    })

    test('units that take turns find what the one before them left', async () => {
      const countOne = () =>
        ledger.write(async trx => {
          await takeTurns(trx, 'counter')
          const before = await trx
            .selectFrom('meta')
            .select('value')
            .where('key', '=', 'k')
            .executeTakeFirst()
          if (before === undefined) return put(trx, 'k', '1')
          const value = String(Number(before.value) + 1)
          return trx.updateTable('meta').set({ value }).where('key', '=', 'k').execute()
        })
      await Promise.all(Array.from({ length: 30 }, countOne))
      const { value } = await ledger.read
        .selectFrom('meta')
        .select('value')
        .where('key', '=', 'k')
        .executeTakeFirstOrThrow()
      expect(value).toBe('30')
    })

    test('units that begin before the end are written by the end', async () => {
      const units = Array.from({ length: 20 }, (_, index) => ledger.write(trx => put(trx, `k${index}`)))
      await ledger.close()
      await Promise.all(units)
      ledger = await place.open()
      expect(await keys()).toHaveLength(20)
    })

    test.each([
      ['a date', now],
      ['an object', {}],
      ['a boolean', true],
    ])('%s is refused instead of being stored as something else', async (_, value) => {
      await expect(ledger.write(trx => put(trx, 'k1', value as unknown as string))).rejects.toThrow(TypeError)
      expect(await keys()).toEqual([])
    })

    test('the reader cannot write', async () => {
      await expect(put(ledger.read, 'k1')).rejects.toThrow(/readonly database|does not answer as it should/)
      expect(await keys()).toEqual([])
    })
  })

  describe('values', () => {
    test('counts, sums and ids are numbers, and the latest of no instants is null', async () => {
      await ledger.write(async trx => {
        await put(trx, 'k1')
        await audit(trx, { at: now, actor: 'system', action: 'test', object: 'test' })
      })
      const counted = await ledger.read
        .selectFrom('meta')
        .select(({ fn, lit }) => [fn.countAll().as('count'), fn.sum(lit(2)).as('sum')])
        .where('key', '=', 'k1')
        .executeTakeFirstOrThrow()
      const { latest } = await ledger.read
        .selectFrom('inbox')
        .select(({ fn }) => fn.max('received_at').as('latest'))
        .executeTakeFirstOrThrow()
      const { id } = await ledger.read.selectFrom('audit').select('id').executeTakeFirstOrThrow()
      expect({ ...counted, latest, id }).toEqual({ count: 1, sum: 2, latest: null, id: 1 })
    })

    test('words are kept to the last character and sorted by code point', async () => {
      const words = ['kB', 'ka', 'ké', 'k䶮', 'k一', 'k中', 'k🌬', 'k𬭎']
      await ledger.write(async trx => {
        for (const word of words.toReversed()) await put(trx, word)
      })
      expect(await keys()).toEqual(words)
    })
  })

  describe('queries that are compiled once', () => {
    const pair = compiledOnce<[string, string], { key: string; value: string }>((db, one, other) =>
      db
        .selectFrom('meta')
        .selectAll()
        .where('key', 'in', [other, one])
        .where('key', '<>', 'k0')
        .orderBy('key'),
    )

    test('take the values of each call, on both connections', async () => {
      const seen = await ledger.write(async trx => {
        for (const name of ['k0', 'k1', 'k2', 'k3']) await put(trx, name, name.toUpperCase())
        return [await pair(trx, 'k1', 'k0'), await pair(trx, 'k3', 'k2')]
      })
      const row = (name: string) => ({ key: name, value: name.toUpperCase() })
      expect(seen.map(rows => rows.map(found => ({ ...found })))).toEqual([
        [row('k1')],
        [row('k2'), row('k3')],
      ])
      expect((await pair(ledger.read, 'k1', 'k2')).map(({ key }) => key)).toEqual(['k1', 'k2'])
    })

    test('do not mix the values of calls at the same time', async () => {
      await ledger.write(async trx => {
        for (let index = 1; index <= 20; index++) await put(trx, `k${index}`)
      })
      const found = await Promise.all(
        Array.from({ length: 20 }, (_, index) => ledger.write(trx => pair(trx, `k${index + 1}`, ''))),
      )
      expect(found.map(([row]) => row?.key)).toEqual(
        Array.from({ length: 20 }, (_, index) => `k${index + 1}`),
      )
    })
  })

  describe('the inbox', () => {
    const effects = async () => (await ledger.read.selectFrom('audit').select('id').execute()).length

    test('a message delivered twenty times at once has one effect and one reply', async () => {
      const receive = createInbox({ ledger, respond, log })
      const replies = await Promise.all(Array.from({ length: 20 }, () => receive(message, now)))
      expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
      expect(await effects()).toBe(1)
      expect(await receive(message, now)).toEqual(replies[0])
    })

    test('fifty messages delivered three times each have fifty effects', async () => {
      const receive = createInbox({ ledger, respond, log })
      const deliveries = Array.from({ length: 150 }, (_, index) => `m${(index * 7) % 50}`)
      await Promise.all(deliveries.map(id => receive({ ...message, id }, now)))
      expect(await effects()).toBe(50)
    })

    test('a message that could not be answered leaves nothing and is answered when it comes again', async () => {
      const broken = createInbox({
        ledger,
        respond: async (trx, ...rest) => {
          await respond(trx, ...rest)
          throw new Error('a fault of ours')
        },
        log,
      })
      expect(await broken(message, now)).toEqual(say(botTexts.apology))
      expect(await effects()).toBe(0)
      expect((await createInbox({ ledger, respond, log })(message, now)).text).not.toBe(botTexts.apology)
    })
  })

  describe('the audit chain', () => {
    const add = (trx: Trx, subject: string) =>
      audit(trx, {
        at: now,
        actor: 'p0',
        action: 'mark',
        object: 'session:s1',
        subject,
        detail: { status: 'present' },
      })

    test('holds after sealing and after forgetting, and shows where it was changed', async () => {
      for (const subject of ['p1', 'p2', 'p3']) await ledger.write(trx => add(trx, subject))
      expect(await sealAudit(ledger, key)).toBe(3)
      await ledger.write(trx => forgetInAudit(trx, 'p2'))
      await ledger.write(trx => add(trx, 'p4'))
      expect(await verifyAudit(ledger.read, key)).toEqual({ holds: true, sealed: 3, unsealed: 1 })

      await ledger.write(trx =>
        trx.updateTable('audit').set({ action: 'x' }).where('subject', '=', 'p2').execute(),
      )
      expect(await verifyAudit(ledger.read, key)).toEqual({ holds: false, seal: 1, why: 'changed' })
    })

    test('is one chain when four seal it while rows are being written', async () => {
      const sealed: number[] = []
      const seal = async () => {
        for (let round = 0; round < 10; round++) sealed.push(await sealAudit(ledger, key, 5))
      }
      const rows = Array.from({ length: 60 }, (_, index) => ledger.write(trx => add(trx, `p${index}`)))
      await Promise.all([...rows, seal(), seal(), seal(), seal()])
      sealed.push(await sealAudit(ledger, key))
      expect(sealed.reduce((sum, count) => sum + count)).toBe(60)
      expect(await verifyAudit(ledger.read, key)).toEqual({ holds: true, sealed: 60, unsealed: 0 })
    })

    test('is walked to its end when it is longer than one portion', async () => {
      await ledger.write(async trx => {
        for (let index = 0; index < 1001; index++) await add(trx, 'p1')
      })
      expect([await sealAudit(ledger, key), await sealAudit(ledger, key)]).toEqual([1000, 1])
      expect(await verifyAudit(ledger.read, key)).toEqual({ holds: true, sealed: 1001, unsealed: 0 })
    })
  })

  describe('opening', () => {
    const migrateWith = (list: readonly Migration[]) =>
      migrate({
        dialect: ledger.dialect,
        db: ledger.read,
        inTransaction: unit => ledger.write(unit),
        backup: async () => {},
        now,
        migrations: list,
      })
    const next = (...statements: string[]): readonly Migration[] => [
      ...migrations,
      { id: 9999, name: 'the next one', statements: () => statements },
    ]

    test('a ledger that is up to date is left as it is', async () => {
      await ledger.write(trx => put(trx, 'k1'))
      expect(await migrateWith(migrations)).toEqual([])
      const again = await place.open()
      expect(await keys(again.read)).toEqual(['k1'])
      await again.close()
    })

    test('a migration that fails half way leaves nothing, and can be run when it is mended', async () => {
      await expect(migrateWith(next('create table half (a text)', 'create nonsense'))).rejects.toThrow(
        /nonsense/,
      )
      expect(await migrateWith(next('create table half (a text)'))).toEqual(['the next one'])
      expect(await migrateWith(next('create table half (a text)'))).toEqual([])
    })

    test('a ledger of a newer program is refused', async () => {
      await migrateWith(next('create table later (a text)'))
      await expect(place.open()).rejects.toThrow(/更新版本/)
    })

    test('a ledger whose migrations were other ones is refused', async () => {
      await ledger.write(trx => sql`update migrations set checksum = 'x' where id = 1`.execute(trx))
      await expect(place.open()).rejects.toThrow(/不一致/)
    })

    test('trial data is refused in live mode, and live data in trial mode', async () => {
      await expect(place.open('live')).rejects.toThrow(LedgerRefused)
      await ledger.write(trx =>
        trx.updateTable('meta').set({ value: 'live' }).where('key', '=', 'mode').execute(),
      )
      await expect(place.open('trial')).rejects.toThrow(/正式数据/)
      await (await place.open('live')).close()
    })
  })

  test('what has had its time is dropped, and nothing else', async () => {
    const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000).toISOString()
    const inbox = (msgid: string, received_at: string) => ({
      channel: 'aibot',
      msgid,
      sender: 'p1',
      effect: 'mark.self',
      reply: '已登记',
      received_at,
    })
    await ledger.write(async trx => {
      await trx
        .insertInto('inbox')
        .values([
          inbox('old', daysAgo(31)),
          inbox('older than a day', daysAgo(2)),
          inbox('new', daysAgo(0.5)),
        ])
        .execute()
      const talk = (person_id: string, until: string) => ({ chat_id: 'g1', person_id, json: '{}', until })
      await trx
        .insertInto('conversations')
        .values([talk('p1', daysAgo(0.1)), talk('p2', daysAgo(-1))])
        .execute()
    })
    await dropOld(ledger, now)
    const messages = await ledger.read
      .selectFrom('inbox')
      .select(['msgid', 'reply'])
      .orderBy('msgid')
      .execute()
    expect(messages.map(row => ({ ...row }))).toEqual([
      { msgid: 'new', reply: '已登记' },
      { msgid: 'older than a day', reply: null },
    ])
    const talks = await ledger.read.selectFrom('conversations').select('person_id').execute()
    expect(talks.map(({ person_id }) => person_id)).toEqual(['p2'])
  })

  describe('attendance', () => {
    const member = (userid: string, name: string, more: Partial<RosterRow> = {}): RosterRow => ({
      userid,
      name,
      memberType: 'full',
      partyGroup: '第一党小组',
      department: '办公室',
      aliases: [],
      ...more,
    })
    const rows = [
      member('lixuemei', '李雪梅', { role: 'secretary', aliases: ['雪梅', '李姐'] }),
      member('zhangwei.da', '张伟', { tag: '档案室' }),
      member('zhangwei.fgk', '张伟', { tag: '法规科' }),
      member('', '蒋国梁', { memberType: 'retired' }),
      member('tanmin', '谭敏', { memberType: 'activist' }),
    ]
    const draft = {
      kind: 'theme_party_day',
      branch: 'first',
      startsAt: new Date('2026-11-27T07:00:00Z'),
      place: '三楼会议室',
      theme: '学习支部工作条例',
    }
    const roster = { branch: 'first', remove: true, actor: 'cli', now }

    test('a roster is imported, changed and imported again', async () => {
      await ledger.write(trx => importRoster(trx, { ...roster, rows }))
      const changed = [...rows.slice(1), member('heijing', '何静')]
      const { added, missing } = await ledger.write(trx => importRoster(trx, { ...roster, rows: changed }))
      expect([added.length, missing.map(({ name }) => name)]).toEqual([1, ['李雪梅']])
      const members = await membersOf(ledger.read, 'first')
      expect(members.map(({ name, userid, rosterNumber }) => [rosterNumber, name, userid])).toEqual(
        changed.map(({ name, userid }, index) => [index + 1, name, userid]),
      )
      const again = await ledger.write(trx => importRoster(trx, { ...roster, rows: changed }))
      expect(again).toMatchObject({ added: [], changed: [], unchanged: 5, missing: [] })
    })

    test('a session is opened once, marks are added in their order, and the register tells them', async () => {
      await ledger.write(trx => importRoster(trx, { ...roster, rows }))
      const [secretary, archivist, lawyer, retired] = (await membersOf(ledger.read, 'first')).map(
        ({ personId }) => personId,
      )
      const opened = await Promise.all(
        [1, 2, 3].map(() => ledger.write(trx => openSession(trx, draft, 'cli', now))),
      )
      expect(new Set(opened.map(({ session }) => session.id)).size).toBe(1)
      expect(opened.filter(({ isNew }) => isNew)).toHaveLength(1)

      const { session } = opened[0]!
      const mark = (
        personId: string,
        status: 'planned' | 'leave' | 'present',
        saidAt: Date,
        source: 'self' | 'secretary',
      ) =>
        ledger.write(trx =>
          applyMark({ trx, now, saidAt, actor: personId }, session, { personId, status }, source),
        )
      const later = new Date(now.getTime() + 60_000)
      const applied = [
        await mark(archivist!, 'planned', now, 'self'),
        await mark(archivist!, 'leave', later, 'self'),
        await mark(archivist!, 'planned', now, 'self'),
        await mark(lawyer!, 'present', now, 'secretary'),
        await mark(lawyer!, 'leave', later, 'self'),
        await mark(retired!, 'planned', now, 'self'),
      ]
      expect(applied.map(({ decision }) => decision)).toEqual([
        'add',
        'add',
        'older',
        'add',
        'outranked',
        'add',
      ])

      const register = await registerOf(ledger.read, session)
      expect(
        register.expected.map(({ member, mark }) => [member.personId, mark?.status, mark?.source]),
      ).toEqual([
        [secretary, undefined, undefined],
        [archivist, 'leave', 'self'],
        [lawyer, 'present', 'secretary'],
        [retired, 'planned', 'self'],
      ])
      expect(tally(register)).toMatchObject({ expected: 4, planned: 1, attended: 1, pending: 1 })
    })
  })
})

test.runIf(postgres)('a message that reaches two replicas at once has one effect and one reply', async () => {
  const place = await inSchema()
  const replicas = await Promise.all([place.open(), place.open()])
  const inboxes = replicas.map(ledger => createInbox({ ledger, respond, log }))
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, index) => inboxes[index % 2]!(message, now)),
  )
  expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
  expect(await replicas[0]!.read.selectFrom('audit').select('id').execute()).toHaveLength(1)
  await Promise.all(replicas.map(ledger => ledger.close()))
})

test.runIf(postgres)(
  'of five programs that start at once on an empty database, one makes the tables',
  async () => {
    const place = await inSchema()
    const ledgers = await Promise.all(Array.from({ length: 5 }, () => place.open()))
    const { rows } = await sql<{ id: number }>`select id from migrations order by id`.execute(
      ledgers[0]!.read,
    )
    expect(rows.map(({ id }) => id)).toEqual(migrations.map(({ id }) => id))
    await Promise.all(ledgers.map(ledger => ledger.close()))
  },
)
