import { z } from 'zod'
import { FAULT_KINDS } from '../faults.ts'

const userid = z.string().min(1).max(64)
const chat = z.union([
  z.strictObject({ group: z.string().min(1).max(128) }),
  z.strictObject({ single: z.enum(['aibot', 'app']) }),
])

/** What the page and scripts may ask of the emulator. `wait: false` answers at once instead of after the bot's answer. */
export const sayShape = z.strictObject({
  from: userid,
  chat,
  text: z.string().min(1).max(4000),
  mention: z.boolean().exactOptional(),
  quote: z.string().max(4000).exactOptional(),
  picture: z.boolean().exactOptional(),
  msgid: z.string().min(1).max(64).exactOptional(),
  times: z.int().min(1).max(20).exactOptional(),
  concurrent: z.boolean().exactOptional(),
  wait: z.boolean().default(true),
})

export const mediaShape = z.strictObject({
  from: userid,
  chat,
  what: z.enum(['image', 'voice', 'file', 'video', 'location', 'link']),
})

export const enterShape = z.strictObject({ from: userid, chat: z.enum(['aibot', 'app']) })

export const clickShape = z.strictObject({
  from: userid,
  chat,
  entry: z.int(),
  key: z.string().max(1024),
  selected: z
    .array(
      z.strictObject({ questionKey: z.string().max(1024), optionIds: z.array(z.string().max(128)).max(20) }),
    )
    .max(10)
    .exactOptional(),
})

export const feedbackShape = z.strictObject({
  from: userid,
  chat,
  entry: z.int(),
  verdict: z.enum(['up', 'down', 'withdrawn']),
  reasons: z
    .array(z.enum(['irrelevant', 'incomplete', 'wrong', 'figures']))
    .max(4)
    .exactOptional(),
})

export const clockShape = z.union([
  z.strictObject({
    advanceMinutes: z
      .int()
      .min(1)
      .max(60 * 24 * 366),
  }),
  z.strictObject({ to: z.literal('morning') }),
  z.strictObject({ at: z.string().max(16) }),
])

export const switchesShape = z.strictObject({
  encryptSenderIds: z.boolean().exactOptional(),
  untrustedIp: z.boolean().exactOptional(),
  retryAibotStatus: z.boolean().exactOptional(),
})

export const faultShape = z.union([
  z.strictObject({ clear: z.literal(true) }),
  z.strictObject({ expireToken: z.literal(true) }),
  z.strictObject({
    kind: z.enum(FAULT_KINDS),
    on: z.string().max(64).exactOptional(),
    times: z.int().min(1).max(1000).exactOptional(),
    status: z.int().min(500).max(599).exactOptional(),
    delayMs: z.int().min(0).max(60_000).exactOptional(),
    errcode: z.int().exactOptional(),
  }),
])
