import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetPerson } from '../../src/people/forget.ts'
import { sealAudit, verifyAudit } from '../../src/ledger/audit.ts'
import { loadSecret } from '../../src/secret.ts'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
})
afterAll(() => room.stop())

/** What must never be kept, and sentences in which people would say it. */
const PLANTED = [
  '急性阑尾炎',
  '胆结石手术',
  '抑郁症复查',
  '化疗第三次',
  '产后大出血',
  '椎间盘突出',
  '心梗住院',
  '肺结节切除',
  '痛风发作',
  '孩子白血病',
  '岳父葬礼',
  '离婚开庭',
  '房产纠纷',
  '给女儿相亲',
  '老人走失',
  '家里漏水',
  '民事调解书',
  '借高利贷',
  '夫妻吵架',
  '儿子逃学',
  '上访户老陈',
  '信访件五号',
  '举报信内容',
  '实名反映村长',
  '截访安排',
  '匿名举报张某',
  '越级上访',
  '拆迁户闹事',
  '涉案金额三百万',
  '留置对象王某',
  '430102198507121234',
  '11010519491231002X',
  '430602199001011239',
  '512501197203035172',
  '13800138000',
  '18973500001',
  '湘L88888',
  '六二二二零二零二',
  '银行卡尾号9527',
  '家住桃花里三栋',
]
const SENTENCES = [
  (planted: string) => `请假,${planted}`,
  (planted: string) => `我代刘芳请假,她${planted}`,
  (planted: string) => `${planted}怎么办`,
  (planted: string) => `${planted}`,
  (planted: string) => `有人说${planted},帮我登记一下`,
  (planted: string) => `帮${planted}请假`,
  (planted: string) => `${planted}的慰问金标准是多少`,
  (planted: string) => `${planted}能不能申请食堂补贴?`,
  (planted: string) => `意见:${planted}别再提醒我`,
]

test('a place that tells of a petition is refused, when a meeting is moved and before its time is asked for', async () => {
  const refused = /这些我不保存,所以没有办/
  await room.tells('李雪梅', '主题党日地点改到信访接待室旁', refused)
  await room.tells('李雪梅', '发起读书会,在信访接待室', refused)
  const kept = await room.app.ledger.read.selectFrom('conversations').select('json').execute()
  expect(JSON.stringify(kept)).not.toContain('信访')
})

test('forty reasons, illnesses, petitions and numbers leave no trace in database, write-ahead log or anywhere else in the data', async () => {
  const who = ['彭莉', '何静', '罗小燕', '曹阳', '谭海波']
  for (const [index, planted] of PLANTED.entries()) {
    const name = who[index % who.length] ?? ''
    for (const sentence of SENTENCES) {
      await room.says(name, sentence(planted))
      await room.tells(name, sentence(planted))
    }
    await room.tellsApp(name, `请假,${planted}`)
  }
  const hits: string[] = []
  for (const file of filesBelow(room.dataDirectory)) {
    const bytes = readFileSync(file)
    for (const planted of PLANTED) if (bytes.includes(planted)) hits.push(`${planted} in ${file}`)
  }
  expect(hits).toEqual([])
}, 60_000)

test('a forgotten member is gone from the data, the totals stay, and the audit chain holds', async () => {
  const { ledger } = room.app
  const before = await ledger.read
    .selectFrom('marks')
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  const key = loadSecret(undefined, room.dataDirectory).keyFor('audit')
  await sealAudit(ledger, key)
  await ledger.write(trx => forgetPerson(trx, 'pengli', 'test', new Date('2026-11-20T02:00:00Z')))
  await sealAudit(ledger, key)
  expect(await ledger.read.selectFrom('people').select('name').where('name', '=', '彭莉').execute()).toEqual(
    [],
  )
  expect(
    await ledger.read
      .selectFrom('marks')
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirstOrThrow(),
  ).toEqual(before)
  expect(await verifyAudit(ledger.read, key)).toMatchObject({ holds: true, unsealed: 0 })
})

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map(name => join(directory, name))
    .filter(file => statSync(file).isFile())
}
