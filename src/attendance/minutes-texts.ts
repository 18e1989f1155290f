import { kindByCode } from './kinds.ts'
import { displayName } from './count-texts.ts'
import type { Quorum } from './quorum.ts'
import { whenInWords, type Session } from './session.ts'
import type { Register, Tally } from './tally.ts'
import { markWords } from './texts.ts'

export interface MinutesHead {
  session: Session
  branchName: string
  register: Register
  counts: Tally
  quorum: Quorum | undefined
  chair?: string
  recorder?: string
}

/**
 * The head of the minutes as a draft (domain notes 2.4): time, place, people and counts. The types of leave stay in the register;
 * items, what was said, votes and signatures are for people to write.
 */
export function minutesHead(head: MinutesHead): string {
  const { session, branchName, register, counts, quorum, chair = '', recorder = '' } = head
  const full = register.expected.filter(({ member }) => member.memberType === 'full').length
  const probationary = register.expected.filter(({ member }) => member.memberType === 'probationary').length
  const missing = register.expected.filter(
    ({ mark }) => mark?.status === 'leave' || mark?.status === 'absent',
  )
  const guests = register.guests.map(displayName)
  const outside = session.details?.guests === undefined ? [] : [session.details.guests]
  return [
    '会议记录(草稿,请核对补充)',
    `时间:${whenInWords(session.startsAt)}`,
    `地点:${session.place}`,
    `会议名称:${branchName}${kindByCode(session.kind)?.name ?? session.title}`,
    `主题:${session.theme}`,
    `主持人:${chair}`,
    `记录人:${recorder}`,
    `应到:${counts.expected}(其中正式党员${full},预备党员${probationary})`,
    `实到:${counts.attended}${counts.online === 0 ? '' : `,线上参加${counts.online}`}${session.state === 'archived' ? '' : '(尚未核对)'}`,
    `缺席:${missing.length === 0 ? '无' : missing.map(line => `${displayName(line)}(${line.mark === undefined ? '' : markWords(line.mark, false)})`).join('、')}`,
    `列席:${[...guests, ...outside].join('、') || '无'}`,
    ...(quorum?.votesToPass === undefined
      ? []
      : [
          `表决:应到会有表决权${quorum.base},实到会有表决权${quorum.present},赞成__,反对__,弃权__(须${quorum.votesToPass}票以上通过)`,
        ]),
    '议题:',
    '发言要点:',
    '决议:',
    '签字:',
  ].join('\n')
}
