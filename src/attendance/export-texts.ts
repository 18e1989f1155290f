import { nameWithDay, type Session } from './session.ts'

export const nothingToExport = '还没有可导出的活动。'

export function exportOnItsWay(session: Session): string {
  return `${nameWithDay(session)}的登记表稍后发到您与本应用的单聊里。仅供支部内部管理使用,请勿外传。`
}

export function exportLink(session: Session, link: string, minutes: number): string {
  return `${nameWithDay(session)}的登记表:${link}\n${minutes}分钟内有效,只能下载一次。仅供支部内部管理使用,请勿外传。`
}

export function exportByAdministrator(session: Session): string {
  return `单位还没有配置自建应用,也没有设置访问地址,我不能把文件发给您。请管理员运行:qingfeng export session --session ${session.id} --out 登记表.xlsx`
}
