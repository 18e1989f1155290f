import { dayOf } from '../calendar/day.ts'
import type { MarkRequest } from '../talk/conversation.ts'
import type { MarkSource } from './mark.ts'
import type { Session } from './session.ts'

/**
 * What is said before a session begins is a plan, whatever its words: who will come ten minutes late (晚到十分钟) or leave early has
 * attended nothing yet, nor has who signs in days ahead. Only the keeper may say of an earlier day that somebody was there.
 */
export function asPlan(
  request: MarkRequest,
  { startsAt }: Session,
  source: MarkSource,
  saidAt: Date,
): MarkRequest {
  const isPlan =
    (isPartOfTheTime(request) && saidAt < startsAt) ||
    (request.status === 'present' && source !== 'secretary' && dayOf(saidAt) < dayOf(startsAt))
  return isPlan ? { personId: request.personId, status: 'planned' } : request
}

/** 迟到 and 早退: there, and not for all of it. */
export function isPartOfTheTime({ status }: Pick<MarkRequest, 'status'>): boolean {
  return status === 'late' || status === 'leftEarly'
}
