import type { LeaveType } from '../reading.ts'
import { isSilent } from './tokens.ts'
import type { Token } from './tokens.ts'

/** Who a statement is about. `who` is 'self', 'rest', 'they', 'we', 'you' or a written name. */
export interface Subject {
  kind: 'self' | 'name' | 'rest' | 'they' | 'we' | 'you'
  token: Token
}

/** A stretch of a message that says at most one thing about attendance. */
export interface Statement {
  tokens: Token[]
  subjects: Subject[]
  /** 我是刘芳: the name by which the sender introduces themselves. */
  introduced: Subject | undefined
  cue: Token | undefined
  /** A leave type said in words: 公假. */
  leaveType: LeaveType | undefined
  reasons: Token[]
  family: boolean
  activities: Token[]
  times: Token[]
  /** A correction word stands before the cue: what was said earlier does not count. */
  fixed: boolean
  /** A value was named that had been written by mistake. */
  mistaken: boolean
  hedged: boolean
  /** The hedge governs the leave word itself: 可能要请假. */
  hedgedLeave: boolean
  conditional: boolean
  asked: boolean
  hearsay: boolean
  /** Said for somebody else: 代, 帮, 托我. */
  proxied: boolean
  negated: Token | undefined
  /** A negation stands beside the cue without belonging to it: 我没说不参加. */
  denied: boolean
  exception: boolean
  /** Steers a session or a registration (取消, 截止) instead of registering. */
  commands: boolean
  /** Characters that no word list knows. */
  unknown: number
}

export function emptyStatement(asked: boolean): Statement {
  return {
    tokens: [],
    subjects: [],
    introduced: undefined,
    cue: undefined,
    leaveType: undefined,
    reasons: [],
    family: false,
    activities: [],
    times: [],
    fixed: false,
    mistaken: false,
    hedged: false,
    hedgedLeave: false,
    conditional: false,
    asked,
    hearsay: false,
    proxied: false,
    negated: undefined,
    denied: false,
    exception: false,
    commands: false,
    unknown: 0,
  }
}

export function textOf(statement: Statement): string {
  return statement.tokens
    .map(token => token.word)
    .join('')
    .trim()
}

export function lastMeaning(tokens: Token[]): Token | undefined {
  return tokens.findLast(token => !isSilent(token.kind))
}

export function nextMeaning(tokens: Token[], i: number): Token | undefined {
  return tokens.slice(i + 1).find(token => !isSilent(token.kind))
}
