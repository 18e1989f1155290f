import { dayOf } from '../calendar/day.ts'
import type { Command, Turn } from '../talk/command.ts'
import { say, type Reply } from '../talk/message.ts'
import { isFreeOfPrivateMatters } from '../understand/private-matters.ts'
import * as texts from './texts.ts'

const MOST_LISTED = 20

/** 意见:…… about the bot, kept without a name, and 看意见 for the administrator. */
export const opinionCommands: readonly Command[] = [
  { intents: ['feedback'], for: 'everyone', where: 'bound', example: '意见:提醒少发一点', run: take },
  { intents: ['opinions.list'], for: 'everyone', where: 'single', run: list },
]

async function take({ trx, now, reading, names }: Turn): Promise<Reply> {
  const text = saidIn(reading.slots.text ?? '')
  if (text === '') return say(texts.howToSay)
  if (!isFreeOfPrivateMatters(text, names)) return say(texts.tooPrivate)
  await trx.insertInto('opinions').values({ text, said_at: now.toISOString() }).execute()
  return say(texts.passedOn)
}

// What only announces an opinion: 我要提意见, 反映个问题.
const LEAD =
  /^(?:我|我们)?(?:要|想)?(?:提|有|反映|反馈|说)(?:一?[个条点些下])?(?:点)?(?:小)?(?:意见|建议|看法|问题|情况)[:,。]?|^(?:意见|建议|反馈|吐槽|投诉)(?:箱|一下)?[:,。]/

function saidIn(text: string): string {
  return text.replace(LEAD, '').trim()
}

async function list({ trx, speaker }: Turn): Promise<Reply> {
  if (!speaker.isAdministrator) return say(texts.onlyAdministrator)
  const rows = await trx.selectFrom('opinions').selectAll().orderBy('id', 'desc').limit(MOST_LISTED).execute()
  if (rows.length === 0) return say(texts.none)
  return say(texts.listed(rows.map(({ text, said_at }) => ({ text, day: dayOf(new Date(said_at)) }))))
}
