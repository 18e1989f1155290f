/** Domain notes 5.4, 31. */
export const passedOn = '谢谢,意见已转给管理员(不带姓名)。'
export const howToSay = '请写在一句话里,例如“意见:提醒少发一点”。转给管理员时不带姓名。'
export const tooPrivate = '这条意见里有姓名、号码或不适合在这里记的内容,没有转。请只说对我的意见,再发一次。'
export const onlyAdministrator = '意见由管理员在单聊里查看。'
export const none = '还没有收到意见。'

export function listed(opinions: readonly { text: string; day: string }[]): string {
  return ['最近的意见(都不带姓名):', ...opinions.map(({ text, day }) => `${day} ${text}`)].join('\n')
}
