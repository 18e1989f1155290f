import type { Attempt, Outcome, Send } from '../../delivery/outcome.ts'
import type { Api } from './api.ts'
import type { Random } from './backoff.ts'
import { again, onceOnly } from './outcomes.ts'
import { texts } from './texts.ts'

/** The key of a group's robot (消息推送), by the group's name; undefined while the group has none. */
export type KeyOf = (group: string) => Promise<string | undefined>

/** Under which key the rate window of a group's robot is kept: the platform counts 20 a minute for each robot. */
export function robotRateKey(group: string): string {
  return `robot:${group}`
}

/** Sends through a group's robot. The platform cannot tell a repeated message, so a doubtful one is never sent again. */
export function robotSender(api: Api, keyOf: KeyOf, random: Random): Send {
  return async ({ target, body, attempt }: Attempt): Promise<Outcome> => {
    const each = { attempt, random, rateKey: robotRateKey(target) }
    const found = await lookUp(keyOf, target)
    if (found === 'unreadable') return again(texts.keysUnreadable, each)
    if (found.key === undefined) return { kind: 'failed', why: texts.noKey(target) }
    const answer = await api.sendToGroup(found.key, body)
    return answer.kind === 'ok' ? { kind: 'sent' } : onceOnly(answer, each)
  }
}

async function lookUp(keyOf: KeyOf, group: string): Promise<{ key: string | undefined } | 'unreadable'> {
  try {
    return { key: await keyOf(group) }
  } catch {
    return 'unreadable'
  }
}
