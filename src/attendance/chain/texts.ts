import { nameWithDay, type Session } from '../session.ts'

/** What a member reads who handed in a chain: counts only, names go to the keeper. */
export function chainRegistered(
  session: Session,
  counts: { registered: number; kept: number; full: number },
  unclear: number,
): string {
  const news = counts.registered === 0 ? '没有新的变化' : `登记${counts.registered}位`
  const kept = counts.kept === 0 ? '' : `,${counts.kept}位已由本人或书记登记,没有改动`
  const full =
    counts.full === 0 ? '' : `;名额${session.details?.capacity ?? 0}个已满,${counts.full}位先没有登记`
  const asked = unclear === 0 ? '' : `;${unclear}处没有对上,已请书记核对`
  return `好的,${session.title}按接龙${news}${kept}${full}${asked}。`
}

export const chainUnread = '这份接龙里没有对上名单的名字,先没有登记。'

/** To the keeper alone. */
export function chainToCheck(session: Session, unclear: readonly string[]): string {
  return `${nameWithDay(session)}的接龙有几处请您核对:${unclear.join('、')}。属实请直接告诉我怎么登记,例如"张伟(档案室)参加"。`
}

export function unclearLater(unclear: readonly string[]): string {
  return `另有接龙里几处请您核对:${unclear.join('、')}。属实请直接告诉我怎么登记。`
}

export const unknownName = (name: string) => `${name}(名单里没有)`
export const sharedName = (name: string) => `${name}(有同名)`
export function unreadLine(number: string | undefined, name: string | undefined): string {
  const line = number === undefined ? '有一行' : `第${number}行`
  return `${line}${name ?? ''}(没有读懂)`
}
export const vanishedName = (name: string) => `${name}(这一版里不见了,原登记保留)`
