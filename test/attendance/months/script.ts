import type { Random } from '../../support/fuzz/random.ts'
import { shuffled } from '../../support/shuffled.ts'
import type { By, Meaning, PaperRegister } from './model.ts'

export interface Member {
  name: string
  /** As a sentence writes it: with the section where two share a name. */
  written: string
  userid: string
  isKeeper: boolean
}

/** One sentence with what it means; a tap on a card has no words. */
export interface Step {
  when: string
  from: Member
  chat: 'group' | 'single' | 'card'
  text: string
  means: Meaning[]
}

const PLANNED = ['参加', '我参加', '能来', '报名参加', '准时参加', '我能参加', '我报名']
const LEAVE: Record<string, string[]> = {
  official: ['下乡,来不了,请假', '公假', '出差,请假', '请公假', '那天要开庭,请个假'],
  sick: ['病假', '请病假', '感冒了,请假'],
  personal: ['事假', '家里有事,请假', '请事假'],
  unspecified: ['请假', '我请假', '请个假'],
}
const TYPES = ['official', 'official', 'sick', 'personal', 'unspecified'] as const
const TYPE_WORDS: Record<string, string> = {
  official: '公假',
  sick: '病假',
  personal: '事假',
  unspecified: '请假',
}

export interface Month {
  /** '2026-11' */
  month: string
  members: Member[]
  secretary: Member
  /** Another activity is open too, so that a sentence says which one it means. */
  hasBookClub: boolean
}

const at = (month: string, day: number, time: string) => `${month}-${String(day).padStart(2, '0')} ${time}`

