import { afterEach, beforeEach, expect, test } from 'vitest'
import { applyMark } from '../../src/attendance/apply.ts'
import type { MarkSource } from '../../src/attendance/mark.ts'
import { claimsOf, standingMark } from '../../src/attendance/mark-store.ts'
import { openSession } from '../../src/attendance/open-session.ts'
import type { Session } from '../../src/attendance/session.ts'
import { membersOf } from '../../src/people/store.ts'
import type { MarkStatus } from '../../src/understand/reading.ts'
import { openBranch } from './branch.ts'

const now = new Date('2026-11-20T01:00:00Z')
let branch: Awaited<ReturnType<typeof openBranch>>
let session: Session
let personId: string

beforeEach(async () => {
  branch = await openBranch()
  const draft = { kind: 'other', branch: 'first', startsAt: now, place: '', theme: '' }
  session = (await branch.office.ledger.write(trx => openSession(trx, draft, 'cli', now))).session
  personId = (await membersOf(branch.office.ledger.read, 'first'))[0]?.personId ?? ''
})
afterEach(() => branch.close())

const say = (status: MarkStatus | 'withdrawn', source: MarkSource, minute: number, fail = false) =>
  branch.office.ledger.write(async trx => {
    const saidAt = new Date(now.getTime() + minute * 60_000)
    const context = { trx, now: saidAt, saidAt, actor: personId }
    const { decision } = await applyMark(context, session, { personId, status }, source)
    if (fail) throw new Error('changed its mind')
    return decision
  })
const standing = () =>
  branch.office.ledger.write(trx => standingMark(trx, session.id, personId)).then(mark => mark?.status)

test('a claim whose unit failed is not remembered', async () => {
  await say('planned', 'self', 1)
  await expect(say('leave', 'self', 2, true)).rejects.toThrow('changed its mind')
  expect(await standing()).toBe('planned')
  expect(await say('planned', 'self', 3)).toBe('unchanged')
})

test('taking back what weighed most brings up what was said before, however it arrived', async () => {
  await say('leave', 'proxy', 3)
  await say('planned', 'secretary', 1)
  await say('present', 'proxy', 2)
  expect(await standing()).toBe('planned')
  await say('withdrawn', 'secretary', 4)
  await say('online', 'proxy', 5)
  expect(await standing()).toBe('online')
})

test('what is remembered of a person is what is read of them', async () => {
  const { ledger } = branch.office
  for (const [status, source, minute] of [
    ['planned', 'chain', 4],
    ['leave', 'card', 2],
    ['late', 'self', 3],
    ['withdrawn', 'self', 3],
    ['present', 'secretary', 1],
  ] as const)
    await say(status, source, minute)
  const remembered = await ledger.write(trx => claimsOf(trx, session.id, personId))
  expect(remembered).toEqual(await claimsOf(ledger.read, session.id, personId))
  expect(remembered.map(({ status }) => status)).toEqual(['present', 'withdrawn', 'planned'])
})
