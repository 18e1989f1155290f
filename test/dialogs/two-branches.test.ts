import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rosterChanged } from '../../src/people/roster-version.ts'
import { endMembership, personWithAccount } from '../../src/people/store.ts'
import { officeFiles } from '../support/office-files.ts'
import { openRoom, type Room } from '../support/room.ts'

// 王建平 keeps the registers of two branches; 谭敏 runs the bot and belongs to none.
let room: Room
let directory: string
beforeEach(async () => {
  directory = officeFiles(() => ({
    branches: [
      { code: 'first', name: '第一党支部' },
      { code: 'second', name: '第二党支部' },
    ],
  }))
  room = await openRoom({ CONFIG_DIR: directory })
  await room.app.ledger.write(async trx => {
    const id = (await personWithAccount(trx, 'wangjianping')) ?? ''
    const { id: _, ...membership } = await trx
      .selectFrom('memberships')
      .selectAll()
      .where('person_id', '=', id)
      .executeTakeFirstOrThrow()
    await trx
      .insertInto('memberships')
      .values({ ...membership, branch: 'second' })
      .execute()
    await endMembership(trx, 'first', (await personWithAccount(trx, 'tanmin')) ?? '', '2026-10-20')
    await rosterChanged(trx)
  })
})
afterEach(async () => {
  await room.stop()
  rmSync(directory, { recursive: true })
})

const sessions = () =>
  room.app.ledger.read
    .selectFrom('sessions')
    .select(['branch', 'title'])
    .where('state', '=', 'open')
    .orderBy('branch')
    .execute()

test('who keeps two registers is asked for which branch an activity is, and the branch named is the one', async () => {
  await room.tells(
    '王建平',
    '发起主题党日,11月27日下午3点,三楼会议室',
    '您管着第一党支部、第二党支部,请写明是哪一个再说一次,例如“第二党支部发起……”。没有发起。',
  )
  expect(await sessions()).toEqual([])
  await room.tells('王建平', '第二党支部发起主题党日,11月27日下午3点,三楼会议室', /^已发起/)
  expect((await sessions()).map(({ branch }) => branch)).toEqual(['second'])
})

test('the branch named is kept while the time is asked for, unless the answer names the other one', async () => {
  await room.tells('王建平', '发起第二党支部主题党日', /^请把时间一起告诉我/)
  await room.tells('王建平', '11月27日下午3点', /^已发起/)
  expect(await sessions()).toEqual([{ branch: 'second', title: '11月主题党日' }])
  await room.tells('王建平', '第二党支部发起读书会', /^请把时间一起告诉我/)
  await room.tells('王建平', '第一党支部的,11月26日下午3点', /^已发起/)
  expect((await sessions()).map(({ branch }) => branch)).toEqual(['first', 'second'])
})

test.each(['第二支部', '二支部', '2支部', '第2党支部'])('%s is the second branch', async short => {
  await room.tells('王建平', `发起${short}主题党日,11月27日下午3点`, /^已发起/)
  expect((await sessions()).map(({ branch }) => branch)).toEqual(['second'])
})

test('a number that no branch bears is asked about', async () => {
  await room.tells(
    '王建平',
    '发起十二支部主题党日,11月27日下午3点',
    /^您管着第一党支部、第二党支部,请写明是哪一个/,
  )
  expect(await sessions()).toEqual([])
})

test('the roster of the branch named is shown', async () => {
  await room.tells('王建平', '第二党支部花名册', /^第二党支部现有1人/)
  await room.tells('王建平', '第一党支部花名册', /^第一党支部现有/)
})

test('in a group its own branch is meant', async () => {
  await room.says('王建平', '发起主题党日,11月27日下午3点,三楼会议室')
  expect((await sessions()).map(({ branch }) => branch)).toEqual(['first'])
})

test('an administrator who is on no roster is not registered, by words or by a tap', async () => {
  await room.says('王建平', '发起主题党日,11月27日下午3点,三楼会议室')
  const refused = '您不在这个支部的名单里,我先不登记。如果名单有误,请告诉书记。'
  await room.app
    .emulator!.say({ from: 'tanmin', chat: { group: 'trial-group-1' }, text: '参加' })
    .then(({ text }) => {
      expect(text).toContain(refused)
    })
  await room.says('刘芳', '参加')
  const { entry, key } = shownCard()
  await room.app.emulator!.clickCard({ from: 'tanmin', chat: { group: 'trial-group-1' }, entry, key })
  expect(await room.marks()).toEqual({ 刘芳: 'planned' })
})

function shownCard() {
  const shown = room.app
    .emulator!.transcript({ group: 'trial-group-1' })
    .findLast(({ card }) => card !== undefined)
  const key = shown?.card?.button_list?.find(({ text }) => text === '参加')?.key
  if (shown === undefined || key === undefined) throw new Error('no card was shown')
  return { entry: shown.id, key }
}
