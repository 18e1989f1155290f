import { Writable } from 'node:stream'
import { inProcessCommons } from '../../src/commons/in-process.ts'
import type { Attempt, DeliveryChannel, Outcome } from '../../src/delivery/outcome.ts'
import { createLog } from '../../src/log.ts'
import { createClient, type ClientParts } from '../../src/wecom/client/client.ts'
import { CORP_ID } from '../emulator/fake-bot.ts'
import { AGENT_ID, KEY, openOffice, SECRET } from '../emulator/office.ts'

export const GROUP = '第一党支部工作群'
/** For tests that wait for it: long enough for a loopback call, as a rule. */
export const SHORT_MS = 300
/** For all others: no call of theirs may end by it, however busy the machine is. */
const LONG_MS = 15_000

export type Line = Awaited<ReturnType<typeof openLine>>

/** The client and the emulated platform, with real HTTP between them. */
export async function openLine(parts: Partial<ClientParts> = {}) {
  const office = await openOffice()
  const { clock, emulator } = office
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const tokens = inProcessCommons(clock).tokens
  const apiBase = `${office.origin()}/emulator`
  const settings: ClientParts = {
    apiBase: () => apiBase,
    app: { corpId: CORP_ID, agentId: AGENT_ID, secret: SECRET },
    tokens,
    keyOf: async group => (group === GROUP ? KEY : undefined),
    clock,
    log: createLog('info', Buffer.alloc(32), stream),
    timeoutMs: LONG_MS,
    random: () => 1,
    ...parts,
  }
  const client = createClient(settings)

  const line = {
    office,
    emulator,
    clock,
    client,
    tokens,
    settings,
    apiBase,
    /** Everything that was logged so far. */
    logged: () => lines.join(''),
    /** How often the bot made a call that reached the platform. */
    calls: (name: string) => emulator.wire().filter(({ path }) => path === `/cgi-bin/${name}`).length,
    /** One try. */
    send: (channel: DeliveryChannel, target: string, body: string, attempt = 1) =>
      client.send[channel](attemptOf(channel, target, body, attempt)),
    /** Tries until there is an end, moving the clock over the waits; at most ten times. */
    async deliver(channel: DeliveryChannel, target: string, body: string) {
      const started = clock.now().getTime()
      const outcomes: Outcome[] = []
      for (let attempt = 1; attempt <= 10; attempt += 1) {
        const outcome = await line.send(channel, target, body, attempt)
        outcomes.push(outcome)
        if (outcome.kind !== 'again') break
        clock.advance(outcome.afterMs)
      }
      return { kinds: outcomes.map(({ kind }) => kind), waitedMs: clock.now().getTime() - started }
    },
    close: () => office.close(),
  }
  return line
}

export function attemptOf(channel: DeliveryChannel, target: string, body: string, attempt = 1): Attempt {
  return { id: 'd1', channel, target, body, attempt, freeze: async () => {} }
}
