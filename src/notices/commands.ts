import { mustNotBeKept } from '../attendance/plain-words.ts'
import { addDays, dayOf, instantOf } from '../calendar/day.ts'
import { nextWorkingMoment } from '../calendar/working-hours.ts'
import { wordsOf } from '../duties/commands/meant.ts'
import { audit } from '../ledger/audit.ts'
import type { ReminderParts } from '../reminders/parts.ts'
import { changedMoment } from '../reminders/read-change.ts'
import { queueForGroup } from '../reminders/queue.ts'
import { setSlotState, takeSlot, withdrawUnsent } from '../reminders/slots.ts'
import type { Command, Turn } from '../talk/command.ts'
import { answerUntil } from '../talk/conversation.ts'
import { say, type Reply } from '../talk/message.ts'
import { keepsRegisterOf } from '../talk/person.ts'
import { readNotice } from './read-notice.ts'
import { addNotice, newestOf, noticeById, setNotice, type StoredNotice } from './store.ts'
import * as texts from './texts.ts'

/** 发通知: shown first, sent after 确认, changed or taken back until it has left. */
export function noticeCommands(parts: ReminderParts): readonly Command[] {
  return [
    {
      intents: ['notice.publish'],
      for: 'vouchers',
      where: 'bound',
      example: '发通知:周五下午停电,请提前保存文件',
      run: turn => offer(parts, turn),
    },
    { intents: ['notice.change'], for: 'vouchers', where: 'bound', run: turn => change(parts, turn) },
    { intents: ['notice.withdraw'], for: 'vouchers', where: 'bound', run: withdraw },
  ]
}

async function offer(parts: ReminderParts, turn: Turn): Promise<Reply> {
  const { trx, now, speaker } = turn
  const wish = readNotice(wordsOf(turn), parts.office, parts.hours, now)
  if (wish.words.length < 2) return say(texts.whatToSay)
  if (ONLY_TO_SEND.test(wish.words))
    return say(/再|重新|一遍/.test(wish.words) ? texts.sentOnce : texts.whatToSay)
  if (mustNotBeKept(wish.words)) return say(texts.notKept)
  if (wish.at !== undefined && wish.at < now) return say(texts.pastMoment)
  const groups = groupsFor(turn, wish)
  if (groups.length === 0) return say(texts.noGroup)
  if (!groups.some(group => parts.canReach.robot(group))) return say(texts.noRobot)
  const { words, at, cutDemand } = wish
  const id = await addNotice(trx, { author: speaker.personId, words, groups, at }, now)
  ask(turn, id, wish.anyHour)
  const text = texts.noticeInGroup(words, speaker.name)
  return say(texts.preview(text, groups, at, cutDemand))
}

// 群里再发一遍通知 and 在群里通知一下 say nothing to be read out.
const ONLY_TO_SEND =
  /^(?:请|麻烦|帮我|把)?(?:在|往|到|给)?(?:工作)?群?(?:里|里面|上)?(?:刚才|上次|之前|原来|活动|那个|那条|这个|的){0,3}(?:通知)?再?(?:重新)?(?:发|通知|说|喊)(?:一?[遍次下]|一?[条个])?(?:[到在进](?:工作|支部)?群(?:里面?|上)?)?(?:一?[遍次下])?(?:活动)?(?:通知)?[吧哈。]?$/

function ask(turn: Turn, noticeId: string, anyHour: boolean): void {
  const action = { kind: 'publish-notice' as const, noticeId, anyHour }
  turn.remember({ asked: { kind: 'confirm', action, until: answerUntil(turn.now) } })
}

/** The groups that are named, all of the speaker's, or the one of this place; never a group of another branch. */
function groupsFor(turn: Turn, { groups, everyGroup }: { groups: string[]; everyGroup: boolean }): string[] {
  const { office, speaker, place } = turn
  const own = office.groups
    .filter(({ branch }) => speaker.isAdministrator || keepsRegisterOf(speaker, branch))
    .map(({ name }) => name)
  if (groups.length > 0) return groups.filter(name => own.includes(name))
  if (everyGroup) return own
  if (place.kind === 'group') return own.filter(name => name === place.name)
  return own.slice(0, 1)
}

/** 确认 or 取消 after the preview; undefined when something else was asked. */
export async function confirmNotice(parts: ReminderParts, turn: Turn): Promise<Reply | undefined> {
  const { question, reading } = turn
  if (question?.kind !== 'confirm' || question.action.kind !== 'publish-notice') return undefined
  const { noticeId, anyHour } = question.action
  turn.remember({ asked: undefined })
  if (reading.slots.choice === 'no') return say(texts.cancelled)
  const notice = await noticeById(turn.trx, noticeId)
  if (notice === undefined || notice.state !== 'draft' || notice.author !== turn.speaker.personId)
    return say(texts.nothingToConfirm)
  return say(await plan(parts, turn, notice, anyHour))
}

