import type { ReminderParts } from '../../reminders/parts.ts'
import type { Command } from '../../talk/command.ts'
import { answerCommand } from './answers.ts'
import { bulkCommand } from './bulk.ts'
import { colleagueCommand } from './colleague.ts'
import { exportCommand, type ExportParts } from './export.ts'
import { ambiguousMarkCommand } from './hold-back.ts'
import { markCommand } from './marks.ts'
import { ownRecordCommand, pendingCommand, quorumCommand, summaryCommand } from './queries.ts'
import { memberChangeCommand, memberListCommand } from './members.ts'
import { openSessionCommand } from './open.ts'
import { whyCommand } from './corrections.ts'
import { makeupCommand } from './makeup.ts'
import { minutesCommand } from './minutes.ts'
import { placesCommand } from './places.ts'
import { rolesCommand } from './roles.ts'
import { sessionInfoCommand } from './session-info.ts'
import {
  cancelSessionCommand,
  closeSessionCommand,
  reopenSessionCommand,
  extendSessionCommand,
} from './sessions.ts'

/** What the attendance feature can do, in the order of the help menu. */
export const attendanceCommands = (parts: ExportParts, reminders: ReminderParts): readonly Command[] => [
  markCommand,
  ambiguousMarkCommand,
  ownRecordCommand,
  whyCommand,
  makeupCommand,
  openSessionCommand,
  pendingCommand,
  summaryCommand,
  quorumCommand,
  minutesCommand,
  bulkCommand,
  exportCommand(parts),
  sessionInfoCommand(reminders),
  closeSessionCommand,
  reopenSessionCommand,
  extendSessionCommand,
  cancelSessionCommand,
  rolesCommand(reminders),
  placesCommand,
  colleagueCommand,
  memberListCommand,
  memberChangeCommand,
  answerCommand(reminders),
]
