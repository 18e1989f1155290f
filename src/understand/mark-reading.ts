import type { Input } from './input.ts'
import type { MarkReading } from './reading.ts'
import type { Mark } from './sentence/mark.ts'

/** The mark as other code sees it: the name in the sender's own spelling. */
export function markReading(mark: Mark, input: Input): MarkReading {
  const said = readingOf(mark, input)
  // 马晓东缺席: said by the keeper of somebody else it is an absence; a member who says it of herself asks for leave.
  const { leaveType, ...absent } = { ...said, status: 'absent' as const }
  return input.secretary &&
    mark.nameKind !== 'self' &&
    /缺席|缺勤|旷会/.test(mark.word) &&
    leaveType === 'unspecified'
    ? absent
    : said
}

function readingOf(mark: Mark, input: Input): MarkReading {
  const name = mark.at === undefined ? mark.name : input.written.raw(mark.at.start, mark.at.end)
  return {
    name,
    status: mark.status,
    ...(mark.leaveType !== undefined && { leaveType: mark.leaveType }),
    ...(mark.activity !== undefined && { activity: mark.activity }),
    ...(mark.when !== undefined && { when: mark.when }),
  }
}
