import type { Session } from './session.ts'

/**
 * 两个都参加, 都请假: the sessions that are meant when somebody speaks of all that are open, of two only when exactly two are.
 * Empty when the words are about one.
 */
export function allMeant(said: string, possible: readonly Session[]): readonly Session[] {
  const isOfTwo = possible.length === 2 && OF_TWO.test(said)
  return isOfTwo || (possible.length > 1 && OF_ALL.test(said)) ? possible : []
}

const OF_TWO = /(?:两|俩|2)[个项场次边样]?(?:会议?|活动)?(?:我|本人)?(?:这次)?(?:全|都)/
// 谭敏都来了 and 这周都在外地 say something else of 都.
const OF_ALL =
  /^(?:@\S+\s*)?(?:我|本人)?(?:全|都)(?:要|得|能|可以|想)?(?:参加|报名|请|去|来|不|没法|没空)|(?:几|三|3)[个项场次]?(?:会议?|活动)?我?(?:全|都)/
