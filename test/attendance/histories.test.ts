import { expect, test } from 'vitest'
import { applyMark } from '../../src/attendance/apply.ts'
import { decideMark, standingClaim, type Claim, type MarkSource } from '../../src/attendance/mark.ts'
import { standingMark } from '../../src/attendance/mark-store.ts'
import { openSession } from '../../src/attendance/open-session.ts'
import { membersOf } from '../../src/people/store.ts'
import { seededRandom, type Random } from '../support/fuzz/random.ts'
import { shuffled } from '../support/shuffled.ts'
import { openBranch } from './branch.ts'

// 10,000 histories unless the environment asks for more: HISTORIES=1000000.
const HISTORIES = Number(process.env['HISTORIES'] ?? 10_000)

/** One thing somebody said of one person in one session. */
interface Said {
  about: string
  claim: Claim
}

const SOURCES: MarkSource[] = ['self', 'self', 'self', 'proxy', 'chain', 'card', 'secretary', 'import']
const STATUSES: Claim['status'][] = [
  'planned',
  'present',
  'leave',
  'late',
  'online',
  'withdrawn',
  'absent',
  'exempt',
]

function randomHistory(random: Random): Said[] {
  const length = 1 + random.int(12)
  return Array.from({ length }, (_, minute) => {
    const status = random.pick(STATUSES)
    const claim: Claim = {
      status,
      source: random.pick(SOURCES),
      // Every message has its own instant: what is said at one instant is one message.
      saidAt: new Date(Date.UTC(2026, 10, 20, 1, minute, random.int(60))).toISOString(),
      ...(status === 'leave' && { leaveType: random.pick(['official', 'sick', 'personal'] as const) }),
    }
    return { about: `${random.pick(['刘芳', '彭莉', '何静'])} ${random.pick(['党日', '读书会'])}`, claim }
  })
}

/** What the register takes in: everything but what only the secretary may say. */
function received(arriving: readonly Said[]): Map<string, Claim[]> {
  const kept = new Map<string, Claim[]>()
  for (const { about, claim } of arriving) {
    const claims = kept.get(about) ?? []
    if (decideMark(claims, claim) !== 'secretary-only') kept.set(about, [...claims, claim])
  }
  return kept
}

/** The rules of the house once more, in the plainest way: 本人 over 代报, 书记 over both, the newest of the weightiest. */
function byTheRules(history: readonly Said[], about: string): string {
  const weights = { chain: 1, import: 1, proxy: 1, self: 2, card: 2, secretary: 3 }
  const inOrder = history
    .filter(said => said.about === about)
    .map(({ claim }) => claim)
    .filter(({ status, source }) => source === 'secretary' || (status !== 'absent' && status !== 'exempt'))
    .toSorted((one, other) => (one.saidAt < other.saidAt ? -1 : 1))
  let words = ''
  let weight = 0
  for (const { status, leaveType = '', source } of inOrder) {
    if (weights[source] < weight) continue
    words = status === 'withdrawn' ? '' : `${status} ${leaveType}`
    weight = status === 'withdrawn' ? 0 : weights[source]
  }
  return words
}

function standing(kept: Map<string, Claim[]>, about: string): string {
  const claim = standingClaim(kept.get(about) ?? [])
  return claim === undefined || claim.status === 'withdrawn' ? '' : `${claim.status} ${claim.leaveType ?? ''}`
}

test(`in ${HISTORIES} random histories no order, repetition or delay loses or invents a mark`, () => {
  const random = seededRandom(20261120)
  let marks = 0
  const broken: string[] = []
  for (let number = 0; number < HISTORIES; number += 1) {
    const history = randomHistory(random)
    const mixed = shuffled(random, [...history, ...history.filter(() => random.int(4) === 0)])
    const [inOrder, outOfOrder] = [received(history), received(mixed)]
    for (const about of new Set(history.map(said => said.about))) {
      const expected = byTheRules(history, about)
      if (expected !== '') marks += 1
      if (standing(inOrder, about) !== expected || standing(outOfOrder, about) !== expected)
        broken.push(`history ${number}, ${about}: ${JSON.stringify(history)}`)
    }
  }
  expect(broken).toEqual([])
  console.log(`${HISTORIES} histories, ${marks} marks, each read in order and shuffled with repetitions`)
})

test('messages about different people or sessions commute: the answer to one does not depend on the other', () => {
  const random = seededRandom(7)
  for (let number = 0; number < 2000; number += 1) {
    const history = randomHistory(random)
    const last = history.at(-1)
    if (last === undefined) continue
    const own = history.slice(0, -1).filter(({ about }) => about === last.about)
    const all = received(history.slice(0, -1)).get(last.about) ?? []
    const alone = received(own).get(last.about) ?? []
    expect(decideMark(all, last.claim)).toBe(decideMark(alone, last.claim))
  }
})

test('the ledger keeps to the same rules, whatever arrives first', async () => {
  const branch = await openBranch()
  const { ledger } = branch.office
  const random = seededRandom(11)
  const now = new Date('2026-11-20T00:00:00Z')
  const members = await membersOf(ledger.read, 'first')
  for (let number = 0; number < 60; number += 1) {
    const member = random.pick(members)
    const startsAt = new Date(Date.UTC(2026, 11, 1 + Math.floor(number / 20), 1 + (number % 20)))
    const draft = { kind: 'other', branch: 'first', startsAt, place: '', theme: '' }
    const { session } = await ledger.write(trx => openSession(trx, draft, 'cli', now))
    const about = '刘芳 党日'
    const history = randomHistory(random).map(said => ({ ...said, about }))
    for (const { claim } of shuffled(random, [...history, ...history.slice(0, 2)])) {
      const { status, leaveType, source, saidAt } = claim
      const request = { personId: member.personId, status, ...(leaveType !== undefined && { leaveType }) }
      const context = { now, saidAt: new Date(saidAt), actor: member.personId }
      await ledger.write(trx => applyMark({ ...context, trx }, session, request, source))
    }
    const mark = await standingMark(ledger.read, session.id, member.personId)
    expect(standing(new Map([[about, mark === undefined ? [] : [mark]]]), about)).toBe(
      byTheRules(history, about),
    )
  }
  await branch.close()
})
