import readXlsx from 'read-excel-file/node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { exportFile } from '../../src/attendance/export-request.ts'
import { readRosterCsv } from '../../src/people/roster-file.ts'
import { importRoster } from '../../src/people/roster-import.ts'
import { at } from '../reminders/office.ts'
import { openBranch, type TestBranch } from './branch.ts'

// A project branch (项目临时党支部): members of three units, one of them the sample branch.
const SITE = [
  'userid,name,memberType,partyGroup,department,role',
  'zhaoqiang,赵强,full,,港务局,secretary',
  'sunlan,孙岚,full,,监理公司,organiser',
  'liufang,刘芳,full,,市委办公室,',
  'qianyu,钱宇,nonMember,,监理公司,',
].join('\n')

let branch: TestBranch
beforeEach(async () => {
  branch = await openBranch({
    office: {
      series: [],
      duties: [],
      branches: [
        { code: 'first', name: '第一党支部' },
        { code: 'site', name: '北港项目临时党支部', kind: 'temporary' },
      ],
    },
  })
  const rows = readRosterCsv(Buffer.from(SITE))
  await branch.office.ledger.write(trx =>
    importRoster(trx, { branch: 'site', rows, remove: false, actor: 'cli', now: at('2026-11-02 09:00') }),
  )
})
afterEach(() => branch.close())

test('a member of two branches is one person with a register in each', async () => {
  await branch.tells('zhaoqiang', '发起临时党支部活动,11月27日下午3点,工地会议室', '2026-11-20 09:00')
  await branch.says('lixuemei', '发起主题党日,11月26日下午3点,三楼会议室', '2026-11-20 09:05')
  expect(await branch.tells('liufang', '临时党支部活动请假,主题党日参加', '2026-11-20 10:00')).toBe(
    [
      '已登记:11月项目临时党支部活动(27日),请假。要改随时告诉我。',
      '方便的话回复 公/病/事 中的一个字;不方便说明也可以不回。',
      '已登记:11月主题党日(26日),参加。要改随时告诉我。',
    ].join('\n'),
  )
  expect(await branch.tells('zhaoqiang', '还有谁没报', '2026-11-20 10:05')).toBe(
    '11月项目临时党支部活动(27日):应到4,还有3位没有报:赵强、孙岚、钱宇。',
  )
  const people = await branch.office.ledger.read
    .selectFrom('people')
    .select('id')
    .where('name', '=', '刘芳')
    .execute()
  expect(people).toHaveLength(1)
})

test('its register names the unit of each member', async () => {
  await branch.tells('zhaoqiang', '发起临时党支部活动,11月27日下午3点,工地会议室', '2026-11-20 09:00')
  const { id } = await branch.office.session('11月项目临时党支部活动')
  const { ledger, parts } = branch.office
  const file = await exportFile(
    ledger.read,
    parts.office,
    { kind: 'session', sessionId: id },
    at('2026-11-27 18:00'),
  )
  const [sheet] = await readXlsx(file!.bytes)
  expect(sheet!.data.slice(2, 6).map(row => [row[1], row[3]])).toEqual([
    ['姓名', '所在单位'],
    ['赵强', '港务局'],
    ['孙岚', '监理公司'],
    ['刘芳', '市委办公室'],
  ])
})

test('the secretary of one branch does not keep the register of the other', async () => {
  await branch.tells('zhaoqiang', '发起临时党支部活动,11月27日下午3点,工地会议室', '2026-11-20 09:00')
  expect(await branch.tells('lixuemei', '临时党支部活动刘芳缺席', '2026-11-27 18:00')).toMatch(
    /没有正在登记|没有找到/,
  )
  const marks = await branch.office.ledger.read.selectFrom('marks').select('id').execute()
  expect(marks).toEqual([])
})
