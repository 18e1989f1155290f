/**
 * What replicas share for minutes. Losing it loses nothing: the ledger decides. No call throws or waits for long; when the
 * shared store is out of reach, each replica decides for itself until it is back.
 */
export interface Commons {
  /**
   * Whether this caller is the one who wakes for a slot: true for the first that asks, false for all others. The answer is
   * kept for `ttlMs` but at least an hour, also after the work is done, so that a late replica does not wake again.
   */
  elect(name: string, slot: string, ttlMs: number): Promise<boolean>
  rates: RateWindows
  tokens: Tokens
  streams: Streams
  /** 'degraded': this replica decides by itself for the moment. */
  health(): CommonsHealth
  close(): Promise<void>
}

export type CommonsHealth = 'ok' | 'degraded'

/** At most `limit` sends in any `windowMs`; for a group robot 20 in 60 s, with some margin for the way to the platform. */
export interface RateWindow {
  limit: number
  windowMs: number
}

/**
 * One log window per key: the last sends are remembered, the next is free when the oldest leaves the window. A backlog so
 * takes the least possible time, floor((M - 1) / limit) windows for M sends, without a single refusal. A key names a robot or an app; it must be no secret, because it becomes part of a key in the store.
 */
export interface RateWindows {
  /** Takes a place and answers 0, or takes none and answers how long (ms) until it is worth asking again. */
  reserve(key: string, window: RateWindow, now: number): Promise<{ waitMs: number }>
  /** Adds sends that the outbox remembers (instants in ms). Adding the same ones again changes nothing. */
  rebuild(key: string, instants: readonly number[]): Promise<void>
  /** Gives no place before an instant (45009). A later pause replaces an earlier one. */
  pause(key: string, until: number, now: number): Promise<void>
}

export interface Token {
  value: string
  /** Instant in ms. */
  expiresAt: number
}

/** Access tokens, one per key (app). Compare-and-set, so that nobody throws away what another replica has just refreshed. */
export interface Tokens {
  /** The token in use, unless it is over at `now`. */
  get(key: string, now: number): Promise<Token | undefined>
  put(key: string, token: Token, now: number): Promise<void>
  /** Puts a token only where `ifCurrent` still is (undefined: where none is); false when another one is there. */
  replace(key: string, ifCurrent: string | undefined, token: Token, now: number): Promise<boolean>
  /** Drops a token that the platform refused, only if it is still the current one; false when it is not. */
  drop(key: string, ifCurrent: string): Promise<boolean>
  /** The right to refresh for a short while, or undefined when another replica has it. The answer gives it back. */
  claimRefresh(key: string, ttlMs: number): Promise<(() => Promise<void>) | undefined>
}

/** What a stream shows at the moment: the holding line, or the final answer. */
export interface StreamState {
  text: string
  finished: boolean
}

/** Open streams by id, for whichever replica is asked for the refresh. */
export interface Streams {
  /** Text beyond 20480 bytes is cut, a life beyond ten minutes is shortened. */
  put(id: string, state: StreamState, ttlMs: number): Promise<void>
  get(id: string): Promise<StreamState | undefined>
}
