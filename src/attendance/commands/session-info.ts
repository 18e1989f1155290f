import type { ReminderParts } from '../../reminders/parts.ts'
import type { Command, Turn } from '../../talk/command.ts'
import { say } from '../../talk/message.ts'
import { activityNamed, branchesHere, chosenSession, openSessionsHere } from '../here.ts'
import { kindNamed } from '../kinds.ts'
import { cancelledLately, movedFrom } from '../lately.ts'
import { textOf } from '../people-in-text.ts'
import { monthAsked, plansOf } from '../planned-ahead.ts'
import type { Session } from '../session.ts'
import * as texts from '../session-texts.ts'
import { noneOpenOfKind, noOpenSession } from '../texts.ts'

/** 什么时候、在哪里、取消了吗、下个月几号: what is known of a session that is open, was cancelled or is planned. */
export function sessionInfoCommand(parts: ReminderParts): Command {
  return {
    intents: ['session.info'],
    for: 'everyone',
    where: 'bound',
    run: async turn => say(await informed(turn, parts)),
  }
}

async function informed(turn: Turn, parts: ReminderParts): Promise<string> {
  const named = activityNamed(turn)
  const kind = kindNamed(named ?? '')
  const month = monthAsked(textOf(turn), turn.now)
  if (kind !== undefined && month !== undefined) return ofMonth(turn, parts, kind, month)
  const choice = await chosenSession(turn, named, 'either')
  if (choice.kind === 'session') {
    turn.remember({ sessionId: choice.session.id })
    return infoOn(turn, choice.session)
  }
  if (choice.kind === 'ask') {
    const answers: string[] = []
    for (const session of choice.sessions) answers.push(await infoOn(turn, session))
    return answers.join('\n')
  }
  const known = [
    ...(await cancelledLately(turn.trx, branchesHere(turn), kind?.code, turn.now)).map(texts.wasCancelled),
    ...(kind === undefined ? [] : (await plansOf(turn, parts, kind)).slice(0, 1).map(texts.plannedFor)),
  ]
  if (known.length > 0) return known.join('\n')
  return choice.kind === 'none' ? noOpenSession : noneOpenOfKind(choice.name)
}

/** 下个月读书会几号: what is open in that month, or planned for it. */
async function ofMonth(
  turn: Turn,
  parts: ReminderParts,
  kind: { code: string; name: string },
  month: string,
): Promise<string> {
  const open = (await openSessionsHere(turn)).filter(
    session => session.kind === kind.code && isIn(session, month),
  )
  if (open.length > 0) return open.map(texts.sessionInfo).join('\n')
  const plans = (await plansOf(turn, parts, kind, month)).map(texts.plannedFor)
  return plans.length > 0 ? plans.join('\n') : texts.nothingPlanned(Number(month.slice(5)), kind.name)
}

function isIn({ title }: Session, month: string): boolean {
  return title.startsWith(`${Number(month.slice(5))}月`)
}

/** With a yes or no in front, where whether it was called off or moved was asked. */
async function infoOn(turn: Turn, session: Session): Promise<string> {
  const info = texts.sessionInfo(session)
  const said = textOf(turn)
  if (/取消|还[开搞办]|照常|开不开/.test(said)) return texts.stillOn(info)
  if (!/改期|改了|改时间|推迟|提前了|变/.test(said)) return info
  const before = await movedFrom(turn.trx, session)
  return before === undefined ? texts.notMovedYet(info) : texts.movedFrom(info, before)
}
