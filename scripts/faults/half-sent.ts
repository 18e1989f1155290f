import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { benchKeys, groupTextOf, openReply, sealCallback } from '../bench/messages.ts'

/** Sends the rest of a callback; true when the answer was 200 with a reply. */
export type Finish = () => Promise<boolean>

/** Sends the head and the first bytes of a callback, so that the bot has begun with it. */
export async function sendHalf(port: number, msgid: string): Promise<Finish> {
  const text = groupTextOf({ msgid, chatid: 'live-group', userid: 'member1', text: '帮助' })
  const { query, body } = sealCallback(benchKeys, text, new Date())
  const head = [
    `POST /wecom/aibot?${query} HTTP/1.1`,
    'host: 127.0.0.1',
    'connection: close',
    'content-type: application/json',
    `content-length: ${body.length}`,
  ]
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => (answer += chunk))
  socket.on('error', () => {})
  const ended = new Promise<void>(resolve => socket.once('close', () => resolve()))
  await once(socket, 'connect')
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  socket.write(body.subarray(0, 40))
  // Long enough for the bot to have read the head: from then on it has taken the request.
  await pause(50)
  return async () => {
    socket.write(body.subarray(40))
    await ended
    return isAnswered(answer)
  }
}

function isAnswered(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n')
  return (
    answer.startsWith('HTTP/1.1 200') && end > 0 && openReply(benchKeys, answer.slice(end + 4)) !== undefined
  )
}
