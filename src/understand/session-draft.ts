import { inputOf } from './input.ts'
import type { Situation } from './reading.ts'
import { capacityIn, deadlineIn, placeIn, topicIn } from './slots.ts'
import { readWhen } from './when.ts'
import type { When } from './when.ts'
import { activityCode } from './words/activities.ts'
import type { ActivityCode } from './words/activities.ts'

/** A session as a secretary's sentence describes it; what she left out is undefined. */
export interface SessionDraft {
  kind: ActivityCode | undefined
  /** The activity as the text names it. */
  activity: string | undefined
  when: When | undefined
  place: string | undefined
  theme: string | undefined
  deadline: When | undefined
  capacity: number | undefined
  /** The text speaks of something that must not be announced with names: admission or confirmation of a member. */
  personnel: boolean
}

/** Reads 发起主题党日,11月27日下午3点,三楼会议室,主题是学习党纪条例. */
export function readSessionDraft(text: string, situation: Situation, now: Date): SessionDraft {
  const input = inputOf(text, situation)
  const activity = input.tokens().find(token => token.kind === 'activity')?.word
  const { deadline } = deadlineIn(input)
  // 周四中午12点前报 is no time of the session.
  const start = readWhen(deadline === undefined ? input.flat : input.flat.replace(deadline, ''), now)
  return {
    kind: activity === undefined ? undefined : activityCode(activity),
    activity,
    when: start.raw === '' ? undefined : start,
    place: placeIn(input).place,
    theme: topicIn(input).topic,
    deadline: deadline === undefined ? undefined : readWhen(deadline, now),
    capacity: capacityIn(input).capacity,
    personnel: /转正|发展对象|接收.{0,6}预备|入党|处分/.test(input.flat),
  }
}
