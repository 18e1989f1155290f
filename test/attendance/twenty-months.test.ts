import readXlsx from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyMark } from '../../src/attendance/apply.ts'
import { exportFile } from '../../src/attendance/export-request.ts'
import { sessionFrom } from '../../src/attendance/session.ts'
import { importRoster } from '../../src/people/roster-import.ts'
import { membersOf } from '../../src/people/store.ts'
import { isPartyMember } from '../../src/talk/person.ts'
import { at } from '../reminders/office.ts'
import { seededRandom } from '../support/fuzz/random.ts'
import { openBranch, type TestBranch } from './branch.ts'
import { paperRegister, type PaperRegister } from './months/model.ts'
import { answers, later, theDay, type Member, type Month, type Step } from './months/script.ts'

const MONTHS = Array.from({ length: 20 }, (_, index) => {
  const number = 2026 * 12 + 10 + index
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`
})

let branch: TestBranch
beforeAll(async () => {
  branch = await openBranch()
})
afterAll(() => branch.close())

/** Answers that ask back instead of registering. The preview before a bulk entry is not one: it is wanted. */
const ASKS_BACK = /没有听明白|请问是哪一位|请回数字|先不登记|先不改|没有找到|请写全名|还没有登记。请回/

test('twenty months of a branch: the registers say what happened, and hardly anything is asked back', async () => {
  const seen = { cells: 0, right: 0, marks: 0, asked: 0, sentences: 0 }
  const wrong: string[] = []
  const asking: string[] = []
  const papers = new Map<string, PaperRegister>()
  for (const [index, month] of MONTHS.entries()) {
    const { paper, steps } = await play(month, index, answer => {
      if (!ASKS_BACK.test(answer.reply)) return
      seen.asked += 1
      asking.push(`${month} ${answer.text} → ${answer.reply}`)
    })
    seen.sentences += steps.length
    seen.marks += steps
      .flatMap(({ means }) => means)
      .filter(meaning => 'person' in meaning || 'madeUp' in meaning).length
    papers.set(month, paper)
    for (const [name, got] of await registerCells(month)) {
      const wanted = paper.cells(name)
      wanted.forEach((cell, column) => {
        seen.cells += 1
        if (got[column] === cell) seen.right += 1
        else wrong.push(`${month} ${name}: ${String(got[column])} instead of ${String(cell)}`)
      })
    }
  }
  for (const [name, signs] of await yearSigns(2027))
    signs.forEach((sign, number) => {
      const month = `2027-${String(number + 1).padStart(2, '0')}`
      const wanted = papers.get(month)?.sign(name)
      seen.cells += 1
      if (sign === wanted) seen.right += 1
      else wrong.push(`${month} ${name}: ${sign} instead of ${wanted} in the table of the year`)
    })
  const percent = (seen.right / seen.cells) * 100
  const perHundred = (seen.asked / seen.marks) * 100
  console.log(
    `${MONTHS.length} months, ${seen.sentences} sentences, ${seen.marks} marks: ${percent.toFixed(2)} % of ${seen.cells} cells right, ${perHundred.toFixed(1)} questions asked back per 100 marks`,
  )
  if (process.env['SHOW'] !== undefined) console.log([...wrong, ...asking].join('\n'))
  expect(percent).toBeGreaterThanOrEqual(99.5)
  expect(perHundred).toBeLessThanOrEqual(5)
}, 120_000)

async function play(
  month: string,
  seed: number,
  heard: (answer: { text: string; reply: string }) => void,
): Promise<{ paper: PaperRegister; steps: Step[] }> {
  const random = seededRandom(1000 + seed)
  if (seed === 9) await changeRoster(month)
  const about = await branchIn(month)
  const paper = paperRegister(about.members.map(({ name }) => name))
  await branch.says(
    about.secretary.userid,
    `发起主题党日,${month.slice(0, 4)}年${Number(month.slice(5))}月27日下午3点,三楼会议室`,
    `${month}-20 09:00`,
  )
  if (hasBookClub(seed))
    await branch.says(
      about.secretary.userid,
      `发起读书会,${month.slice(0, 4)}年${Number(month.slice(5))}月25日下午3点,阅览室`,
      `${month}-20 09:10`,
    )
  const steps: Step[] = []
  for (const part of [answers, theDay, later])
    for (const step of part(random, about, paper)) {
      steps.push(step)
      const reply = await perform(step)
      heard({ text: step.text, reply })
      for (const meaning of step.means) paper.apply(meaning)
    }
  return { paper, steps }
}

// In every fourth month a reading club is open beside it, and people say which of the two they mean.
const hasBookClub = (index: number) => index % 4 === 2

/** In the tenth month one member moves away and another one comes. */
async function changeRoster(month: string): Promise<void> {
  const { ledger } = branch.office
  const rows = (await membersOf(ledger.read, 'first'))
    .filter(({ name }) => name !== '曹阳')
    .map(({ personId: _personId, rosterNumber: _number, ...row }) => row)
  const joins = {
    userid: 'xiafan',
    name: '夏帆',
    memberType: 'full',
    partyGroup: '二组',
    department: '行政科',
    aliases: [],
  } as const
  await ledger.write(trx =>
    importRoster(trx, {
      branch: 'first',
      rows: [...rows, { ...joins, aliases: [] }],
      remove: true,
      actor: 'cli',
      now: at(`${month}-02 09:00`),
    }),
  )
}

/** The members whom the party day of that month expects, as the roster has them. */
async function branchIn(month: string): Promise<Month> {
  const members = (await membersOf(branch.office.ledger.read, 'first'))
    .filter(({ memberType }) => isPartyMember(memberType))
    .map(({ name, tag, userid, role }): Member => {
      const written = tag === undefined ? name : `${name}(${tag})`
      const isKeeper = role !== undefined && ['secretary', 'deputySecretary', 'organiser'].includes(role)
      return { name: written, written, userid, isKeeper }
    })
  const secretary = members.find(({ userid }) => userid === 'lixuemei')!
  return { month, members, secretary, hasBookClub: hasBookClub(MONTHS.indexOf(month)) }
}

async function perform({ from, chat, text, when, means }: Step): Promise<string> {
  if (chat === 'group') return branch.says(from.userid, text, when)
  if (chat === 'single') return branch.tells(from.userid, text, when)
  const { ledger } = branch.office
  const member = (await membersOf(ledger.read, 'first')).find(({ userid }) => userid === from.userid)
  const session = await newestSession()
  const now = at(when)
  for (const meaning of means)
    if ('status' in meaning && member !== undefined)
      await ledger.write(trx =>
        applyMark(
          { trx, now, saidAt: now, actor: member.personId },
          session,
          { personId: member.personId, status: 'planned' },
          'card',
        ),
      )
  return ''
}

async function newestSession() {
  const row = await branch.office.ledger.read
    .selectFrom('sessions')
    .selectAll()
    .where('kind', '=', 'theme_party_day')
    .orderBy('starts_at', 'desc')
    .executeTakeFirstOrThrow()
  return sessionFrom(row)
}

/** The twelve cells of each member in the table of a year. */
async function yearSigns(year: number): Promise<Map<string, string[]>> {
  const { ledger, parts } = branch.office
  const request = { kind: 'year', branch: 'first', year, activity: 'theme_party_day' } as const
  const file = await exportFile(ledger.read, parts.office, request, at('2028-07-01 09:00'))
  const [sheet] = await readXlsx(file!.bytes)
  const rows = sheet!.data.filter(([number]) => typeof number === 'number')
  return new Map(rows.map(row => [String(row[1]), row.slice(2, 14).map(cell => String(cell ?? ''))]))
}

/** 到会情况, 请假类别 and 补学情况 of each line of the exported file. */
async function registerCells(month: string): Promise<Map<string, [unknown, unknown, boolean]>> {
  const { id } = await newestSession()
  const file = await exportFile(
    branch.office.ledger.read,
    branch.office.parts.office,
    { kind: 'session', sessionId: id },
    at(`${month}-28 17:00`),
  )
  const [sheet] = await readXlsx(file!.bytes)
  const rows = sheet!.data.slice(3).filter(([number]) => typeof number === 'number')
  const lines = rows.filter(row => typeof row[1] === 'string')
  return new Map(
    lines.map(row => [String(row[1]), [row[4], row[5] ?? '', row[6] !== null && row[6] !== undefined]]),
  )
}
