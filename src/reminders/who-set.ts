import { chineseDay, dayOf } from '../calendar/day.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { Turn } from '../talk/command.ts'
import { say, type Reply } from '../talk/message.ts'
import * as texts from './reply-texts.ts'

/**
 * 这个提醒谁发的: of the last reminder that came here by itself. Whoever set one by hand is named, as the reminder itself did; what
 * follows from the plan of the office has nobody behind it.
 */
export async function whoSetReminder(turn: Turn): Promise<Reply> {
  const last = await lastSentHere(turn)
  if (last === undefined) return say(texts.noneSentHere)
  const [kind, owner = '', how] = last.job.split(':')
  const day = chineseDay(dayOf(new Date(last.created_at)))
  if (kind === 'by-hand') return say(texts.setBy(await nameOf(turn, owner), day))
  if (kind === 'session' && how === 'by-hand') return say(texts.setByKeepers)
  if (kind === 'session') return say(texts.setByPlan('支部的活动安排'))
  if (kind !== 'duty') return say(texts.setByKeepers)
  const made = await madeBy(turn.trx, owner)
  if (made === undefined) return say(texts.setByPlan('单位的事项表'))
  return say(texts.setBy(await nameOf(turn, made.actor), chineseDay(dayOf(new Date(made.at)))))
}

const DAYS_BACK = 14

async function lastSentHere({ trx, place, speaker, now }: Turn) {
  const since = new Date(now.getTime() - DAYS_BACK * 24 * 60 * 60 * 1000).toISOString()
  return trx
    .selectFrom('outbox')
    .innerJoin('slots', 'slots.id', 'outbox.slot_id')
    .select(['slots.job', 'slots.created_at'])
    .where('outbox.channel', '=', place.kind === 'group' ? 'robot' : 'app')
    .where('outbox.target', '=', place.kind === 'group' ? place.name : speaker.personId)
    .where('outbox.state', '=', 'sent')
    .where('outbox.due_at', '>', since)
    .orderBy('outbox.due_at', 'desc')
    .orderBy('outbox.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Who noted a duty in a chat; undefined for one of the office's settings. */
async function madeBy(trx: Trx, code: string) {
  return trx
    .selectFrom('duty_facts')
    .select(['actor', 'at'])
    .where('duty', '=', code)
    .where('fact', '=', 'created')
    .executeTakeFirst()
}

/** 您自己, a colleague's name, or the administrator who used the command line. */
async function nameOf({ trx, speaker }: Turn, actor: string): Promise<string> {
  if (actor === speaker.personId) return texts.yourself
  const person = await trx.selectFrom('people').select('name').where('id', '=', actor).executeTakeFirst()
  return person?.name ?? texts.anAdministrator
}
