import type { InboundChannel } from '../talk/message.ts'

/** Under which name a channel's sender ids are bound. The app's are account names; the smart bot's may be encrypted. */
export const identityChannels: Record<InboundChannel, string> = { aibot: 'aibot', app: 'userid' }