async function plan(
  parts: ReminderParts,
  turn: Turn,
  notice: StoredNotice,
  anyHour: boolean,
): Promise<string> {
  const { trx, now, speaker } = turn
  const wish = notice.at === undefined || notice.at < now ? now : notice.at
  const goesOutAt = anyHour ? wish : nextWorkingMoment(parts.calendar, parts.hours, wish)
  const slotId = await takeSlot(trx, { job: jobOf(notice.id), slot: now.toISOString() }, goesOutAt, now)
  if (slotId === undefined) return texts.nothingToConfirm
  const text = texts.noticeInGroup(notice.words, speaker.name)
  const giveUpAt = instantOf(addDays(dayOf(goesOutAt), 1))
  const unreached: string[] = []
  const reached: string[] = []
  for (const group of notice.groups) {
    const outgoing = { slotId, text, dueAt: goesOutAt, giveUpAt, now, anyHour }
    const queued = await queueForGroup(trx, parts, group, outgoing)
    ;(queued === 0 ? unreached : reached).push(group)
  }
  if (reached.length === 0) await setSlotState(trx, slotId, 'empty')
  await setNotice(trx, notice.id, { state: 'planned' })
  await audit(trx, {
    at: now,
    actor: speaker.personId,
    action: 'notice.publish',
    object: `notice:${notice.id}`,
  })
  return texts.planned(reached, goesOutAt, goesOutAt > wish, now) + texts.someWithoutRobot(unreached)
}

function jobOf(noticeId: string): string {
  return `notice:${noticeId}`
}

/** 通知改成:… before it was confirmed, or before it has left. */
async function change(parts: ReminderParts, turn: Turn): Promise<Reply> {
  const { trx, now, speaker } = turn
  const notice = await newestOf(trx, speaker.personId)
  if (notice === undefined) return say(texts.nothingWaiting)
  if (turn.reading.slots.when !== undefined) return move(parts, turn, notice)
  const { words, cutDemand } = readNotice(
    `:${textBehindColon(wordsOf(turn))}`,
    parts.office,
    parts.hours,
    now,
  )
  if (words.length < 2) return say(texts.whatToSay)
  if (mustNotBeKept(words)) return say(texts.notKept)
  if (notice.state === 'planned' && (await withdrawUnsent(trx, jobOf(notice.id))) === 0)
    return say(texts.alreadySent)
  await setNotice(trx, notice.id, { state: 'draft', words })
  ask(turn, notice.id, false)
  return say(texts.preview(texts.noticeInGroup(words, speaker.name), notice.groups, notice.at, cutDemand))
}

/** 通知改到周一上午10点: shown once more, and confirmed once more. */
async function move({ hours }: ReminderParts, turn: Turn, notice: StoredNotice): Promise<Reply> {
  const { trx, now, speaker, reading } = turn
  const at = changedMoment(reading.slots.when ?? '', notice.at ?? now, hours, now)
  if (at === undefined) return say(texts.whenInstead)
  if (at < now) return say(texts.pastMoment)
  if (notice.state === 'planned' && (await withdrawUnsent(trx, jobOf(notice.id))) === 0)
    return say(texts.alreadySent)
  await setNotice(trx, notice.id, { state: 'draft', send_at: at.toISOString() })
  ask(turn, notice.id, false)
  return say(texts.preview(texts.noticeInGroup(notice.words, speaker.name), notice.groups, at, false))
}

function textBehindColon(text: string): string {
  const colon = text.search(/[::,,]/)
  return colon === -1 ? text.replace(/^.{0,10}?改[成为]/, '') : text.slice(colon + 1)
}

async function withdraw(turn: Turn): Promise<Reply> {
  const { trx, now, speaker } = turn
  const notice = await newestOf(trx, speaker.personId)
  if (notice === undefined) return say(texts.nothingWaiting)
  if (notice.state === 'planned' && (await withdrawUnsent(trx, jobOf(notice.id))) === 0)
    return say(texts.alreadySent)
  await setNotice(trx, notice.id, { state: 'withdrawn', words: '' })
  await audit(trx, {
    at: now,
    actor: speaker.personId,
    action: 'notice.withdraw',
    object: `notice:${notice.id}`,
  })
  turn.remember({ asked: undefined })
  return say(texts.withdrawn)
}
