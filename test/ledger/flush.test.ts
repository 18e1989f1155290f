import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFlusher, diskPace } from '../../src/ledger/flush.ts'
import { LedgerUnavailable } from '../../src/ledger/ledger.ts'
import { groupCommit, type Crowd } from '../../src/ledger/queue.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'qingfeng-flush-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

test('on a slow disk every call is answered, and calls during a flush share the next one', async () => {
  const file = join(directory, 'log')
  writeFileSync(file, 'words')
  const flusher = createFlusher(file, 0)
  const first = flusher.flush()
  const [second, third] = [flusher.flush(), flusher.flush()]
  expect(second).toBe(third)
  expect(second).not.toBe(first)
  await Promise.all([first, second])
  await flusher.flush()
  flusher.close()
})

test('on a quick disk every call is answered', async () => {
  const file = join(directory, 'log')
  writeFileSync(file, 'words')
  const flusher = createFlusher(file, 60_000)
  await expect(Promise.all([flusher.flush(), flusher.flush()])).resolves.toHaveLength(2)
  await flusher.flush()
  flusher.close()
})

test.each([0, 60_000])(
  'after a failed flush nothing is promised any more, even when the next one would succeed (quick below %d ms)',
  async quickMs => {
    const file = join(directory, 'log')
    const flusher = createFlusher(file, quickMs)
    await expect(flusher.flush()).rejects.toThrow('ENOENT')
    writeFileSync(file, 'words')
    await expect(flusher.flush()).rejects.toThrow('ENOENT')
  },
)

test('one slow flush among quick ones changes nothing, a slow disk is left to another thread and tried again later', () => {
  const pace = diskPace(1)
  const hurried = (ms: number, times = 1) => {
    let atOnce = 0
    for (let time = 0; time < times; time += 1) {
      if (!pace.isQuick()) continue
      atOnce += 1
      pace.took(ms)
    }
    return atOnce
  }
  expect(hurried(0.3, 100)).toBe(100)
  expect(hurried(5)).toBe(1)
  expect(hurried(0.3, 100)).toBe(100)
  // A disk that needs 7 ms for each: two flushes tell it, then one in 33.
  expect(hurried(7, 2 + 10 * 33)).toBe(2 + 10)
  expect(hurried(0.3, 32 + 100)).toBeGreaterThanOrEqual(100)
})

/** A connection that keeps nothing; its flushes end when the test says so. */
function connection(crowd?: Crowd) {
  const flushes: { resolve: () => void; reject: (error: Error) => void }[] = []
  const nothing = () => {}
  return {
    flushes,
    commits: groupCommit<string>(
      {
        begin: nothing,
        commit: nothing,
        rollback: nothing,
        savepoint: nothing,
        release: nothing,
        rollbackToSavepoint: nothing,
        flush: () => new Promise<void>((resolve, reject) => flushes.push({ resolve, reject })),
        inTransaction: () => true,
        isStorageFailure: () => false,
        hold: batch => batch('handle'),
      },
      crowd,
    ),
  }
}

test('a unit is told of its commit when it is on the disk, and the next unit runs meanwhile', async () => {
  const { commits, flushes } = connection()
  const told: string[] = []
  const first = commits.write(async () => 'first').then(word => told.push(word))
  await expect.poll(() => flushes.length).toBe(1)
  const second = commits.write(async () => 'second').then(word => told.push(word))
  await expect.poll(() => flushes.length).toBe(2)
  expect(told).toEqual([])
  flushes[0]?.resolve()
  await first
  expect(told).toEqual(['first'])
  flushes[1]?.resolve()
  await second
  await commits.idle()
})

test('a commit that does not reach the disk is not acknowledged, and nothing is written after it', async () => {
  const { commits, flushes } = connection()
  const unit = commits.write(async () => 'written')
  await expect.poll(() => flushes.length).toBe(1)
  flushes[0]?.reject(new Error('EIO'))
  await expect(unit).rejects.toThrow(LedgerUnavailable)
  let hasRun = false
  await expect(commits.write(async () => (hasRun = true))).rejects.toThrow(LedgerUnavailable)
  expect(hasRun).toBe(false)
})

test('where units overlap a commit waits until there are enough, and one alone waits for nobody', async () => {
  const hour = 3_600_000
  const { commits, flushes } = connection({ lastsMs: hour, spacingMs: hour, enough: 3 })
  const ran: string[] = []
  const write = (word: string) => commits.write(async () => void ran.push(word))
  const turns = async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise(resolve => setImmediate(resolve))
  }
  const first = write('first')
  await expect.poll(() => flushes.length).toBe(1)
  expect(ran).toEqual(['first'])
  const crowd = [write('a')]
  await turns()
  crowd.push(write('b'))
  await turns()
  expect(ran).toEqual(['first'])
  crowd.push(write('c'))
  await expect.poll(() => flushes.length).toBe(2)
  expect(ran).toEqual(['first', 'a', 'b', 'c'])
  for (const { resolve } of flushes) resolve()
  await Promise.all([first, ...crowd])
})

test('who writes one unit after another is no crowd', async () => {
  const hour = 3_600_000
  const { commits, flushes } = connection({ lastsMs: hour, spacingMs: hour, enough: 3 })
  for (const number of [1, 2, 3]) {
    const unit = commits.write(async () => number)
    await expect.poll(() => flushes.length).toBe(number)
    flushes[number - 1]?.resolve()
    expect(await unit).toBe(number)
  }
})
