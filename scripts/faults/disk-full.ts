import { spawn } from 'node:child_process'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { makeLiveOffice, stopBot, tell, untilReady } from '../office/live.ts'

/**
 * F13: the file system refuses to let the ledger grow (RLIMIT_FSIZE). What was answered 200 is there, what could not be
 * committed was answered 503, and the bot lives and works again when there is room.
 */
export async function fullDisk(): Promise<{
  acknowledged: number
  refused: number
  lost: number
  recovered: number
}> {
  const office = await makeLiveOffice(20)
  try {
    // A file may grow to about 1 MB, a little more than an empty ledger.
    const limited = spawn(
      'bash',
      ['-c', 'ulimit -S -f 700; exec "$0" "$1"', process.execPath, office.program],
      {
        env: office.environment,
        stdio: ['ignore', 'ignore', 'ignore'],
      },
    )
    await untilReady(office.port, limited)
    const acknowledged: string[] = []
    let refused = 0
    for (let index = 0; index < 4000 && refused < 20; index++) {
      const userid = office.userids[index % 20] ?? ''
      const text = ['参加', '请假', '已到'][Math.floor(index / 20) % 3] ?? ''
      const msgid = `full-${index}`
      try {
        await tell(office, { msgid, userid, text })
        acknowledged.push(msgid)
      } catch (error) {
        if (!(error instanceof Error) || error.message !== 'status 503') throw error
        refused += 1
      }
    }
    const alive = limited.exitCode === null
    await stopBot(limited)
    const bot = await office.start()
    const answer = await tell(office, { msgid: 'room-again', userid: 'member3', text: '参加' }).catch(
      () => '',
    )
    await stopBot(bot)
    const ledger = new DatabaseSync(join(office.dataDirectory, 'ledger.sqlite'), { readOnly: true })
    const kept = new Set(
      ledger
        .prepare('select msgid from inbox')
        .all()
        .map(row => row['msgid']),
    )
    ledger.close()
    const lost = acknowledged.filter(msgid => !kept.has(msgid)).length
    return { acknowledged: acknowledged.length, refused, lost, recovered: alive && answer !== '' ? 1 : 0 }
  } finally {
    office.remove()
  }
}
