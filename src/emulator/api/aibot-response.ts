import { cardWords } from '../aibot.ts'
import { MAX_STREAM_BYTES } from '../aibot-reply.ts'
import { checkCard } from '../card-check.ts'
import type { Platform } from '../platform.ts'
import type { NewEntry } from '../transcript.ts'
import { parseObject } from '../wire.ts'
import { failed, ok } from './call.ts'
import type { ApiCall, ApiResult, ApiRoute } from './call.ts'
import { readContent } from './text-limits.ts'

type Content = Pick<NewEntry, 'text' | 'format' | 'card'>

/** The response_url (page 101138): one accepted call, within an hour, without a token. The code for a used url is not documented. */
export function aibotResponseRoutes(platform: Platform): ApiRoute[] {
  const { responseUrls, settings, transcript } = platform

  function respond({ query, body }: ApiCall): ApiResult {
    const code = query.get('response_code') ?? ''
    const use = responseUrls.peek(code)
    if (!use) return failed(60140)
    const request = parseObject(body.toString('utf8'))
    if (!request) return failed(40035)
    const content = readMessage(request)
    if ('errcode' in content) return content
    responseUrls.spend(code)
    const quote = 'group' in use.chat ? { quote: use.about } : {}
    transcript.add(use.chat, { kind: 'bot', sender: settings.aibot.name, ...content, ...quote })
    return ok()
  }

  return [{ method: 'POST', path: 'aibot/response', token: false, handle: respond }]
}

function readMessage(request: Record<string, unknown>): Content | ApiResult {
  if (request.msgtype === 'markdown') {
    const text = readContent(request.markdown, MAX_STREAM_BYTES)
    return typeof text === 'string' ? { text, format: 'markdown' } : text
  }
  if (request.msgtype !== 'template_card') return failed(40008)
  const card = checkCard(request.template_card)
  return typeof card === 'string' ? failed(40058, card) : { text: cardWords(card), format: 'text', card }
}
