import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openBranch, type TestBranch } from '../attendance/branch.ts'

let branch: TestBranch
beforeEach(async () => {
  branch = await openBranch()
  await branch.says('lixuemei', '发起主题党日,11月27日下午3点,三楼会议室', '2026-11-20 09:00')
})
afterEach(() => branch.close())

/** A unit of somebody else's that fails: whatever shares its commit runs again. */
const fails = () =>
  branch.office.ledger
    .write(async () => {
      throw new Error('changed its mind')
    })
    .catch(() => {})
/** Keeps the ledger busy, so that what comes at once after it shares one commit. */
const busy = () => branch.office.ledger.write(async () => {})

describe('messages that run again because another one failed beside them', () => {
  test('a +1 never follows what was said after it', async () => {
    await branch.says('liufang', '请假,下乡', '2026-11-20 09:01')
    const [, plusOne] = await Promise.all([
      busy(),
      branch.says('pengli', '+1', '2026-11-20 09:02'),
      branch.says('caoyang', '参加', '2026-11-20 09:02'),
      fails(),
    ])
    expect(plusOne).not.toContain('已登记')
  })

  test('a mark is registered and counted once', async () => {
    const [, first, second] = await Promise.all([
      busy(),
      branch.says('pengli', '参加', '2026-11-20 09:02'),
      branch.says('caoyang', '请假', '2026-11-20 09:02'),
      fails(),
    ])
    expect([first, second]).toEqual([
      expect.stringContaining('已登记'),
      expect.stringMatching(/已登记.*已报2/s),
    ])
    expect(await branch.says('liufang', '参加', '2026-11-20 09:03')).toContain('已报3')
  })
})
