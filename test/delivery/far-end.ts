import type { Clock } from '../../src/clock.ts'
import type { Attempt, DeliveryChannel, Outcome, Send } from '../../src/delivery/outcome.ts'

/** One call as the far end saw it. */
export interface Call {
  at: string
  channel: DeliveryChannel
  target: string
  body: string
  attempt: number
}

/** What the far end does with a call: an outcome, or whatever a test wants to happen meanwhile. */
export type Reaction = Outcome | ((attempt: Attempt) => Promise<Outcome>)

/** A platform that does what a test tells it, and otherwise takes everything. */
export function farEnd(clock: Clock) {
  const calls: Call[] = []
  const script: Reaction[] = []
  const always = new Map<string, Reaction>()
  let underWay = 0

  const send: Send = async attempt => {
    const { channel, target, body, attempt: count } = attempt
    calls.push({ at: clock.now().toISOString(), channel, target, body, attempt: count })
    underWay += 1
    end.mostUnderWay = Math.max(end.mostUnderWay, underWay)
    try {
      // A real call takes its time too.
      await new Promise(resolve => setImmediate(resolve))
      const reaction = always.get(target) ?? script.shift() ?? { kind: 'sent' as const }
      return await (typeof reaction === 'function' ? reaction(attempt) : reaction)
    } finally {
      underWay -= 1
    }
  }

  const end = {
    calls,
    mostUnderWay: 0,
    senders: { robot: send, app: send, 'app-file': send, 'app-card': send, response: send } satisfies Record<
      DeliveryChannel,
      Send
    >,
    /** How the next calls go, one after another. */
    next: (...reactions: Reaction[]) => void script.push(...reactions),
    /** How every call for a target goes. */
    always: (target: string, reaction: Reaction) => void always.set(target, reaction),
    bodies: (target?: string) =>
      calls.filter(call => target === undefined || call.target === target).map(({ body }) => body),
    /** What people see: the platform swallows a repeated message of the app, but not of a robot. */
    visible: (channel: DeliveryChannel) => {
      const bodies = calls.filter(call => call.channel === channel).map(({ body }) => body)
      return channel === 'app' ? [...new Set(bodies)] : bodies
    },
  }
  return end
}

export const again = (
  afterMs: number,
  more: { errcode?: number; pause?: { key: string; ms: number } } = {},
) => ({ kind: 'again', afterMs, why: '平台繁忙', ...more }) as const

/** Something a test opens when it wants a call to go on. */
export function gate() {
  let open = () => {}
  const opened = new Promise<void>(resolve => (open = resolve))
  return { open, opened }
}
