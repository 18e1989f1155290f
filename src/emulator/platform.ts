import { randomUUID } from 'node:crypto'
import { createCardCodes } from './card-codes.ts'
import { createDirectory } from './directory.ts'
import { createFaults } from './faults.ts'
import { createMedia } from './media.ts'
import { createResponseUrls } from './response-urls.ts'
import { createTokens } from './tokens.ts'
import { createTranscript } from './transcript.ts'
import type { EmulatorSettings, Switches, Timing } from './types.ts'
import { createWireLog } from './wire-log.ts'

/** WeCom waits 5 s and tries three times in all (pages 90238, 90930); how often it refreshes a stream is not documented. */
const PLATFORM_TIMING: Timing = { callbackWaitMs: 5000, attempts: 3, streamRefreshMs: 1000 }

export type Platform = ReturnType<typeof createPlatform>

/** The state of the emulated platform that its channels share. */
export function createPlatform(settings: EmulatorSettings) {
  const { clock } = settings
  const switches: Switches = { encryptSenderIds: false, untrustedIp: false, retryAibotStatus: false }
  return {
    /** Tells a page that outlived a restart to load anew. */
    boot: randomUUID(),
    settings,
    clock,
    timing: { ...PLATFORM_TIMING, ...settings.timing },
    switches,
    directory: createDirectory(settings.members, settings.groups),
    transcript: createTranscript(clock),
    wire: createWireLog(),
    faults: createFaults(),
    media: createMedia(clock),
    tokens: createTokens(clock, settings.app),
    cardCodes: createCardCodes(clock),
    responseUrls: createResponseUrls(clock, settings.publicBase),
    /** Ends what runs on its own, such as stream refreshes. */
    stopped: new AbortController(),
  }
}