/** Before the meeting: each member answers in a way of their own, or not at all; some think better of it. */
export function answers(random: Random, { month, members, secretary, hasBookClub }: Month): Step[] {
  const about = hasBookClub ? '主题党日' : ''
  const steps: Step[] = []
  let minute = 0
  const next = (day: number) => {
    minute += 1
    return at(
      month,
      day,
      `${String(9 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
    )
  }
  const own = shuffled(
    random,
    members.filter(({ userid }) => userid !== ''),
  )
  const chained = own.filter(({ isKeeper }) => !isKeeper).slice(0, random.int(6))
  if (chained.length > 2) steps.push(chain(random, next(21), chained))
  for (const member of own.filter(one => !chained.includes(one) || chained.length <= 2)) {
    const dice = random.int(100)
    if (dice < 45) steps.push(answer(random, next(22), member, 'planned', about))
    else if (dice < 68) steps.push(answer(random, next(22), member, 'leave', about))
    else if (dice < 72) steps.push(said(next(22), member, 'single', `${about}我线上参加`, 'online'))
    else if (dice < 80) steps.push(tapped(next(22), member))
    else if (dice < 88) steps.push(proxy(random, next(22), member, members, about))
  }
  for (const member of shuffled(random, own).slice(0, 4))
    steps.push(secondThought(random, next(23), member, about))
  const namesake = own.find(({ isKeeper }) => !isKeeper)
  // 张伟 is two people: nothing may be entered before it is said which of them.
  if (namesake !== undefined && random.int(3) === 0)
    steps.push({ when: next(24), from: namesake, chat: 'group', text: `${about}张伟请假`, means: [] })
  if (hasBookClub) {
    for (const member of own.slice(0, 5))
      steps.push({ when: next(24), from: member, chat: 'group', text: '读书会参加', means: [] })
    steps.push({
      when: at(month, 26, '09:00'),
      from: secretary,
      chat: 'single',
      text: '读书会核对无误',
      means: [],
    })
  }
  return steps
}

function answer(
  random: Random,
  when: string,
  member: Member,
  status: 'planned' | 'leave',
  about: string,
): Step {
  const chat = random.int(2) === 0 ? 'group' : 'single'
  if (status === 'planned') return said(when, member, chat, `${about}${random.pick(PLANNED)}`, 'planned')
  const leaveType = random.pick(TYPES)
  return said(when, member, chat, `${about}${random.pick(LEAVE[leaveType] ?? ['请假'])}`, 'leave', leaveType)
}

function said(
  when: string,
  from: Member,
  chat: 'group' | 'single',
  text: string,
  status: string,
  leaveType?: string,
): Step {
  const mark = { person: from.name, status, by: 'member' as By }
  return { when, from, chat, text, means: [leaveType === undefined ? mark : { ...mark, leaveType }] }
}

function tapped(when: string, from: Member): Step {
  return {
    when,
    from,
    chat: 'card',
    text: '',
    means: [{ person: from.name, status: 'planned', by: 'member' }],
  }
}

function proxy(random: Random, when: string, about: Member, members: Member[], activity: string): Step {
  const from = random.pick(members.filter(one => one.userid !== '' && !one.isKeeper && one !== about))
  const isLeave = random.int(3) > 0
  const text = isLeave
    ? random.pick([`我代${about.written}请假`, `帮${about.written}请个假`, `替${about.written}请公假`])
    : random.pick([`替${about.written}报名参加`, `我代${about.written}报名`])
  const leaveType = text.includes('公假') ? 'official' : 'unspecified'
  const mark = { person: about.name, by: 'colleague' as By }
  return {
    when,
    from,
    chat: 'group',
    text: `${activity}${activity === '' ? '' : ','}${text}`,
    means: [isLeave ? { ...mark, status: 'leave', leaveType } : { ...mark, status: 'planned' }],
  }
}

/** One member copies the list that went round; everybody in it is named by a colleague. */
function chain(random: Random, when: string, members: Member[]): Step {
  const [from] = members
  const lines = members.map((member, index) => {
    const isLeave = random.int(4) === 0
    return {
      line: `${index + 1}. ${member.written}${isLeave ? ' 请假' : ''}`,
      means: {
        person: member.name,
        status: isLeave ? 'leave' : 'planned',
        by: (member === from ? 'member' : 'colleague') as By,
        ...(isLeave && { leaveType: 'unspecified' }),
      },
    }
  })
  return {
    when,
    from: from!,
    chat: 'group',
    text: ['#接龙', `${Number(when.slice(5, 7))}月主题党日报名`, '', ...lines.map(({ line }) => line)].join(
      '\n',
    ),
    means: lines.map(({ means }) => means),
  }
}

function secondThought(random: Random, when: string, from: Member, about: string): Step {
  const dice = random.int(4)
  if (dice === 0) return said(when, from, 'single', `${about}改成公假`, 'leave', 'official')
  if (dice === 1) return said(when, from, 'group', `${about}改成参加`, 'planned')
  if (dice === 2) return said(when, from, 'single', `${about}改为请事假`, 'leave', 'personal')
  return said(when, from, 'group', `${about}计划有变,改成请假吧,那天要值班`, 'leave', 'official')
}

/** On the day some sign in, one is late, and afterwards the secretary enters the paper list, with a slip that she puts right. */
export function theDay(random: Random, about: Month, paper: PaperRegister): Step[] {
  const { month, members } = about
  const own = members.filter(({ userid, isKeeper }) => userid !== '' && !isKeeper)
  const steps: Step[] = []
  const mixed = shuffled(random, own)
  for (const member of mixed.slice(0, 4))
    steps.push(
      said(
        at(month, 27, '15:01'),
        member,
        'group',
        random.pick(['已到', '到了', '我到了', '签到']),
        'present',
      ),
    )
  const late = mixed[4]
  if (late !== undefined) steps.push(said(at(month, 27, '15:10'), late, 'group', '迟到了,刚到', 'late'))
  return [...steps, ...afterwards(random, about, paper, mixed.slice(5))]
}

function afterwards(
  random: Random,
  { month, members, secretary }: Month,
  paper: PaperRegister,
  others: Member[],
): Step[] {
  const tell = (time: string, text: string, means: Meaning[]): Step => ({
    when: at(month, 28, time),
    from: secretary,
    chat: 'single',
    text,
    means,
  })
  const [wrong, sick, away, absent] = others
  const silent = members.filter(({ name }) => !paper.has(name)).slice(0, 2)
  const mark = (person: Member, status: string, leaveType?: string): Meaning => ({
    person: person.name,
    status,
    by: 'secretary',
    ...(leaveType !== undefined && { leaveType }),
  })
  const steps: Step[] = []
  if (wrong !== undefined)
    steps.push(
      tell('09:00', `${wrong.written}缺席`, [mark(wrong, 'absent')]),
      // The slip: she meant somebody else.
      tell('09:02', `把${wrong.written}改成公假`, [mark(wrong, 'leave', 'official')]),
    )
  if (sick !== undefined) steps.push(tell('09:04', `${sick.written}病假`, [mark(sick, 'leave', 'sick')]))
  if (away !== undefined && random.int(2) === 0)
    steps.push(tell('09:05', `${away.written}线上参加`, [mark(away, 'online')]))
  if (absent !== undefined && random.int(3) === 0)
    steps.push(tell('09:06', `${absent.written}缺席`, [mark(absent, 'absent')]))
  const isNamed = silent.length === 2 && random.int(2) === 0
  const type = random.pick(['official', 'personal'] as const)
  const exceptions = silent.map(({ written }) => `${written}${TYPE_WORDS[type]}`).join('、')
  steps.push(
    tell('09:10', isNamed ? `除${exceptions}外都到了` : '其余都到了', []),
    tell('09:11', '确认', [
      ...(isNamed ? silent.map(one => mark(one, 'leave', type)) : []),
      { rest: 'present' },
    ]),
    tell('09:20', '核对无误', [{ checked: true }]),
  )
  return steps
}

/** Weeks later: a correction with its reason, a member's own word that the secretary accepts, and makeup study. */
export function later(random: Random, { month, members, secretary }: Month, paper: PaperRegister): Step[] {
  const number = Number(month.slice(5))
  const steps: Step[] = []
  const missing = members.filter(
    ({ name, userid, isKeeper }) =>
      userid !== '' && !isKeeper && ['leave', 'absent'].includes(paper.status(name) ?? ''),
  )
  const [asks, ...rest] = shuffled(random, missing)
  const day = (time: string) => at(month, 28, time)
  if (asks !== undefined) {
    steps.push({ when: day('14:40'), from: asks, chat: 'single', text: '我那天到了', means: [] })
    steps.push({ when: day('14:41'), from: secretary, chat: 'single', text: '我的记录', means: [] })
    steps.push({
      when: day('14:42'),
      from: secretary,
      chat: 'single',
      text: '确认',
      means: [{ person: asks.name, status: 'present', by: 'secretary' }],
    })
  }
  const [corrected, ...learning] = rest
  if (corrected !== undefined)
    steps.push({
      when: day('15:00'),
      from: secretary,
      chat: 'single',
      text: `${number}月主题党日${corrected.written}改成病假,原因:记错了假别`,
      means: [{ person: corrected.name, status: 'leave', leaveType: 'sick', by: 'secretary' }],
    })
  for (const [index, member] of learning.slice(0, 4).entries())
    steps.push({
      when: day(`15:${10 + index}`),
      from: member,
      chat: 'single',
      text: random.pick(['已补学', '补学完了', '主题党日已补学']),
      means: [{ madeUp: member.name }],
    })
  return steps
}
