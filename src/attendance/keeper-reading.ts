import type { Turn } from '../talk/command.ts'
import { keepsRegisterOf } from '../talk/person.ts'
import type { MarkReading } from '../understand/reading.ts'
import { textOf } from './people-in-text.ts'
import type { Session } from './session.ts'

/** 刘芳缺席, said by the secretary of somebody else, is an absence; a member who says 缺席 of herself asks for leave. */
export function keeperReading(turn: Turn, session: Session, reading: MarkReading): MarkReading {
  const isLeave = reading.status === 'leave' && (reading.leaveType ?? 'unspecified') === 'unspecified'
  if (!isLeave || reading.name === 'self' || !keepsRegisterOf(turn.speaker, session.branch)) return reading
  const said = textOf(turn)
  return /缺席|缺勤|旷会/.test(said) && !said.includes('假')
    ? { name: reading.name, status: 'absent' }
    : reading
}
