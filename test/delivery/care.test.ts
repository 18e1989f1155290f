import { Command } from 'commander'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { outboxCommands } from '../../src/cli/outbox.ts'
import { outboxHealth } from '../../src/delivery/health.ts'
import { deliveriesInDoubt, listDeliveries } from '../../src/delivery/listing.ts'
import { hashOf } from '../../src/delivery/outbox.ts'
import { dropOldBodies } from '../../src/delivery/retention.ts'
import { again } from './far-end.ts'
import { FRIDAY, GROUP, HOUR, openPostOffice, type PostOffice } from './post-office.ts'

const DAY = 24 * HOUR
const friday = new Date(FRIDAY)

let post: PostOffice
beforeEach(async () => {
  post = await openPostOffice()
})
afterEach(() => post.close())

/** One delivery of each end, and one that waits. */
async function oneOfEach(): Promise<void> {
  const slotId = await post.slot('session:s1:notice', 'T-3')
  post.end.always('乙', { kind: 'failed', why: '机器人已被移出群' })
  post.end.always('丙', { kind: 'unknown', why: '可能已经发出' })
  post.end.always('丁', again(60_000, { errcode: -1 }))
  await post.add(
    { target: '甲', body: '已发', slotId },
    { target: '乙', body: '没发成' },
    { target: '丙', body: '不知道' },
    { target: '丁', body: '还在试' },
    { target: '戊', body: '过时', giveUpAt: '2026-11-20T08:00:00+08:00' },
  )
  await post.open().idle()
}

test('every delivery is listed with its slot and how it stands, and never with its words', async () => {
  await oneOfEach()
  const at = friday.toISOString()
  const [sent, failed] = await listDeliveries(post.ledger.read)
  expect(sent).toEqual({
    id: expect.stringMatching(/^d[0-9a-z]+$/),
    slot: 'session:s1:notice T-3',
    channel: 'robot',
    target: '甲',
    state: 'sent',
    attempt: 1,
    dueAt: at,
    sentAt: at,
    error: null,
  })
  expect(failed).toMatchObject({ slot: null, state: 'failed', sentAt: null, error: '机器人已被移出群' })
})

test('everything doubtful is listed', async () => {
  await oneOfEach()
  const doubtful = await deliveriesInDoubt(post.ledger.read)
  expect(doubtful.map(({ target, error }) => [target, error])).toEqual([['丙', '可能已经发出']])
})

test('the outbox tells how it is in a few numbers, and forgets old troubles after a week', async () => {
  await oneOfEach()
  const now = new Date(friday.getTime() + 2 * 60_000)
  expect(await outboxHealth(post.ledger.read, now)).toEqual({
    pending: 1,
    sending: 0,
    oldestDueMs: 60_000,
    unknown: 1,
    failed: 1,
    missed: 1,
  })
  expect(await outboxHealth(post.ledger.read, new Date(friday.getTime() + 8 * DAY))).toMatchObject({
    pending: 1,
    unknown: 0,
    failed: 0,
    missed: 0,
  })
})

test('bodies go a week after the end, their hashes stay, and what waits keeps its own', async () => {
  await oneOfEach()
  const dropAt = (days: number) =>
    post.ledger.write(trx => dropOldBodies(trx, new Date(friday.getTime() + days * DAY)))
  await dropAt(6.9)
  expect((await post.rows()).filter(({ body }) => body === null)).toEqual([])
  await dropAt(7.1)
  const rows = await post.rows()
  expect(rows.map(({ body }) => body)).toEqual([null, null, null, '还在试', null])
  expect(rows[0]!.body_hash).toBe(hashOf('已发'))
})

test.each([
  ['sent', { kind: 'sent' }],
  ['failed', { kind: 'failed', why: '已过时' }],
  ['unknown', { kind: 'unknown', why: '可能已发出' }],
] as const)('a one-time address is dropped as soon as its answer is %s', async (state, outcome) => {
  await post.add({ channel: 'response', target: 'stream-1', body: '{"url":"sealed"}' })
  post.end.next(outcome)
  await post.open().idle()
  expect(await post.rows()).toMatchObject([{ state, body: null, body_hash: hashOf('{"url":"sealed"}') }])
})

test('a one-time address is dropped when its hour is over or a crash made it doubtful', async () => {
  const one = { channel: 'response' as const, body: '{"url":"sealed"}' }
  await post.add({ ...one, target: 's1' })
  await post.openMortal({ afterWrite: 2 }).died
  await post.add({ ...one, target: 's2', giveUpAt: '2026-11-20T08:59:59+08:00' })
  await post.open().idle()
  expect(await post.rows()).toMatchObject([
    { state: 'unknown', body: null },
    { state: 'missed', body: null },
  ])
})

test('the command line lists the outbox as JSON, by state, with accounts instead of our ids', async () => {
  const personId = 'p1'
  await post.ledger.write(async trx => {
    const person = { id: personId, name: '刘芳', tag: null, created_at: FRIDAY, forgotten_at: null }
    await trx.insertInto('people').values(person).execute()
    const identity = { channel: 'userid', external_id: 'liufang', person_id: personId, bound_at: FRIDAY }
    await trx.insertInto('person_identities').values(identity).execute()
  })
  await post.add({ channel: 'app', target: personId, body: '私下' }, { body: '群里' })
  await post.open().idle()
  await post.add({ body: '以后', dueAt: '2026-11-21T09:00:00+08:00' })
  expect(await outbox()).toMatchObject([
    { channel: 'app', target: 'liufang', state: 'sent' },
    { channel: 'robot', target: GROUP, state: 'sent' },
    { channel: 'robot', target: GROUP, state: 'pending', sentAt: null, error: null, slot: null },
  ])
  expect(await outbox('--state', 'pending')).toHaveLength(1)
})

/** What `outbox --json` prints about this ledger. */
async function outbox(...args: string[]): Promise<unknown> {
  vi.stubEnv('DATA_DIR', post.directory)
  const printed: string[] = []
  const write = vi.spyOn(process.stdout, 'write').mockImplementation(text => printed.push(String(text)) > 0)
  const program = new Command()
  outboxCommands(program)
  try {
    await program.parseAsync(['outbox', '--json', ...args], { from: 'user' })
  } finally {
    write.mockRestore()
    vi.unstubAllEnvs()
  }
  return JSON.parse(printed.join(''))
}
