import { whenInWords, nameWithDay, type Session } from './session.ts'

export const noBackdating = '时间按实际情况记,我不能改成过去的时间。确实已经开过的,请以支部的纸质记录为准。'
export const kindStays = '活动类型不能直接改。请先说"取消活动",再重新发起,原登记会作废。'

export function needNewTime({ title }: Session): string {
  return `请写上改到哪一天、几点,例如:${title.replace(/^\d+月/, '')}改到11月27日下午3点。`
}

export function notMoved(session: Session): string {
  return `${nameWithDay(session)}的时间地点没有变化。`
}

/** To the secretary, for a session that nobody has heard of yet. */
export function draftMoved(session: Session, noticeWhen: string): string {
  return `${movedTo(session)}。通知将于${noticeWhen}发出。`
}

/** Its notice was called off before. */
export function draftMovedQuietly(session: Session): string {
  return `${movedTo(session)}。`
}

export function draftMovedAndTold(session: Session, soon: string): string {
  return `${movedTo(session)}。离活动近了,通知${soon}发到群里,现在起可以登记。`
}

export function draftMovedAndOpened(session: Session): string {
  return `${movedTo(session)}。离活动近了,现在起可以登记;群里没有消息推送,有人在群里@我时会说明。`
}

/** To the secretary in private, for a session that the group knows. */
export function movedAndTold(session: Session, soon: string): string {
  return `${movedTo(session)},原来的登记保留。${soon}在群里说明。`
}

export function movedAndNamedLater(session: Session): string {
  return `${movedTo(session)},原来的登记保留。群里没有消息推送,有人在群里@我时会说明。`
}

export const restDay = '请留意:这一天不上班。'

function movedTo(session: Session): string {
  const place = session.place === '' ? '' : `,${session.place}`
  return `好的,${session.title}改到${whenInWords(session.startsAt)}${place}`
}
