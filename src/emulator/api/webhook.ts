import type { NewEntry } from '../transcript.ts'
import { checkCard } from '../card-check.ts'
import { cardWords } from '../aibot.ts'
import type { Platform } from '../platform.ts'
import type { EmulatorGroup } from '../types.ts'
import { windowPerKey } from '../window.ts'
import { isObject, parseObject } from '../wire.ts'
import { failed, ok } from './call.ts'
import type { ApiCall, ApiResult, ApiRoute } from './call.ts'
import { readContent, stringsOf } from './text-limits.ts'
import { keepUpload } from './upload.ts'

/** The group robot 消息推送 (page 99110): 20 messages in a minute per key, text 2,048 and markdown 4,096 bytes. */
const PER_MINUTE = 20
const MAX_TEXT_BYTES = 2048
const MAX_MARKDOWN_BYTES = 4096

type Content = Pick<NewEntry, 'text' | 'format' | 'card' | 'file'>

export function webhookRoutes(platform: Platform): ApiRoute[] {
  const { clock, directory, media, settings, transcript } = platform
  const windowOf = windowPerKey(PER_MINUTE, 60_000)

  function send({ query, body }: ApiCall): ApiResult {
    const key = query.get('key') ?? ''
    const group = directory.groupOfKey(key)
    if (!group) return failed(93000)
    const request = parseObject(body.toString('utf8'))
    if (!request) return failed(40035)
    const content = readMessage(request, key, group)
    if ('errcode' in content) return content
    if (!windowOf(key).take(clock.now())) return failed(45009)
    const sender = `${settings.aibot.name}提醒`
    transcript.add({ group: group.chatid }, { kind: 'robot', sender, ...content })
    return ok()
  }

  function readMessage(
    request: Record<string, unknown>,
    key: string,
    group: EmulatorGroup,
  ): Content | ApiResult {
    switch (request.msgtype) {
      case 'text':
        return readText(request.text, group)
      case 'markdown':
        return readMarkdown(request.markdown)
      case 'markdown_v2':
        return readMarkdown(request.markdown_v2)
      case 'file':
        return readFile(request.file, key)
      case 'template_card':
        return readCard(request.template_card)
      default:
        return failed(40008)
    }
  }

  function readText(part: unknown, group: EmulatorGroup): Content | ApiResult {
    const text = readContent(part, MAX_TEXT_BYTES)
    if (typeof text !== 'string') return text
    const mentioned = isObject(part) ? stringsOf(part.mentioned_list) : []
    return {
      text: [withNames(text), ...mentioned.map(userid => mention(userid, group))].join(' '),
      format: 'text',
    }
  }

  function readMarkdown(part: unknown): Content | ApiResult {
    const text = readContent(part, MAX_MARKDOWN_BYTES)
    return typeof text === 'string' ? { text: withNames(text), format: 'markdown' } : text
  }

  function readFile(part: unknown, key: string): Content | ApiResult {
    const mediaId = isObject(part) && typeof part.media_id === 'string' ? part.media_id : ''
    const file = media.find(mediaId, key)
    if (!file) return failed(40007)
    return {
      text: `[文件] ${file.name}`,
      format: 'text',
      file: { mediaId, name: file.name, size: file.bytes.length },
    }
  }

  function readCard(part: unknown): Content | ApiResult {
    const card = checkCard(part)
    // Only cards without callbacks exist here.
    if (typeof card === 'string' || !['text_notice', 'news_notice'].includes(card.card_type))
      return failed(40058)
    return { text: cardWords(card), format: 'text', card }
  }

  function mention(userid: string, group: EmulatorGroup): string {
    if (userid === '@all') return '@所有人'
    return group.members.includes(userid) ? `@${directory.nameOf(userid)}` : ''
  }

  function withNames(text: string): string {
    return text.replaceAll(/<@([\w.@-]{1,64})>/g, (_, userid: string) => `@${directory.nameOf(userid)}`)
  }

  function upload(call: ApiCall): ApiResult {
    const key = call.query.get('key') ?? ''
    return directory.groupOfKey(key) ? keepUpload(platform, key, call) : failed(93000)
  }

  return [
    { method: 'POST', path: 'webhook/send', token: false, handle: send },
    { method: 'POST', path: 'webhook/upload_media', token: false, handle: upload },
  ]
}
