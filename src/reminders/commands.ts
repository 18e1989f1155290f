import { activityNamed, isPrivate, keptBranchHere } from '../attendance/here.ts'
import { kindNamed } from '../attendance/kinds.ts'
import { personNamed } from '../attendance/people-named.ts'
import type { Session } from '../attendance/session.ts'
import { whenInWords } from '../attendance/session.ts'
import { withKeptSession } from '../attendance/kept-session.ts'
import { addFact, openSessionsOf } from '../attendance/store.ts'
import { mustNotBeKept } from '../attendance/plain-words.ts'
import { notSavedIdNumber } from '../attendance/session-texts.ts'
import { wordsOf } from '../duties/commands/meant.ts'
import { whichRepeats } from '../duties/reply-texts.ts'
import { remindUndone } from '../duties/commands/remind-undone.ts'
import { audit } from '../ledger/audit.ts'
import { membersOf } from '../people/store.ts'
import { keepsSomeRegister } from '../talk/person.ts'
import type { Command, Turn } from '../talk/command.ts'
import { planned } from '../talk/conversation.ts'
import { say, type Reply } from '../talk/message.ts'
import { remindAt, remindPending, type ReminderTarget } from './by-hand.ts'
import { changeReminder, listReminders } from './change.ts'
import { withoutDemand } from './demands.ts'
import type { ReminderParts } from './parts.ts'
import { partCommand } from './part-command.ts'
import { personalCommands } from './personal.ts'
import { groupOfBranch } from './planned-sessions.ts'
import { isAboutReminder } from './read-change.ts'
import { readReminder, type ReminderWish } from './read-reminder.ts'
import { restDayAt } from './rest-day.ts'
import { withdrawOfSession } from './reschedule-notice.ts'
import { withdrawUnsent } from './slots.ts'
import { takeBack } from './take-back.ts'
import * as texts from './reply-texts.ts'
import { whoSetReminder } from './who-set.ts'

/** What a keeper can ask for: a private word to those who have not answered, a one-off reminder, and neither. */
export function reminderCommands(parts: ReminderParts): readonly Command[] {
  return [
    {
      intents: ['remind.pending'],
      for: 'keepers',
      where: 'bound',
      example: '提醒没报的',
      run: turn => remindThePending(parts, turn),
    },
    {
      intents: ['remind.set'],
      for: 'everyone',
      where: 'bound',
      example: '明天上午9点提醒大家交季度考核材料',
      run: turn => setReminder(parts, turn),
    },
    {
      intents: ['remind.cancel'],
      for: 'everyone',
      where: 'bound',
      run: turn => cancelReminder(parts, turn),
    },
    {
      intents: ['remind.change'],
      for: 'everyone',
      where: 'bound',
      run: turn => changeReminder(parts, turn),
    },
    { intents: ['remind.list'], for: 'everyone', where: 'bound', run: listReminders },
    { intents: ['remind.who'], for: 'everyone', where: 'bound', run: whoSetReminder },
    partCommand(parts),
    ...personalCommands(parts),
  ]
}

async function remindThePending(parts: ReminderParts, turn: Turn): Promise<Reply> {
  const { ask, subjects, duty } = turn.reading.slots
  if (ask === 'shame') return say(texts.noShaming)
  if (duty !== undefined) return remindUndone(parts, turn)
  return withKeptSession(turn, { named: activityNamed(turn), tense: 'coming' }, async session => {
    const only = await peopleNamed(turn, subjects, session.branch)
    if (typeof only === 'string') return only
    const { trx, now, speaker } = turn
    const asked = { actor: speaker.personId, now, ...(only !== undefined && { only }) }
    return texts.pendingReminded(
      session,
      await remindPending(trx, parts, session, asked),
      now,
      isPrivate(turn),
    )
  })
}

// 没交材料的科室 is whom to remind, and nothing to be read out to a group.
const WHO_HAS_NOT =
  /^(?:一?下)?(?:那些|几个)?(?:还)?(?:没|未)有?(?:交|报|填|签|办|完成).{0,14}(?:的|科室|单位|同志|人)$/
// 提醒大家时间改到3点 may be what they are to hear.
const TO_OTHERS = /提醒(?:一?下)?(?:大家|各位|同志|全体|各科室)/

// 每小时提醒我…, which is no duty with a day: never taken for a single one.
const REPEATED =
  /每(?:个|隔)?(?:半?个?小时|分钟|钟头|天|日|晚|早|周|星期|礼拜|月|季|年|工作日|[两二三\d])|天天|隔天/

const SINGLE_DAY = /今天|今晚|明天|明早|明晚|后天|大后天|\d{1,2}(?:月\d{1,2}[日号]?|[日号])/

/** 每周例会的材料明天9点提醒大家带 is for one day, whatever it is about. */
function isRepeated(words: string): boolean {
  const [before = ''] = words.split('提醒', 1)
  return REPEATED.test(before) && !SINGLE_DAY.test(before)
}

