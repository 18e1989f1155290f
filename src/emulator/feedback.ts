import { noteLoss, refuse, summarise } from './delivery.ts'
import type { CallbackResult } from './callback.ts'
import type { Platform } from './platform.ts'
import type { ChatEntry, ChatRef, Delivery, EmulatorMember, RateOptions } from './types.ts'

/** The numbers of page 101027. */
const TYPES = { up: 1, down: 2, withdrawn: 3 } as const
const REASON_CODES = { irrelevant: 1, incomplete: 2, wrong: 3, figures: 4 } as const

/** Sends an event of the smart bot. */
export type SendEvent = (
  chat: ChatRef,
  from: EmulatorMember,
  event: object,
) => Promise<{ msgid: string; result: CallbackResult }>

/** A member's 👍 or 👎 under an answer that carried a feedback id; the bot may only answer with an empty packet. */
export function createFeedback({ transcript }: Platform, sendEvent: SendEvent) {
  return async ({ entry: id, verdict, reasons = [] }: RateOptions, chat: ChatRef, from: EmulatorMember) => {
    const entry = transcript.find(chat, id)
    if (entry?.feedbackId === undefined) throw new Error(`entry ${id} cannot be rated`)
    const payload = {
      id: entry.feedbackId,
      type: TYPES[verdict],
      ...(verdict === 'down' && {
        content: '',
        inaccurate_reason_list: reasons.map(reason => REASON_CODES[reason]),
      }),
    }
    const { msgid, result } = await sendEvent(chat, from, {
      eventtype: 'feedback_event',
      feedback_event: payload,
    })
    return ended(chat, from, { entry, verdict, msgid, result })
  }

  function ended(
    chat: ChatRef,
    { userid }: EmulatorMember,
    { entry, verdict, msgid, result }: Rated,
  ): Delivery {
    const others = Object.entries(entry.ratedBy ?? {}).filter(([rater]) => rater !== userid)
    const own = verdict === 'withdrawn' ? [] : [[userid, verdict] as const]
    transcript.change(entry, { ratedBy: Object.fromEntries([...others, ...own]) })
    noteLoss(transcript, chat, result)
    const { reply } = result
    const isEmpty = reply === undefined || reply.kind === 'empty'
    const effect = isEmpty ? { shown: [] } : refuse(transcript, chat, '反馈事件只能回复空包')
    return summarise(msgid, [result], [effect])
  }
}

interface Rated {
  entry: ChatEntry
  verdict: RateOptions['verdict']
  msgid: string
  result: CallbackResult
}
