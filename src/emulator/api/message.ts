import { appName } from '../app-channel.ts'
import { cardWords } from '../aibot.ts'
import { byteLength, cutToBytes } from '../bytes.ts'
import { checkCard, isInteractive } from '../card-check.ts'
import { lengthNote } from '../card-lengths.ts'
import { appMsgId } from '../ids.ts'
import type { Platform } from '../platform.ts'
import type { NewEntry } from '../transcript.ts'
import type { EmulatorMember } from '../types.ts'
import { windowPerKey } from '../window.ts'
import { isObject, parseObject } from '../wire.ts'
import { failed, ok } from './call.ts'
import type { ApiCall, ApiResult, ApiRoute } from './call.ts'
import { createDuplicateCheck } from './duplicates.ts'
import { readContent } from './text-limits.ts'
import { keepUpload } from './upload.ts'

/** Limits of page 90236. */
const MAX_RECIPIENTS = 1000
const MAX_TEXT_BYTES = 2048
/** Per member and app; what is more is dropped without a word (page 90312). */
const PER_MINUTE = 30
const PER_HOUR = 1000

type Content = Pick<NewEntry, 'text' | 'format' | 'card' | 'file' | 'note'>

/** message/send and media/upload of the self-built app. */
export function messageRoutes(platform: Platform): ApiRoute[] {
  const { cardCodes, clock, directory, media, settings, transcript } = platform
  const swallow = createDuplicateCheck(clock)
  const minuteOf = windowPerKey(PER_MINUTE, 60_000)
  const hourOf = windowPerKey(PER_HOUR, 3_600_000)

  function send({ body }: ApiCall): ApiResult {
    const json = body.toString('utf8')
    const request = parseObject(json)
    if (!request) return failed(40035)
    if (request.agentid !== settings.app.agentId) return failed(40056)
    const recipients = readRecipients(request)
    if ('errcode' in recipients) return recipients
    const content = readMessage(request)
    if ('errcode' in content) return content
    if (recipients.valid.length === 0) return { ...failed(81013), invaliduser: recipients.invalid }
    if (!swallow(json, request)) for (const member of recipients.valid) show(member, content)
    return ok({ invaliduser: recipients.invalid, msgid: appMsgId(), ...codeFor(content) })
  }

  function readRecipients(request: Record<string, unknown>) {
    const { touser } = request
    if (typeof touser !== 'string' || touser === '') return failed(40031)
    const visible = directory.members.filter(member => member.appVisible !== false)
    if (touser === '@all') return { valid: visible, invalid: '' }
    const ids = [...new Set(touser.split('|').map(id => id.toLowerCase()))]
    if (ids.length > MAX_RECIPIENTS) return failed(40031)
    const valid = visible.filter(member => ids.includes(member.userid.toLowerCase()))
    const known = new Set(valid.map(member => member.userid.toLowerCase()))
    return { valid, invalid: ids.filter(id => !known.has(id)).join('|') }
  }

  function readMessage(request: Record<string, unknown>): Content | ApiResult {
    switch (request.msgtype) {
      case 'text':
        return readText(request.text)
      case 'markdown':
        return readMarkdown(request.markdown)
      case 'textcard':
        return readTextCard(request.textcard)
      case 'file':
        return readFile(request.file)
      case 'template_card':
        return readCard(request.template_card)
      default:
        return failed(40008)
    }
  }

  function readText(part: unknown): Content | ApiResult {
    const text = readContent(part)
    if (typeof text !== 'string') return text
    if (byteLength(text) <= MAX_TEXT_BYTES) return { text, format: 'text' }
    return { text: cutToBytes(text, MAX_TEXT_BYTES), format: 'text', note: '超过2048字节,平台已截断' }
  }

  function readMarkdown(part: unknown): Content | ApiResult {
    const text = readContent(part, MAX_TEXT_BYTES)
    return typeof text === 'string' ? { text, format: 'markdown' } : text
  }

  function readTextCard(part: unknown): Content | ApiResult {
    if (!isObject(part)) return failed(40058)
    const { title, description, url } = part
    if (typeof title !== 'string' || typeof description !== 'string' || typeof url !== 'string')
      return failed(40058)
    return { text: `${title}\n${description}\n${url}`, format: 'text' }
  }

  function readFile(part: unknown): Content | ApiResult {
    const mediaId = isObject(part) && typeof part.media_id === 'string' ? part.media_id : ''
    const file = media.find(mediaId, 'app')
    if (!file) return failed(40007)
    return {
      text: `[文件] ${file.name}`,
      format: 'text',
      file: { mediaId, name: file.name, size: file.bytes.length },
    }
  }

  function readCard(part: unknown): Content | ApiResult {
    const card = checkCard(part)
    if (typeof card === 'string') return failed(40058, card)
    return { text: cardWords(card), format: 'text', card, ...lengthNote(card, 'app') }
  }

  function show(member: EmulatorMember, content: Content): void {
    const chat = { single: 'app' as const, of: member.userid }
    const now = clock.now()
    const minute = minuteOf(member.userid)
    const hour = hourOf(member.userid)
    if (!minute.hasRoom(now) || !hour.hasRoom(now)) {
      transcript.system(chat, '平台丢弃:发给该成员的应用消息过频(每分钟30条、每小时1000条)')
      return
    }
    minute.take(now)
    hour.take(now)
    transcript.add(chat, { kind: 'app', sender: appName(platform), ...content })
  }

  function codeFor({ card }: Content) {
    return card && isInteractive(card) ? { response_code: cardCodes.issue(card.task_id ?? '') } : {}
  }

  function upload(call: ApiCall): ApiResult {
    return keepUpload(platform, 'app', call)
  }

  return [
    { method: 'POST', path: 'message/send', token: true, handle: send },
    { method: 'POST', path: 'media/upload', token: true, handle: upload },
  ]
}
