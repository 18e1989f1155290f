import type { RouterContext } from '@koa/router'
import type { Platform } from '../platform.ts'
import { instantAt, nextMorning } from '../shanghai.ts'
import type { ChatRef, ClickOptions, Delivery, MediaOptions, RateOptions, SayOptions } from '../types.ts'
import { readJson } from './read-json.ts'
import {
  clickShape,
  clockShape,
  enterShape,
  faultShape,
  feedbackShape,
  mediaShape,
  sayShape,
  switchesShape,
} from './shapes.ts'
import { stateFor } from './state.ts'

/** What members can do, as the emulator offers it to programs too. */
export interface Actions {
  say(options: SayOptions): Promise<Delivery>
  sendMedia(options: MediaOptions): Promise<Delivery>
  enterChat(userid: string, chat: 'aibot' | 'app'): Promise<Delivery | undefined>
  clickCard(options: ClickOptions): Promise<Delivery>
  rate(options: RateOptions): Promise<Delivery>
}

/** Handlers of what the page and scripts ask for. */
export function createControl(platform: Platform, actions: Actions) {
  const { clock, directory, faults, media, settings, switches, tokens, transcript } = platform

  return {
    state(ctx: RouterContext): void {
      const chat = chatFromKey(String(ctx.query.chat ?? ''))
      const since = Number(ctx.query.since ?? 0)
      if (!chat || !Number.isSafeInteger(since)) return badRequest(ctx)
      ctx.body = stateFor(platform, String(ctx.query.as ?? ''), chat, since)
    },
    transcript(ctx: RouterContext): void {
      const chat = chatFromKey(String(ctx.query.chat ?? ''))
      if (!chat) return badRequest(ctx)
      ctx.body = transcript.read(chat)
    },
    media(ctx: RouterContext): void {
      const file = media.any(ctx.params.mediaId ?? '')
      if (!file) return
      ctx.set('Content-Type', 'application/octet-stream')
      ctx.attachment(file.name)
      // attachment() guesses a type from the name; a downloaded file must never be opened as a page.
      ctx.type = 'application/octet-stream'
      ctx.body = file.bytes
    },
    async say(ctx: RouterContext): Promise<void> {
      const asked = await readJson(ctx, sayShape)
      if (!asked) return
      const { wait, ...options } = asked
      await run(ctx, wait, () => actions.say(options))
    },
    async sendMedia(ctx: RouterContext): Promise<void> {
      const options = await readJson(ctx, mediaShape)
      if (options) await run(ctx, true, () => actions.sendMedia(options))
    },
    async enter(ctx: RouterContext): Promise<void> {
      const options = await readJson(ctx, enterShape)
      if (options) await run(ctx, true, () => actions.enterChat(options.from, options.chat))
    },
    async click(ctx: RouterContext): Promise<void> {
      const options = await readJson(ctx, clickShape)
      if (options) await run(ctx, true, () => actions.clickCard(options))
    },
    async feedback(ctx: RouterContext): Promise<void> {
      const options = await readJson(ctx, feedbackShape)
      if (options) await run(ctx, true, () => actions.rate(options))
    },
    async clock(ctx: RouterContext): Promise<void> {
      const asked = await readJson(ctx, clockShape)
      if (!asked) return
      if ('advanceMinutes' in asked) clock.advance(asked.advanceMinutes * 60_000)
      else if ('to' in asked) clock.set(nextMorning(clock.now(), settings.isWorkday))
      else {
        const instant = instantAt(asked.at)
        if (!instant) return badRequest(ctx)
        clock.set(instant)
      }
      ctx.body = { now: clock.now().toISOString() }
    },
    async switches(ctx: RouterContext): Promise<void> {
      const asked = await readJson(ctx, switchesShape)
      if (asked) ctx.body = Object.assign(switches, asked)
    },
    async faults(ctx: RouterContext): Promise<void> {
      const asked = await readJson(ctx, faultShape)
      if (!asked) return
      if ('clear' in asked) faults.clear()
      else if ('expireToken' in asked) tokens.expire()
      else faults.add(asked)
      ctx.body = { faults: faults.list() }
    },
  }

  /** Runs an action of a member; what cannot be done (unknown member, not in the group) is a 400. */
  async function run(
    ctx: RouterContext,
    wait: boolean,
    action: () => Promise<Delivery | undefined>,
  ): Promise<void> {
    const running = action()
    try {
      ctx.body = (wait ? await running : await firstFailure(running)) ?? {}
      if (!wait) ctx.status = 202
    } catch {
      badRequest(ctx)
    }
  }

  function chatFromKey(key: string): ChatRef | undefined {
    const split = key.indexOf(':')
    const kind = key.slice(0, split)
    const id = key.slice(split + 1)
    if (kind === 'group' && directory.groups.some(group => group.chatid === id)) return { group: id }
    return (kind === 'aibot' || kind === 'app') && directory.find(id) ? { single: kind, of: id } : undefined
  }
}

/** Waits just long enough to hear that an action cannot be done; its outcome is read from the transcript. */
async function firstFailure(running: Promise<unknown>): Promise<undefined> {
  running.catch(() => {})
  await Promise.race([running, new Promise(resolve => setImmediate(resolve))])
}

function badRequest(ctx: RouterContext): void {
  ctx.status = 400
  ctx.body = { error: '请求内容不正确' }
}
