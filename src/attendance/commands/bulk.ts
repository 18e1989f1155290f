import { answerUntil, type ConfirmedAction, type MarkRequest } from '../../talk/conversation.ts'
import type { Command, Turn } from '../../talk/command.ts'
import { applyMark } from '../apply.ts'
import { textOf } from '../people-in-text.ts'
import { labelsOf, personNamed, withTag } from '../people-named.ts'
import type { Session } from '../session.ts'
import { sessionById } from '../store.ts'
import { registerOf } from '../tally.ts'
import { activityNamed, isPrivate } from '../here.ts'
import { withKeptSession } from '../kept-session.ts'
import { bulkDone, bulkPreview } from '../count-texts.ts'
import * as texts from '../texts.ts'

/** 除某某外都到了, 其余都到了: the secretary's one sentence for the paper list, with a preview first. */
export const bulkCommand: Command = {
  intents: ['mark.bulk'],
  for: 'keepers',
  where: 'bound',
  example: '除老谭外都到了',
  run: turn =>
    withKeptSession(turn, { named: activityNamed(turn), tense: 'held' }, session => preview(turn, session)),
}

async function preview(turn: Turn, session: Session): Promise<string> {
  const readings = turn.reading.slots.marks ?? []
  const rest = readings.find(({ name }) => name === 'rest')
  const marks: MarkRequest[] = []
  const except: string[] = []
  for (const reading of readings.filter(({ name }) => name !== 'rest')) {
    const person = await personNamed(turn, reading.name, session.branch)
    // A bulk change with a name that is not clear is not started: better once more than one person wrong.
    if (person.kind === 'unknown') return texts.nobodyOfThatName
    if (person.kind === 'ambiguous') return texts.whichPersonInGroup
    except.push(person.personId)
    const { status, leaveType } = reading
    // 除老谭外都到了 says who came, not that 老谭 was absent: nobody becomes absent unless she says so.
    if (status === undefined) continue
    if (status === 'absent' && (rest?.status === 'absent' || !saysAbsent(turn))) continue
    marks.push({ personId: person.personId, status, ...(leaveType !== undefined && { leaveType }) })
  }
  const restStatus = rest?.status ?? 'present'
  const action: ConfirmedAction = {
    kind: 'bulk-marks',
    sessionId: session.id,
    marks,
    ...(rest !== undefined && {
      rest: { status: restStatus, except, ...(meansSilent(turn) && { silent: true }) },
    }),
  }
  turn.remember({ asked: { kind: 'confirm', action, until: answerUntil(turn.now) } })
  const restIds = action.rest === undefined ? [] : await restOf(turn, session, action.rest)
  const onLeave = rest === undefined ? [] : await onLeaveOf(turn, session, except)
  // Names belong into the single chat.
  const namesOf = async (ids: string[]) =>
    isPrivate(turn) ? (await labelsOf(turn.trx, ids)).map(withTag) : []
  return bulkPreview({
    session,
    count: restIds.length,
    rest: await namesOf(restIds),
    restWord: texts.markWords({ status: restStatus }, false),
    named: await namedInWords(turn, except, marks),
    onLeave: { count: onLeave.length, names: await namesOf(onLeave) },
    early: turn.now < session.startsAt,
  })
}

function saysAbsent(turn: Turn): boolean {
  return /缺席|缺勤|旷会|没来|没有来|没到|未到/.test(textOf(turn))
}

type Rest = NonNullable<(ConfirmedAction & { kind: 'bulk-marks' })['rest']>

/** 没报的都按请假算: who has answered, if only with 参加, is not among them. */
function meansSilent(turn: Turn): boolean {
  return THE_SILENT.test(textOf(turn).replace(/\s/g, ''))
}

// 没报到的 and 没点到的 are those who did not come, and 除马晓东没登记外 is about one member.
const THE_SILENT =
  /(?<!除[^,。;外]{0,12})(?:没有?|未|不)(?:报名?|回复?|吭声|吱声|登记|填)的(?:人|同志|党员)?,?(?:就|请)?(?:都|一律|按|算|全)/

/** Who “the rest” is: everybody expected of whom nothing is settled yet. Leave, 线上, 迟到 and what the keeper entered stay. */
async function restOf(turn: Turn, session: Session, { except, silent }: Rest): Promise<string[]> {
  const { expected } = await registerOf(turn.trx, session)
  return expected
    .filter(
      ({ member, mark }) =>
        !except.includes(member.personId) &&
        (mark === undefined || (silent !== true && mark.status === 'planned')),
    )
    .map(({ member }) => member.personId)
}

/** Whose leave was registered before and stays; those named in the sentence are not among them. */
async function onLeaveOf(turn: Turn, session: Session, except: string[]): Promise<string[]> {
  const { expected } = await registerOf(turn.trx, session)
  return expected
    .filter(({ member, mark }) => !except.includes(member.personId) && mark?.status === 'leave')
    .map(({ member }) => member.personId)
}

async function namedInWords(turn: Turn, except: string[], marks: MarkRequest[]): Promise<string[]> {
  if (except.length === 0) return []
  const labels = await labelsOf(turn.trx, except)
  return labels.map(label => {
    const mark = marks.find(({ personId }) => personId === label.personId)
    return `${withTag(label)}${mark === undefined ? '不变' : texts.markWords(mark, false)}`
  })
}

/** The confirmed half: writes the marks with source secretary. */
export async function applyBulk(
  turn: Turn,
  action: ConfirmedAction & { kind: 'bulk-marks' },
): Promise<string> {
  const session = await sessionById(turn.trx, action.sessionId)
  if (session === undefined || session.state === 'archived' || session.state === 'cancelled')
    return texts.nothingToConfirm
  const { rest } = action
  const restIds = rest === undefined ? [] : await restOf(turn, session, rest)
  const requests = [
    ...action.marks,
    ...restIds.map((personId): MarkRequest => ({ personId, status: rest?.status ?? 'present' })),
  ]
  const context = { trx: turn.trx, now: turn.now, saidAt: turn.saidAt, actor: turn.speaker.personId }
  for (const request of requests) await applyMark(context, session, request, 'secretary')
  return bulkDone(session, requests.length)
}
