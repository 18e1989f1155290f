import { readAppReply } from './app-reply.ts'
import { createCaller } from './callback.ts'
import type { CallbackResult } from './callback.ts'
import { cardSeenBy } from './aibot.ts'
import { inCopies, noteLoss, refuse, summarise } from './delivery.ts'
import type { Effect, SentMessage } from './delivery.ts'
import { appMsgId } from './ids.ts'
import type { Platform } from './platform.ts'
import type { ChatRef, ClickOptions, Delivery, EmulatorMember, MediaKind } from './types.ts'
import { writeXml } from './xml.ts'
import type { XmlFields } from './xml.ts'

export type AppChannel = ReturnType<typeof createAppChannel>

/** The self-built app's conversation: what a member writes there goes out as encrypted XML (pages 90238 to 90241). */
export function createAppChannel(platform: Platform) {
  const { settings, transcript, clock, timing } = platform
  const { token, aesKey, corpId, agentId } = settings.app
  const line = { envelope: 'xml' as const, token, aesKey, receiveId: corpId, agentId }
  const call = createCaller({ ...platform, line, url: settings.bot.appUrl })

  return { wordsBody, mediaBody, deliver, enterChat, click }

  /** A quote does not exist on this channel: clients write it before the reply. */
  function wordsBody(msgid: string, from: EmulatorMember, text: string, quote: string | undefined): string {
    const content = quote === undefined ? text : `「${quote}」\n- - - - - - - - - - - - - - -\n${text}`
    return messageXml(msgid, from, 'text', { Content: content })
  }

  function mediaBody(msgid: string, from: EmulatorMember, what: MediaKind): string {
    return messageXml(msgid, from, what, MEDIA_FIELDS[what])
  }

  function messageXml(msgid: string, from: EmulatorMember, type: string, fields: XmlFields): string {
    return writeXml({
      ...common(from),
      MsgType: type,
      ...fields,
      MsgId: bareIfNumber(msgid),
      AgentID: agentId,
    })
  }

  function common(from: EmulatorMember): XmlFields {
    const CreateTime = Math.floor(clock.now().getTime() / 1000)
    return { ToUserName: corpId, FromUserName: from.userid, CreateTime }
  }

  async function deliver(message: SentMessage, times: number, concurrent: boolean): Promise<Delivery> {
    const effects: Effect[] = []
    const results = await inCopies(times, concurrent, async () => {
      const result = await call({ plain: message.plain, attempts: timing.attempts, retryStatus: true })
      noteLoss(transcript, message.chat, result)
      if (!message.answered) effects.push(showAnswer(message, result))
      return result
    })
    return summarise(message.msgid, results, effects)
  }

  function showAnswer(message: SentMessage, result: CallbackResult): Effect {
    const effect = showReply(message.chat, message.from, result)
    message.answered = effect.shown.length > 0
    return effect
  }

  /** Entering the conversation; the platform says so each time. */
  async function enterChat(from: EmulatorMember): Promise<Delivery> {
    const chat: ChatRef = { single: 'app', of: from.userid }
    const event = { MsgType: 'event', Event: 'enter_agent', EventKey: '', AgentID: agentId }
    return sendEvent(chat, from, event)
  }

  async function click(options: ClickOptions, chat: ChatRef, from: EmulatorMember): Promise<Delivery> {
    const entry = transcript.find(chat, options.entry)
    const card = entry && cardSeenBy(entry, from.userid)
    if (!card) throw new Error(`entry ${options.entry} shows no card`)
    const taskId = card.task_id ?? ''
    const items = options.selected?.map(one => ({
      QuestionKey: one.questionKey,
      OptionIds: { OptionId: one.optionIds },
    }))
    const event: XmlFields = {
      MsgType: 'event',
      Event: 'template_card_event',
      EventKey: options.key,
      TaskId: taskId,
      CardType: card.card_type,
      ResponseCode: platform.cardCodes.issue(taskId),
      AgentID: agentId,
      ...(items && { SelectedItems: { SelectedItem: items } }),
    }
    return sendEvent(chat, from, event)
  }

  async function sendEvent(chat: ChatRef, from: EmulatorMember, event: XmlFields): Promise<Delivery> {
    const plain = writeXml({ ...common(from), ...event })
    const result = await call({ plain, attempts: timing.attempts, retryStatus: true })
    noteLoss(transcript, chat, result)
    return summarise(appMsgId(), [result], [showReply(chat, from, result)])
  }

  function showReply(chat: ChatRef, from: EmulatorMember, { reply: opened }: CallbackResult): Effect {
    if (!opened || opened.kind === 'empty') return { shown: [] }
    if (opened.kind === 'violation') return refuse(transcript, chat, opened.why)
    const reply = readAppReply(opened.plain, from.userid, corpId)
    if (reply.kind === 'violation') return refuse(transcript, chat, reply.why)
    const words = { kind: 'app' as const, sender: appName(platform), format: 'text' as const }
    return { shown: [transcript.add(chat, { ...words, text: reply.text })] }
  }
}

/** The name of the app's conversation on the page. */
export function appName({ settings }: Platform): string {
  return `${settings.aibot.name}应用`
}

/** The platform writes its 64-bit ids bare. */
function bareIfNumber(msgid: string): bigint | string {
  return /^\d{1,19}$/.test(msgid) ? BigInt(msgid) : msgid
}

const MEDIA_FIELDS: Record<MediaKind, XmlFields> = {
  image: { PicUrl: 'http://127.0.0.1/none', MediaId: 'none' },
  voice: { MediaId: 'none', Format: 'amr' },
  video: { MediaId: 'none', ThumbMediaId: 'none' },
  file: { MediaId: 'none' },
  location: { Location_X: '28.31', Location_Y: '109.73', Scale: 15, Label: '会议室' },
  link: { Title: '链接', Description: '', Url: 'http://127.0.0.1/none', PicUrl: '' },
}
