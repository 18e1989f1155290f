import { setTimeout as pause } from 'node:timers/promises'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { makeLiveOffice, stopBot, tell, type LiveOffice } from '../office/live.ts'

export interface KillResult {
  cycles: number
  acknowledged: number
  lost: number
  doubled: number
}

const WORDS = ['参加', '请假', '已到']

interface Member {
  userid: string
  said: number
}

/**
 * F01: kill -9 at a random moment of 0 to 400 ms under load. Members speak in turns; whatever was not answered is
 * delivered again after the restart with the same msgid, as the platform does. In the end every message has left
 * exactly one mark.
 */
export async function killUnderLoad(cycles: number, random: () => number): Promise<KillResult> {
  const office = await makeLiveOffice(32)
  try {
    const members = office.userids.map(userid => ({ userid, said: 0 }))
    let acknowledged = 0
    for (let cycle = 0; cycle < cycles; cycle++) {
      const bot = await office.start()
      const killed = { now: false }
      const speaking = members.map(member =>
        keepSaying(office, member, killed).then(count => (acknowledged += count)),
      )
      await pause(random() * 400)
      killed.now = true
      await stopBot(bot, 'SIGKILL')
      await Promise.all(speaking)
    }
    // What was under way at the last kill is delivered once more.
    const bot = await office.start()
    for (const member of members) await say(office, member)
    await stopBot(bot)
    return { cycles, acknowledged: acknowledged + members.length, ...countMarks(office, members) }
  } finally {
    office.remove()
  }
}

async function keepSaying(office: LiveOffice, member: Member, killed: { now: boolean }): Promise<number> {
  let count = 0
  while (!killed.now) {
    try {
      await say(office, member)
      count += 1
    } catch {
      // Not answered: the same message is said again after the restart.
      return count
    }
  }
  return count
}

async function say(office: LiveOffice, member: Member): Promise<void> {
  const { userid, said } = member
  const reply = await tell(office, {
    msgid: `${userid}-${said}`,
    userid,
    text: WORDS[said % WORDS.length] ?? '',
  })
  if (!/已登记|已改为|登记过了/.test(reply)) throw new Error(`unexpected reply: ${reply}`)
  member.said += 1
}

function countMarks({ dataDirectory }: LiveOffice, members: Member[]): { lost: number; doubled: number } {
  const ledger = new DatabaseSync(join(dataDirectory, 'ledger.sqlite'), { readOnly: true })
  const rows = ledger
    .prepare(
      `select external_id as userid, count(*) as count from marks
       join person_identities on person_identities.person_id = marks.person_id group by external_id`,
    )
    .all() as { userid: string; count: number }[]
  const check = ledger.prepare('pragma integrity_check').get()
  ledger.close()
  if (check?.['integrity_check'] !== 'ok') throw new Error('the ledger is damaged')
  const countOf = new Map(rows.map(({ userid, count }) => [userid, Number(count)]))
  const differences = members.map(({ userid, said }) => (countOf.get(userid) ?? 0) - said)
  return {
    lost: differences.filter(difference => difference < 0).reduce((sum, difference) => sum - difference, 0),
    doubled: differences
      .filter(difference => difference > 0)
      .reduce((sum, difference) => sum + difference, 0),
  }
}
