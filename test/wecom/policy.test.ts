import { expect, test } from 'vitest'
import { backoffMs, pauseMs } from '../../src/wecom/client/backoff.ts'
import { policyOf, type Reaction } from '../../src/wecom/client/policy.ts'

// Page 90313, as the protocol notes sort it.
const table: Record<Reaction, number[]> = {
  again: [-1, 6000],
  backoff: [45009, 45033, 45035, 45036],
  token: [40014, 42001],
  drop: [40003, 40031, 60011, 60021, 60111, 81013],
  fatal: [
    40001, 40013, 40056, 40091, 41001, 43012, 48001, 48002, 48006, 48009, 50001, 50003, 60020, 60031, 301002,
    301042, 93000, 93001, 93004, 93006, 93008, 86003, 86008, 40050, 49008,
  ],
  failed: [
    40007, 40008, 40033, 40035, 40058, 42014, 42031, 42051, 44004, 45001, 45002, 82001, 93017, 60140, 42052,
    40029, 42003, 42022, 301019, 12345,
  ],
}
const cases = Object.entries(table).flatMap(([reaction, codes]) =>
  codes.map(errcode => ({ errcode, reaction })),
)

test.each(cases)('errcode $errcode is $reaction, and the words say what to do', ({ errcode, reaction }) => {
  const policy = policyOf(errcode)
  expect(policy.reaction).toBe(reaction)
  expect(policy.words).toMatch(/^[^!！]{10,90}。$/)
})

test('an address that is not trusted points to the page where it is entered', () => {
  expect(policyOf(60020).words).toContain('企业可信IP')
})

test('an errcode that is not listed is named', () => {
  expect(policyOf(846_605).words).toContain('846605')
})

test('waits double from two seconds to five minutes, half of each is by chance', () => {
  const tries = [1, 2, 3, 4, 5, 6, 7, 8, 9, 100]
  expect(tries.map(attempt => backoffMs(attempt, () => 1) / 1000)).toEqual([
    2, 4, 8, 16, 32, 64, 128, 256, 300, 300,
  ])
  expect(tries.map(attempt => backoffMs(attempt, () => 0) / 1000)).toEqual([
    1, 2, 4, 8, 16, 32, 64, 128, 150, 150,
  ])
})

test('a pause is never shorter than a minute and never longer than a quarter of an hour', () => {
  const tries = [0, 1, 2, 3, 4, 5, 100]
  expect(tries.map(attempt => pauseMs(attempt, () => 0) / 60_000)).toEqual([1, 1, 2, 4, 8, 10, 10])
  expect(tries.map(attempt => pauseMs(attempt, () => 1) / 60_000)).toEqual([1.5, 1.5, 3, 6, 12, 15, 15])
})
