import { cardWords } from '../aibot.ts'
import { checkCard } from '../card-check.ts'
import type { Card } from '../card.ts'
import { lengthNote } from '../card-lengths.ts'
import type { Platform } from '../platform.ts'
import { isObject, parseObject } from '../wire.ts'
import { failed, ok } from './call.ts'
import type { ApiCall, ApiResult, ApiRoute } from './call.ts'
import { stringsOf } from './text-limits.ts'

/** update_template_card (page 94888): a whole card, or greyed buttons with other words; each code once. */
export function cardUpdateRoutes(platform: Platform): ApiRoute[] {
  const { cardCodes, directory, settings, transcript } = platform

  function update({ body }: ApiCall): ApiResult {
    const request = parseObject(body.toString('utf8'))
    if (!request) return failed(40035)
    if (request.agentid !== settings.app.agentId) return failed(40056)
    const change = readChange(request)
    if ('errcode' in change) return change
    const taskId = cardCodes.spend(typeof request.response_code === 'string' ? request.response_code : '')
    if (taskId === undefined) return failed(60140)
    const all = request.atall === 1
    const userids = all ? directory.members.map(member => member.userid) : stringsOf(request.userids)
    for (const userid of userids) replace(userid, taskId, change)
    return ok({ invaliduser: userids.filter(userid => !directory.find(userid)) })
  }

  function replace(userid: string, taskId: string, change: Change): void {
    const chat = { single: 'app' as const, of: directory.find(userid)?.userid ?? userid }
    for (const { id, card } of transcript.read(chat)) {
      const entry = card?.task_id === taskId ? transcript.find(chat, id) : undefined
      if (!entry || !card) continue
      const next = change.card ?? greyed(card, change.replaceName)
      transcript.change(entry, { card: next, text: cardWords(next), ...lengthNote(next, 'app') })
    }
  }

  return [{ method: 'POST', path: 'message/update_template_card', token: true, handle: update }]
}

type Change = { card: Card } | { card?: never; replaceName: string }

function readChange(request: Record<string, unknown>): Change | ApiResult {
  if (isObject(request.button) && typeof request.button.replace_name === 'string')
    return { replaceName: request.button.replace_name }
  const card = checkCard(request.template_card)
  return typeof card === 'string' ? failed(40058, card) : { card }
}

function greyed(card: Card, replaceName: string): Card {
  return { ...card, replace_text: replaceName }
}
