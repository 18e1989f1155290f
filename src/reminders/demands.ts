// 收到请回复 and its like: nobody has to answer (domain notes 4.2).
const DEMAND =
  /[,,。;;!!]?(?:请)?(?:大家|各位|各科室)?(?:务必)?(?:收到|看到|知悉|阅后)(?:后|的)?(?:请|务必|必须|均?要|都要)?(?:回复|回个?|扣|接龙|确认)(?:收到|一下|1|已阅)?[。!!.]?/g

/** What somebody wants a group to read, without a demand to answer 收到, and whether there was one. */
export function withoutDemand(words: string): { words: string; cutDemand: boolean } {
  const free = words.replace(DEMAND, '')
  return { words: free.replace(/[,,、;;\s]+$/, ''), cutDemand: free !== words }
}

/** Said to whoever wrote the demand. */
export const demandCut = '“收到请回复”我去掉了,按减负要求不请大家刷收到。'
