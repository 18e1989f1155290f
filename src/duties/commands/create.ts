import { mustNotBeKept } from '../../attendance/plain-words.ts'
import { personNamed } from '../../attendance/people-named.ts'
import { keptBranchHere } from '../../attendance/here.ts'
import { addDays, dayOf } from '../../calendar/day.ts'
import { audit } from '../../ledger/audit.ts'
import { momentAtWork } from '../../reminders/moments.ts'
import { groupOfBranch } from '../../reminders/planned-sessions.ts'
import type { Turn } from '../../talk/command.ts'
import { planned } from '../../talk/conversation.ts'
import { say, type Reply } from '../../talk/message.ts'
import type { Duty, DutyTarget } from '../duties.ts'
import { createDuty, newDutyCode } from '../facts.ts'
import { dutyKindByCode } from '../kinds.ts'
import { dutyLeads, dutyOccurrences } from '../occurrences.ts'
import { readDuty } from '../read-duty.ts'
import * as texts from '../reply-texts.ts'
import { wordsOf, type DutyParts } from './meant.ts'

const USUAL_LEADS = dutyKindByCode('custom')?.leads ?? [3]

// 每周一三五: a weekly duty has one day.
const SEVERAL_WEEKDAYS = /每(?:周|星期|礼拜)[一二三四五六日天][、和,及]?(?:周|星期)?[一二三四五六日天]/

/** 3月底前签责任书,提前一周提醒各科室: kept and read back, with the days on which people will hear of it. */
export async function create(parts: DutyParts, turn: Turn): Promise<Reply> {
  const { trx, now, speaker } = turn
  const words = wordsOf(turn)
  if (mustNotBeKept(words)) return say(texts.notKept)
  const { kind: named, rule, leads, time, ...wish } = readDuty(words, now)
  // 每周三提醒我交日志 is a note of one's own, whatever duty has a name like it.
  const kind = turn.reading.slots.scope === '我' ? undefined : named
  const name = kind === undefined ? wish.ownName || wish.name : wish.name
  if (SEVERAL_WEEKDAYS.test(words)) return say(texts.whichRepeats)
  if (rule === undefined) return say(/每|天天|隔天/.test(words) ? texts.whichRepeats : texts.needDate)
  if (name === '') return say(texts.unknownDuty)
  const own = turn.reading.slots.scope === '我' ? speaker.memberships[0]?.branch : undefined
  const branch = keptBranchHere(turn) ?? own
  if (branch === undefined) return say(texts.onlyKeepers)
  const level = kind?.level ?? 'open'
  const target = await targetOf(parts, turn, branch, level !== 'open')
  if (typeof target === 'string') return say(target)
  // What is asked for outside working hours is said in the morning.
  const isAtWork = time !== undefined && parts.hours.some(({ from, to }) => from <= time && time < to)
  const atWork = isAtWork ? time : undefined
  const duty: Duty = {
    code: newDutyCode(),
    kind: kind?.code ?? 'custom',
    name,
    level,
    rule,
    leads: leads ?? kind?.leads ?? USUAL_LEADS,
    to: target.to,
    from: dayOf(now),
    ...(atWork !== undefined && { time: atWork }),
  }
  await createDuty(trx, duty, speaker.personId, now)
  await audit(trx, { at: now, actor: speaker.personId, action: 'duty.create', object: `duty:${duty.code}` })
  turn.remember(planned(turn.question, now))
  const said = time === undefined ? '' : `${atWork ?? '9:30'}左右`
  return say(summary(parts, duty, target.whom, now, said))
}

function summary(parts: DutyParts, duty: Duty, whom: string, now: Date, time: string): string {
  const { calendar } = parts
  const today = dayOf(now)
  const tellOn = dutyLeads(duty, calendar, today, addDays(today, 400))
    .filter(({ tellOn: day, time: at }) => momentAtWork(parts, day, at, duty.code) > now)
    .map(lead => lead.tellOn)
  const isToldOnItsDay = duty.leads.length === 1 && duty.leads[0] === 0
  const days = isToldOnItsDay
    ? tellOn
    : dutyOccurrences(duty, calendar, today, addDays(today, 400)).map(({ day }) => day)
  const isOnce = duty.rule.kind === 'once'
  return texts.createdText(duty.name, days.slice(0, isOnce ? 1 : 3), tellOn.slice(0, 3), whom, time)
}

interface Target {
  to: DutyTarget
  whom: string
}

/** Whom the words mean: 各科室, 支委, some people, oneself, or everybody. What is private never goes to the group. */
async function targetOf(
  { office }: DutyParts,
  turn: Turn,
  branch: string,
  isPrivate: boolean,
): Promise<Target | string> {
  const { scope = '', subjects = [] } = turn.reading.slots
  const isForSections = /各(?:科室|单位|村)/.test(wordsOf(turn))
  const isOwn = scope === '' && subjects.length === 0 && turn.place.kind === 'single' && !isPrivate
  if (scope === '我' || (isOwn && !isForSections))
    return { to: { kind: 'people', branch, personIds: [turn.speaker.personId], own: true }, whom: '您' }
  if (/班子|支委|支部委员/.test(scope))
    return { to: { kind: 'members', branch, who: 'committee' }, whom: '各位委员' }
  if (/科室|单位|村/.test(scope === '' ? wordsOf(turn) : scope) && Object.keys(office.contacts).length > 0)
    return { to: { kind: 'members', branch, who: 'contacts' }, whom: '各科室联系人' }
  if (scope === '' && subjects.length > 0) return chosenPeople(turn, branch, subjects)
  if (isPrivate) return { to: { kind: 'members', branch, who: 'everyone' }, whom: '每位同志(私下)' }
  const group = turn.place.kind === 'group' ? turn.place.name : groupOfBranch(office, branch)
  return group === undefined
    ? { to: { kind: 'members', branch, who: 'everyone' }, whom: '每位同志(私下)' }
    : { to: { kind: 'group', group }, whom: `,发到${group}` }
}

async function chosenPeople(
  turn: Turn,
  branch: string,
  subjects: readonly string[],
): Promise<Target | string> {
  const personIds: string[] = []
  for (const name of subjects) {
    const named = await personNamed(turn, name, branch)
    if (named.kind !== 'found') return texts.unclearPerson
    personIds.push(named.personId)
  }
  return { to: { kind: 'people', branch, personIds }, whom: subjects.join('、') }
}
