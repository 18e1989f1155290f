import type { Input } from './input.ts'
import { madeUpBy } from './made-up.ts'
import type { Intent, Slots } from './reading.ts'
import {
  activityIn,
  deadlineIn,
  dutyIn,
  periodIn,
  placeIn,
  sessionSlots,
  subjectsIn,
  whenIn,
} from './slots.ts'

/** What an intent needs from the text when no rule with slots of its own has read it. */
export function slotsFor(intent: Intent, input: Input): Slots {
  switch (intent) {
    case 'session.open':
      return sessionSlots(input)
    case 'session.reschedule':
      return { ...whenIn(input), ...placeIn(input), ...activityIn(input) }
    case 'session.extend':
    case 'session.reopen':
      return deadlineIn(input)
    case 'session.cancel':
    case 'session.info':
    case 'roster.pending':
    case 'roster.summary':
    case 'quorum.check':
      return { ...whenIn(input), ...activityIn(input) }
    case 'roster.query_self':
    case 'ledger.export':
    case 'stats.report':
    case 'minutes.draft':
      return { ...periodIn(input), ...activityIn(input) }
    case 'roster.query_person':
    case 'remind.pending':
      return subjectsIn(input)
    case 'remind.set':
    case 'remind.snooze':
    case 'notice.publish':
      return { ...whenIn(input), ...deadlineIn(input) }
    case 'remind.cancel':
    case 'duty.query':
      return { ...whenIn(input), ...dutyIn(input) }
    case 'duty.done':
      return { ...dutyIn(input), ...periodIn(input) }
    case 'duty.create':
      return { ...dutyIn(input), ...deadlineIn(input), ...periodIn(input) }
    case 'member.add':
    case 'member.update':
    case 'member.remove':
      return subjectsIn(input)
    case 'makeup.report':
      return { marks: madeUpBy(input).map(name => ({ name })) }
    case 'mark.withdraw':
      return { marks: (subjectsIn(input).subjects ?? ['self']).map(name => ({ name })) }
    case 'rule.ask':
    case 'rule.source':
    case 'rule.version':
      return { topic: input.flat.slice(0, 200) }
    case 'clarify.reply':
      return { choice: input.flat }
    case 'feedback':
      return { text: input.flat }
    default:
      return {}
  }
}
