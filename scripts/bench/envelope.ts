import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import { createEnvelope } from '../../src/wecom/envelope.ts'
import { benchKeys, groupTextOf, openReply, sealCallback } from './messages.ts'
import { median, microsecondsOf, pairedRounds } from './rounds.ts'

const GOAL = 0.35
const ROUNDS = 60
const MESSAGES = 400

const now = new Date()
const envelope = createEnvelope({ ...benchKeys, kind: 'json' })
const callbacks = Array.from({ length: MESSAGES }, (_, index) => {
  const plain = groupTextOf({ msgid: `M${index}`, chatid: 'wrGroup01', userid: 'liufang', text: '参加' })
  const sealed = sealCallback(benchKeys, plain, now)
  return { ...sealed, parameters: new URLSearchParams(sealed.query) }
})

export interface EnvelopeResult {
  goal: number
  /** The median of the paired ratios, ours to theirs. */
  ratio: number
  /** For a whole message, in the middle. */
  oursMicroseconds: number
  theirsMicroseconds: number
}

/** What opening and answering one callback costs, ours beside `@wecom/crypto`, in one process and in turns. */
export function measureEnvelope(): EnvelopeResult {
  // Throws unless both give what the platform expects.
  openReply(benchKeys, ours(0))
  openReply(benchKeys, theirs(0))
  const rounds = pairedRounds(
    ROUNDS,
    () => microsecondsOf(ours, MESSAGES),
    () => microsecondsOf(theirs, MESSAGES),
  )
  return {
    goal: GOAL,
    ratio: median(rounds.map(([own, other]) => own / other)),
    oursMicroseconds: median(rounds.map(([own]) => own)),
    theirsMicroseconds: median(rounds.map(([, other]) => other)),
  }
}

/** Verify, decrypt, parse, encrypt, sign: from the raw query and body to the body of the answer. */
function ours(index: number): string {
  const opened = envelope.openRequest(callbacks[index] ?? nothing(), now)
  if (!opened.ok) throw new Error(`refused: ${opened.why}`)
  return envelope.seal(replyTo(opened.text), opened.nonce, now)
}

/** The same with the library, in the obvious way. It is handed the parsed query, so the comparison favours it. */
function theirs(index: number): string {
  const { body, parameters } = callbacks[index] ?? nothing()
  const sealed = JSON.parse(body.toString()).encrypt
  const nonce = parameters.get('nonce') ?? ''
  const signature = getSignature(benchKeys.token, parameters.get('timestamp') ?? '', nonce, sealed)
  if (signature !== parameters.get('msg_signature')) throw new Error('refused')
  const reply = encrypt(
    benchKeys.aesKey,
    replyTo(decrypt(benchKeys.aesKey, sealed).message),
    benchKeys.receiveId,
  )
  const timestamp = Math.floor(now.getTime() / 1000)
  const msgsignature = getSignature(benchKeys.token, timestamp, nonce, reply)
  return JSON.stringify({ encrypt: reply, msgsignature, timestamp, nonce })
}

function replyTo(text: string): string {
  const message = JSON.parse(text)
  return JSON.stringify({
    msgtype: 'stream',
    stream: { id: message.msgid, finish: true, content: '已登记：11月主题党日，参加。' },
  })
}

function nothing(): never {
  throw new Error('no such message')
}

if (import.meta.main) {
  const result = measureEnvelope()
  const [own, other] = [result.oursMicroseconds, result.theirsMicroseconds].map(value => value.toFixed(1))
  console.log(
    `envelope: ${own} µs a message, @wecom/crypto ${other} µs, ratio ${result.ratio.toFixed(3)} (goal at most ${GOAL})`,
  )
  console.log(JSON.stringify(result))
  process.exitCode = result.ratio <= GOAL ? 0 : 1
}
