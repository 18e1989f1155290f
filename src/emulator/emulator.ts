import Koa from 'koa'
import { createAibot } from './aibot.ts'
import { createAppChannel } from './app-channel.ts'
import { createConversation } from './conversation.ts'
import { openIdOf } from './directory.ts'
import type { Fault } from './faults.ts'
import { createPlatform } from './platform.ts'
import { createRoutes } from './routes.ts'
import type { ChatEntry, ChatRef, ClickOptions, Delivery, EmulatorSettings } from './types.ts'
import type { MediaOptions, RateOptions, SayOptions, Switches } from './types.ts'
import type { WireRecord } from './wire-log.ts'

export interface Emulator {
  /** The emulator's own server, for tests that start it alone: `createServer(emulator.app.callback())`. */
  app: Koa
  /** For mounting under another Koa server, before anything there reads bodies: takes /playground and /emulator, passes the rest on. */
  middleware: Koa.Middleware
  /** A member writes. Resolves when the bot's answer has its final form; throws for an unknown member or group. */
  say(options: SayOptions): Promise<Delivery>
  /** A member sends a picture, voice, file, video, place or link. */
  sendMedia(options: MediaOptions): Promise<Delivery>
  /** A member opens a single chat. The smart bot is told once a day, otherwise this is undefined. */
  enterChat(userid: string, chat: 'aibot' | 'app'): Promise<Delivery | undefined>
  /** A member clicks on a card that a chat shows. */
  clickCard(options: ClickOptions): Promise<Delivery>
  /** A member says whether an answer of the smart bot helped. */
  rate(options: RateOptions): Promise<Delivery>
  /** Everything the chat shows, oldest first, at most 500 entries. */
  transcript(chat: ChatRef): ChatEntry[]
  /** Live switches: set a field to switch. */
  switches: Switches
  /** Lets the next calls of the bot go wrong. */
  fault(fault: Fault): void
  clearFaults(): void
  /** Ends the app's access token early: the next call gets 42001. */
  expireToken(): void
  /** The encrypted id that stands for a userid while `encryptSenderIds` is on. */
  openIdOf(userid: string): string
  /** The last 2,000 requests in both directions, oldest first. */
  wire(): WireRecord[]
  /** Ends stream refreshes and hanging answers. */
  stop(): void
}

/** WeCom from the other side of the wire: groups, members, callbacks and the API, over real HTTP. */
export function createEmulator(settings: EmulatorSettings): Emulator {
  const platform = createPlatform(settings)
  const aibot = createAibot(platform)
  const appChannel = createAppChannel(platform)
  const { say, sendMedia } = createConversation(platform, aibot, appChannel)
  const { directory, faults, switches, tokens, transcript, wire, stopped } = platform

  const actions = {
    say,
    sendMedia,
    async enterChat(userid: string, chat: 'aibot' | 'app') {
      const from = directory.member(userid)
      return chat === 'aibot' ? aibot.enterChat(from) : appChannel.enterChat(from)
    },
    async clickCard(options: ClickOptions) {
      const from = directory.member(options.from)
      const chat = directory.chatOf(options.from, options.chat)
      const channel = 'single' in chat && chat.single === 'app' ? appChannel : aibot
      return channel.click(options, chat, from)
    },
    async rate(options: RateOptions) {
      return aibot.rate(options, directory.chatOf(options.from, options.chat), directory.member(options.from))
    },
  }

  const middleware = createRoutes(platform, actions)
  const app = new Koa()
  app.use(middleware)

  return {
    ...actions,
    app,
    middleware,
    transcript: chat => transcript.read(chat),
    switches,
    fault: faults.add,
    clearFaults: faults.clear,
    expireToken: tokens.expire,
    openIdOf,
    wire: wire.read,
    stop: () => stopped.abort(),
  }
}
