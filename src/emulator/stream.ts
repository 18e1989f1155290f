import { setTimeout as pause } from 'node:timers/promises'
import { commonFields } from './aibot-body.ts'
import { readAibotReply } from './aibot-reply.ts'
import type { Caller } from './callback.ts'
import { refuse } from './delivery.ts'
import type { Effect, SentMessage } from './delivery.ts'
import { aibotMsgId } from './ids.ts'
import type { Platform } from './platform.ts'
import type { ChatEntry } from './types.ts'

/** WeCom stops asking six minutes after the member's message (page 101031). */
const STREAM_LIFE_MS = 6 * 60 * 1000

interface Stream {
  id: string
  hasCard: boolean
}

/** Answers that are still being written: the platform asks again and again until the bot says finish. */
export function createStreams(platform: Platform, call: Caller) {
  const { transcript, clock, timing, stopped } = platform
  const streamOf = new Map<ChatEntry, Stream>()

  return {
    begin(entry: ChatEntry, id: string, hasCard: boolean): void {
      if (entry.open) streamOf.set(entry, { id, hasCard })
    },
    /** Returns when the entry has its final words; what else was shown on the way is the effect. */
    async follow(message: SentMessage, entry: ChatEntry): Promise<Effect> {
      const stream = streamOf.get(entry)
      if (!stream) return { shown: [] }
      try {
        return await refreshUntilDone(message, entry, stream)
      } finally {
        streamOf.delete(entry)
        if (entry.open) transcript.change(entry, { open: false })
      }
    },
  }

  async function refreshUntilDone(message: SentMessage, entry: ChatEntry, stream: Stream): Promise<Effect> {
    const started = performance.now()
    while (await paused()) {
      // A clock that stands still must not keep this alive for ever.
      const age = Math.max(clock.now().getTime() - message.sentAt.getTime(), performance.now() - started)
      if (age >= STREAM_LIFE_MS) return expire(entry)
      const { reply: opened } = await call({
        plain: refreshBody(message, stream.id),
        attempts: 1,
        retryStatus: false,
      })
      if (!opened || opened.kind === 'empty') continue
      if (opened.kind === 'violation') return refuse(transcript, message.chat, opened.why)
      const reply = readAibotReply(opened.plain, 'refresh')
      if (reply.kind === 'violation') return refuse(transcript, message.chat, reply.why)
      if (reply.kind !== 'stream') return { shown: [] }
      if (reply.stream.id !== stream.id)
        return refuse(transcript, message.chat, '刷新的stream.id与首次不一致')
      if (reply.card && stream.hasCard) return refuse(transcript, message.chat, '同一消息只能回复一次卡片')
      transcript.change(entry, {
        text: reply.stream.content,
        open: !reply.stream.finish,
        ...(reply.card && { card: reply.card }),
      })
      stream.hasCard ||= reply.card !== undefined
      if (reply.stream.finish) return { shown: [] }
    }
    return { shown: [] }
  }

  function expire(entry: ChatEntry): Effect {
    transcript.change(entry, { open: false, note: '6分钟内未写完,平台不再刷新' })
    return { shown: [], violation: '流式回复6分钟内未结束' }
  }

  function refreshBody(message: SentMessage, id: string): string {
    const common = commonFields(platform, aibotMsgId(), message.chat, message.from)
    return JSON.stringify({ ...common, msgtype: 'stream', stream: { id } })
  }

  async function paused(): Promise<boolean> {
    await pause(timing.streamRefreshMs, undefined, { signal: stopped.signal, ref: false }).catch(() => {})
    return !stopped.signal.aborted
  }
}
