import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { benchKeys, groupTextOf, openReply, sealCallback } from '../bench/messages.ts'
import { stopBot, tell } from '../office/live.ts'
import { makeSendingOffice, type SendingOffice } from '../office/sending.ts'
import { inState, messagesTo, queue, reckon, rowsOf } from './deliveries.ts'
import type { Outcome } from './row.ts'
import { until } from './until.ts'

/** Due at each stop on each channel; half of it is under way. */
const EACH = 8
/** Callbacks whose second half arrives only after the signal. */
const HALF_SENT = 3
/** What a stop may take. */
const MOST_MS = 5000

/**
 * F06: SIGTERM under load. The bot answers the callbacks that had begun, ends with 0 within five seconds, leaves no delivery in
 * doubt, and everything is seen once in the end. In every second drain one call of the platform hangs.
 */
export async function drained(drains: number, random: () => number): Promise<Outcome> {
  const office = await makeSendingOffice({ members: 40, groups: 40 })
  const { platform } = office
  try {
    const sum = { begun: 0, begunUnanswered: 0, acknowledged: 0, notZero: 0, stuck: 0 }
    const ms = { plain: 0, hanging: 0 }
    const acknowledged: string[] = []
    for (let drain = 0; drain < drains; drain++) {
      platform.fault({ kind: 'delay', delayMs: 150, times: 1_000_000 })
      await queue(office, [
        ...messagesTo('app', office.userids, EACH, drain),
        ...messagesTo('robot', office.groups, EACH, drain),
      ])
      const bot = await office.start()
      const speaking = { stopped: false }
      const speakers = office.userids
        .slice(0, 8)
        .map(userid => keepSaying(office, userid, drain, speaking, acknowledged))
      if (drain % 2 === 1) hangNext(office)
      const half = await Promise.all(
        Array.from({ length: HALF_SENT }, (_, index) => begin(office, drain, index)),
      )
      await pause(random() * 300)
      const told = performance.now()
      const gone = stopBot(bot)
      await pause(100)
      const answers = await Promise.all(half.map(({ finish }) => finish()))
      // A bot that goes on for ever is told so by its figure, not by a run without an end.
      await Promise.race([gone, pause(2 * MOST_MS, undefined, { ref: false })])
      const kind = drain % 2 === 1 ? 'hanging' : 'plain'
      ms[kind] = Math.max(ms[kind], Math.round(performance.now() - told))
      speaking.stopped = true
      await Promise.all(speakers)
      await gone
      platform.clearFaults()
      sum.begun += HALF_SENT
      sum.begunUnanswered += answers.filter(isAnswered => !isAnswered).length
      if (bot.exitCode !== 0) sum.notZero += 1
      sum.stuck += inState(rowsOf(office), 'sending', 'unknown')
    }
    const bot = await office.start()
    await until('everything has ended', () => inState(rowsOf(office), 'pending', 'sending') === 0, 90_000)
    await stopBot(bot)
    const { lost, doubled, listed } = reckon(office)
    const forgotten = missingIn(office, acknowledged)
    sum.acknowledged = acknowledged.length
    return {
      figures: {
        drains,
        messages: 2 * EACH * drains,
        ...sum,
        lost: lost + forgotten,
        doubled,
        plainMs: ms.plain,
        hangingMs: ms.hanging,
      },
      holds:
        sum.begunUnanswered + sum.notZero + sum.stuck + lost + forgotten + doubled + listed === 0 &&
        Math.max(ms.plain, ms.hanging) <= MOST_MS,
    }
  } finally {
    office.remove()
  }
}

/** The next message of the app gets no answer. */
function hangNext({ platform }: SendingOffice): void {
  platform.clearFaults()
  platform.fault({ kind: 'hang', on: 'message/send' })
  platform.fault({ kind: 'delay', delayMs: 150, times: 1_000_000 })
}

async function keepSaying(
  office: SendingOffice,
  userid: string,
  drain: number,
  speaking: { stopped: boolean },
  acknowledged: string[],
): Promise<void> {
  for (let said = 0; !speaking.stopped; said++) {
    const msgid = `${userid}-${drain}-${said}`
    try {
      await tell(office, { msgid, userid, text: '请假' })
      acknowledged.push(msgid)
    } catch {
      // The bot has stopped accepting; the platform would say it again.
      return
    }
  }
}

/** Sends the first half of a callback; `finish` sends the rest and tells whether the answer was 200 with a reply. */
async function begin({ port }: SendingOffice, drain: number, index: number) {
  const text = groupTextOf({ msgid: `half-${drain}-${index}`, chatid: 'g', userid: 'member1', text: '帮助' })
  const { query, body } = sealCallback(benchKeys, text, new Date())
  const head =
    `POST /wecom/aibot?${query} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n` +
    `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => (answer += chunk))
  const ended = new Promise<void>(resolve => socket.once('close', () => resolve()))
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(head)
  socket.write(body.subarray(0, 40))
  // Long enough for the bot to have read the head: from then on it has taken the request.
  await pause(50)
  return {
    async finish(): Promise<boolean> {
      socket.write(body.subarray(40))
      await ended
      const at = answer.indexOf('\r\n\r\n')
      if (!answer.startsWith('HTTP/1.1 200') || at < 0) return false
      return openReply(benchKeys, answer.slice(at + 4)) !== undefined
    },
  }
}

/** How many messages were answered with 200 and are not in the ledger. */
function missingIn({ dataDirectory }: SendingOffice, acknowledged: string[]): number {
  const ledger = new DatabaseSync(join(dataDirectory, 'ledger.sqlite'), { readOnly: true })
  const kept = new Set(
    ledger
      .prepare('select msgid from inbox')
      .all()
      .map(row => row['msgid']),
  )
  ledger.close()
  return acknowledged.filter(msgid => !kept.has(msgid)).length
}
