import type { FeedbackReason } from '../../talk/message.ts'

/** The words around open questions and the office's own answers. */

export const offer = '想要办公室答复,请回“请回复我”。'
export const noBasis = '没有写明制度依据,请以此为参考。'
export const cancelled = '好的,没有发出,也没有存。'
export const draftGone = '这条答复已经过期了,请重新写一次,例如“答1:……”。'
export const noSuchGap = '没有这个编号的待答问题。发“待答问题”看看。'
export const nothingOpen = '没有待答的问题。'
export const emptyAnswer = '答复没有内容。请写成“答1:……”。'
export const longAnswer = '答复太长,请压缩到400字以内;长的材料请收进制度汇编。'
export const privateInAnswer =
  '答复里有身份证号、手机号或涉密字样,没有存。大家都会看到这条答复,请改一改再发。'
export const putAside = (id: number) => `好的,第${id}个不再列出。`
export const nothingToAnswer = '要办公室答复,请先把问题问我一遍;答不上来的我会转。'
export const nothingToRate = '请先问我一个制度问题。对我有意见,请发“意见:……”。'

export function responsibleOnly(office: string): string {
  return `没答上的问题由${office}在单聊里答复。`
}

export function passedOn(office: string): string {
  return `谢谢,已转给${office},不带姓名。${offer}`
}

export function notKept(office: string): string {
  return `这个问题我没有记下(可能涉及个人情况、姓名或号码),请直接问${office}。`
}

export function willTell(office: string, where: 'group' | 'private' | 'next-in-group' | 'next'): string {
  const how = {
    group: '在本群里告诉您,不提您的姓名',
    private: '私下告诉您',
    'next-in-group': '在本群下一次回复里告诉您,不提您的姓名',
    next: '在您下次找我时告诉您',
  }[where]
  return `好的,${office}答复后,我${how}。`
}

/** 办公室答复 · 综合科 · 2026年11月20日: what is said, and on what it rests. */
export function officeAnswer(day: string, office: string, answer: string, basis: string): string {
  return `办公室答复 · ${office} · ${day}:\n${answer}\n${basis}`
}

export function answeredBefore(question: string): string {
  return `有人问过“${question}”。`
}

export function staleAnswer(day: string, office: string, answer: string): string {
  return `${office}${day}答复过这个问题,但所依据的条文后来修订了,正在重新核对,下面的话仅供参考:\n${answer}`
}

/** What a group or a person hears of an answer that somebody waited for. */
export function told(question: string, answer: string): string {
  return `有同志问:${question}\n${answer}`
}

export function toldPrivately(question: string, answer: string): string {
  return `您问的“${question}”有答复了。\n${answer}`
}

export interface ListedGap {
  id: number
  question: string
  remarks: string[]
}

/** Written 3、 and not 3. : a client that reads markdown would number the lines anew. */
export function openList(gaps: readonly ListedGap[], count: number): string {
  const lines = gaps.map(({ id, question, remarks }) =>
    remarks.length === 0 ? `${id}、${question}` : `${id}、${question}(${remarks.join(',')})`,
  )
  const more = count > gaps.length ? [`还有${count - gaps.length}个,答完这些再发“待答问题”。`] : []
  return [
    `没答上的问题有${count}个:`,
    ...lines,
    ...more,
    '答复请写“答编号:……”,写上《…》第几条作依据;不用答的回“不答编号”。',
  ].join('\n')
}

export const reviewHead = '依据的条文已修订,请重新答复或确认不再用:'

const reasonWords: Record<FeedbackReason, string> = {
  irrelevant: '答非所问',
  incomplete: '不完整',
  wrong: '有错误',
  figures: '数字有误',
}

/** Why it is on the list: 问过2次, 1次没帮上:不完整, 2位等答复. */
export function remarksOf({
  unanswered,
  unhelpful,
  reasons,
  wishes,
}: {
  unanswered: number
  unhelpful: number
  reasons: readonly FeedbackReason[]
  wishes: number
}): string[] {
  const why = reasons.map(reason => reasonWords[reason]).join('、')
  return [
    ...(unanswered > 1 ? [`问过${unanswered}次`] : []),
    ...(unhelpful > 0 ? [`${unhelpful}次没帮上${why === '' ? '' : `:${why}`}`] : []),
    ...(wishes > 0 ? [`${wishes}位等答复`] : []),
  ]
}

export function preview(parts: {
  id: number
  question: string
  answer: string
  basis: string
  unknown: readonly string[]
  goesTo: string
  /** Whether it will be served to every member, and not only where the same internal rules exist. */
  isForAll: boolean
}): string {
  const { id, question, answer, basis, unknown, goesTo, isForAll } = parts
  const doubtful =
    unknown.length > 0 ? [`汇编里没有找到${unknown.join('、')},不作依据;写错了请重发一次。`] : []
  return [
    `第${id}个:${question}`,
    `答复:${answer}`,
    basis,
    ...doubtful,
    `${goesTo}${isForAll ? '以后有人再问,我照此答。' : askedInside}`,
    '回“确认”发出,回“取消”不存。',
  ].join('\n')
}

const askedInside = '问题是在有内部制度的群里问的,以后只在能看到同样制度的地方照此答。'

export function goesTo(groups: readonly string[], people: number, later: boolean): string {
  const places = [...groups.map(group => `“${group}”`), ...(people > 0 ? [`${people}位同志(私下)`] : [])]
  if (places.length === 0) return '没有人在等答复。'
  return `将告诉${places.join('和')}${later ? ',下次上班时发出' : ''}。`
}

export function published(id: number): string {
  return `好的,第${id}个已答复,存为办公室答复。`
}

/** Instead of an answer that rests on a rule which does not exist for everybody who reads along. */
export function toldToAsk(question: string): string {
  return `您问的“${question}”已有答复,请在单聊里再问我一次。`
}

/** The same when the question itself names such a rule. */
export const toldToAskAgain = '您问过的一个问题已有答复,请在单聊里再问我一次。'
