import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { settableClock } from '../../src/clock.ts'
import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts'
import type { ChatRef, EmulatorGroup, EmulatorSettings } from '../../src/emulator/types.ts'
import type { WireRecord } from '../../src/emulator/wire-log.ts'

/** The platform at the far end of the wire, which remembers everything that anybody got to see. */
export interface Platform {
  /** What WECOM_API_BASE says. */
  base: string
  /** Lets the next calls of the bot go wrong. */
  fault: Emulator['fault']
  clearFaults(): void
  expireToken(): void
  /** How often each text became visible, whoever saw it. */
  visible(): Map<string, number>
  /** How many messages anybody has seen in all. */
  seen(): number
  /** The texts of one chat in the order in which they became visible. */
  shownIn(chat: ChatRef): string[]
  /** How many calls of one kind ('message/send') have arrived, answered or not. */
  asked(path: string): number
  /** The calls of one kind that were answered, or left without an answer for good. */
  calls(path: string): WireRecord[]
  /** Its clock stands this far from the machine's. */
  setOffset(ms: number): void
  /** Nobody listens any more: calls are refused. */
  close(): Promise<void>
  reopen(): Promise<void>
  stop(): void
}

/** Starts the emulator alone on a free port of this machine. */
export async function startPlatform(
  settings: Pick<EmulatorSettings, 'aibot' | 'app' | 'members' | 'groups'>,
): Promise<Platform> {
  const clock = settableClock(new Date(), { running: true })
  const nowhere = () => 'http://127.0.0.1:9/'
  let port = 0
  const publicBase = () => `http://127.0.0.1:${port}/emulator`
  const emulator = createEmulator({
    ...settings,
    clock,
    bot: { aibotUrl: nowhere, appUrl: nowhere },
    publicBase,
  })
  const asked = new Map<string, number>()
  const answer = emulator.app.callback()
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/emulator\/cgi-bin\/|\?.*$/g, '')
    asked.set(path, (asked.get(path) ?? 0) + 1)
    void answer(request, response)
  })
  const listen = () => new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  await listen()
  port = (server.address() as AddressInfo).port
  const shown = remembered(emulator, chatsOf(settings))
  const calls = remembering(emulator.wire)
  const close = async () => {
    const closed = new Promise<void>(resolve => server.close(() => resolve()))
    server.closeAllConnections()
    await closed
  }
  return {
    base: publicBase(),
    fault: emulator.fault,
    clearFaults: emulator.clearFaults,
    expireToken: emulator.expireToken,
    visible: shown.counts,
    seen: () => [...shown.counts().values()].reduce((sum, count) => sum + count, 0),
    shownIn: shown.of,
    asked: path => asked.get(path) ?? 0,
    calls: path =>
      calls().filter(({ direction, path: called }) => direction === 'in' && called === `/cgi-bin/${path}`),
    setOffset: ms => clock.set(new Date(Date.now() + ms)),
    close,
    reopen: listen,
    stop() {
      emulator.stop()
      void close()
    },
  }
}

function chatsOf({
  members,
  groups,
}: Pick<EmulatorSettings, 'members'> & { groups: EmulatorGroup[] }): ChatRef[] {
  return [
    ...members.map(({ userid }) => ({ single: 'app' as const, of: userid })),
    ...groups.map(({ chatid }) => ({ group: chatid })),
  ]
}

/** A chat shows its last 500 entries; here none is forgotten. What the platform dropped counts by its own words. */
function remembered(emulator: Emulator, chats: ChatRef[]) {
  const seen = new Map<string, Map<number, string>>(chats.map(chat => [JSON.stringify(chat), new Map()]))
  const look = () => {
    for (const [chat, entries] of seen)
      // The names of chats are made here.
      for (const { id, text } of emulator.transcript(JSON.parse(chat) as ChatRef)) entries.set(id, text)
  }
  return {
    counts() {
      look()
      const counts = new Map<string, number>()
      for (const entries of seen.values())
        for (const text of entries.values()) counts.set(text, (counts.get(text) ?? 0) + 1)
      return counts
    },
    of(chat: ChatRef) {
      look()
      return [...(seen.get(JSON.stringify(chat))?.values() ?? [])]
    },
  }
}

/** The wire log holds the last 2,000 calls; here none is forgotten. */
function remembering(read: () => WireRecord[]) {
  const all = new Map<number, WireRecord>()
  return () => {
    for (const record of read()) all.set(record.id, record)
    return [...all.values()]
  }
}