async function setReminder(parts: ReminderParts, turn: Turn): Promise<Reply> {
  const { trx, now, speaker } = turn
  const wish = readReminder(wordsOf(turn), turn.reading.slots, parts.hours, now)
  if (isAboutReminder(wish.what))
    return TO_OTHERS.test(wordsOf(turn)) ? say(texts.changeOrSay) : changeReminder(parts, turn)
  const branch = keptBranchHere(turn) ?? (wish.to === 'me' ? '' : undefined)
  if (branch === undefined) return say(texts.onlyYourself)
  if (wish.to !== 'me' && WHO_HAS_NOT.test(wish.what))
    return wish.at === undefined ? remindUndone(parts, turn) : say(texts.undoneOnlyNow)
  if (isRepeated(wordsOf(turn))) return say(whichRepeats)
  if (wish.unclearTime) return say(texts.whenClearly)
  if (mustNotBeKept(wish.what)) return say(notSavedIdNumber)
  const { words, cutDemand } = withoutDemand(wish.what)
  const text = words === '' ? await aboutOpenSession(turn, branch) : words
  if (text === undefined) return say(texts.whatToSay)
  const to = await targetOf(turn, wish, branch)
  if (typeof to === 'string') return say(to)
  const at = wish.at ?? now
  // What somebody asks for oneself comes when it was asked for.
  const anyHour = wish.anyHour || wish.to === 'me'
  const outcome = await remindAt(trx, parts, {
    at,
    to,
    text,
    actor: speaker.personId,
    by: speaker.name,
    now,
    anyHour,
  })
  if (outcome.kind !== 'planned') return say(texts.notPlanned(outcome, to))
  turn.remember(planned(turn.question, now))
  const restDay = outcome.later ? restDayAt(parts, at, now) : undefined
  const outgoing = { ...outcome, cutDemand, ...(restDay && { restDay }) }
  return say(texts.reminderPlanned(outgoing, whereOf(to, wish), at, now))
}

/** A reminder that names nothing means the session that is open, if there is just one. */
async function aboutOpenSession({ trx }: Turn, branch: string): Promise<string | undefined> {
  const [session, ...others] = await openSessionsOf(trx, branch)
  if (session === undefined || others.length > 0) return undefined
  const { title, startsAt, place } = session
  return `${title},${whenInWords(startsAt)}${place === '' ? '' : `,${place}`}`
}

async function targetOf(turn: Turn, { to }: ReminderWish, branch: string): Promise<ReminderTarget | string> {
  if (to === 'me') return { kind: 'people', personIds: [turn.speaker.personId] }
  if (to === 'committee') {
    const members = await membersOf(turn.trx, branch)
    return {
      kind: 'people',
      personIds: members.filter(({ role }) => role !== undefined).map(one => one.personId),
    }
  }
  if (to !== 'everyone') {
    const personIds = await peopleNamed(turn, to, branch)
    return typeof personIds === 'string' ? personIds : { kind: 'people', personIds: personIds ?? [] }
  }
  const group = turn.place.kind === 'group' ? turn.place.name : groupOfBranch(turn.office, branch)
  return group === undefined ? texts.noGroup : { kind: 'group', group }
}

function whereOf(to: ReminderTarget, wish: ReminderWish): string {
  if (to.kind === 'group') return to.group
  return wish.to === 'me' ? texts.toYourself : texts.privately(to.personIds.length)
}

/** The people that written names mean, undefined when none are written, or the sentence that says why not. */
async function peopleNamed(
  turn: Turn,
  written: readonly string[] | undefined,
  branch: string,
): Promise<string[] | undefined | string> {
  if (written === undefined || written.length === 0) return undefined
  const personIds: string[] = []
  for (const name of written) {
    const named = await personNamed(turn, name, branch)
    if (named.kind === 'unknown') return texts.nobodyOfThatName
    if (named.kind === 'ambiguous') return texts.severalOfThatName
    personIds.push(named.personId)
  }
  return personIds
}

/** 取消提醒: one's own reminder that has not left yet or one's own duty, else notice and reminder of the session. */
async function cancelReminder(parts: ReminderParts, turn: Turn): Promise<Reply> {
  const takenBack = await takeBack(parts, turn)
  if (takenBack !== undefined) return say(takenBack)
  // What one set oneself is one's own; the notices of sessions are the keepers'.
  if (!keepsSomeRegister(turn.speaker)) return say(texts.noReminderLeft)
  const words = wordsOf(turn)
  const kind = kindNamed(words)
  // 别催了 stops the reminders of the session at hand; 撤回那条提醒 is about one that somebody set.
  if (kind === undefined && TAKE_BACK.test(words)) return say(texts.noneToTakeBack)
  return withKeptSession(turn, { named: kind?.name, tense: 'coming', drafts: true }, session =>
    pause(turn, session),
  )
}

const TAKE_BACK = /取消|撤|删|收回|作废|[那这上]一?条|刚才|刚刚|闹钟/

async function pause({ trx, now, speaker }: Turn, session: Session): Promise<string> {
  const actor = speaker.personId
  await addFact(trx, session.id, 'paused', {}, actor, now)
  await audit(trx, { at: now, actor, action: 'remind.cancel', object: `session:${session.id}` })
  if (session.state !== 'draft') {
    await withdrawUnsent(trx, `session:${session.id}:reminder`)
    await withdrawUnsent(trx, `session:${session.id}:by-hand`)
    return texts.reminderPaused(session)
  }
  await withdrawOfSession(trx, session.id)
  return texts.draftPaused(session)
}
