export const nothingToExport = '还没有可导出的活动。'

/** '2026年的三会一课完成情况表' */
export function yearly(year: number, what: string): string {
  return `${year}年的${what}`
}

/** '2026年11月的月统计表' */
export function monthly(month: string): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5))}月的月统计表`
}

export function exportOnItsWay(name: string): string {
  return `${name}稍后发到您与本应用的单聊里。仅供支部内部管理使用,请勿外传。`
}

export function exportLink(name: string, link: string, minutes: number): string {
  return `${name}:${link}\n${minutes}分钟内有效,只能下载一次。仅供支部内部管理使用,请勿外传。`
}

export function exportByAdministrator(command: string): string {
  return `单位还没有配置自建应用,也没有设置访问地址,我不能把文件发给您。请管理员运行:${command}`
}
