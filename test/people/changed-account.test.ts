import { afterEach, beforeEach, expect, test } from 'vitest'
import { membersOf } from '../../src/people/store.ts'
import { describeDifference, rosterDifference } from '../../src/people/roster-difference.ts'
import { readRosterCsv } from '../../src/people/roster-file.ts'
import { AccountsUndecided, importRoster } from '../../src/people/roster-import.ts'
import { at, openOffice, type ReminderOffice } from '../reminders/office.ts'

const HEAD = 'userid,name,memberType,partyGroup,department,role,tag,aliases\n'
const roster = (...lines: string[]) => readRosterCsv(Buffer.from(HEAD + lines.join('\n')))

let office: ReminderOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const now = at('2026-11-20 10:00')
const current = () => membersOf(office.ledger.read, 'first')

/** Three members of the sample roster, one of them under the account that a test says. */
function rosterOfSample(account: string) {
  return roster(
    `${account},刘芳,full,一组,财务科,,,芳姐`,
    'pengli,彭莉,full,一组,机要科,discipline,,',
    'zhangwei.da,张伟,full,一组,档案室,,档案室,张伟(大)|大张伟',
  )
}

test('a changed account is shown in the preview, and neither added nor taken for missing', async () => {
  const difference = rosterDifference(await current(), rosterOfSample('liu.fang'))
  expect(difference.added).toEqual([])
  expect(difference.missing.map(({ name }) => name)).not.toContain('刘芳')
  expect(describeDifference(difference, false)).toMatch(/疑似换了账号 1 人:刘芳\(liufang → liu\.fang\)$/)
})

test('without an answer nothing at all is imported', async () => {
  const members = await current()
  await expect(
    office.ledger.write(trx =>
      importRoster(trx, {
        branch: 'first',
        rows: rosterOfSample('liu.fang'),
        remove: true,
        actor: 'cli',
        now,
      }),
    ),
  ).rejects.toThrow(AccountsUndecided)
  expect(await current()).toEqual(members)
})

test('the same person keeps her marks under the new account', async () => {
  const id = (await current()).find(({ name }) => name === '刘芳')?.personId
  await office.ledger.write(trx =>
    importRoster(trx, {
      branch: 'first',
      rows: rosterOfSample('liu.fang'),
      remove: false,
      accounts: 'same-person',
      actor: 'cli',
      now,
    }),
  )
  const all = (await current()).filter(({ name }) => name === '刘芳')
  expect(all.map(({ personId, userid }) => [personId, userid])).toEqual([[id, 'liu.fang']])
})

test('somebody else of the same name is a second person', async () => {
  const rows = roster('liufang2,刘芳,full,二组,督查科,,督查科,')
  await office.ledger.write(trx =>
    importRoster(trx, {
      branch: 'first',
      rows,
      remove: false,
      accounts: 'other-person',
      actor: 'cli',
      now,
    }),
  )
  const all = (await current()).filter(({ name }) => name === '刘芳')
  expect(all.map(({ userid }) => userid).toSorted()).toEqual(['liufang', 'liufang2'])
})

test('of two namesakes the tag decides whose account changed', async () => {
  const rows = roster('zhang.w,张伟,full,一组,档案室,,档案室,', 'zhangwei.zh,张伟,full,二组,综合科,,综合科,')
  const { accountChanged, added } = rosterDifference(await current(), rows)
  expect(accountChanged.map(({ before, row }) => [before.userid, row.userid])).toEqual([
    ['zhangwei.da', 'zhang.w'],
  ])
  expect(added).toEqual([])
})

test('a file in which nothing changed asks nothing', async () => {
  expect(rosterDifference(await current(), rosterOfSample('liufang')).accountChanged).toEqual([])
})
