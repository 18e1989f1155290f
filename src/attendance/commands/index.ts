import type { Command } from '../../talk/command.ts'
import { answerCommand } from './answers.ts'
import { bulkCommand } from './bulk.ts'
import { exportCommand, type ExportParts } from './export.ts'
import { ambiguousMarkCommand, markCommand } from './marks.ts'
import {
  colleagueCommand,
  ownRecordCommand,
  pendingCommand,
  sessionInfoCommand,
  summaryCommand,
} from './queries.ts'
import {
  cancelSessionCommand,
  closeSessionCommand,
  openSessionCommand,
  reopenSessionCommand,
  extendSessionCommand,
} from './sessions.ts'

/** What the attendance feature can do, in the order of the help menu. */
export const attendanceCommands = (parts: ExportParts): readonly Command[] => [
  markCommand,
  ambiguousMarkCommand,
  ownRecordCommand,
  openSessionCommand,
  pendingCommand,
  summaryCommand,
  bulkCommand,
  exportCommand(parts),
  sessionInfoCommand,
  closeSessionCommand,
  reopenSessionCommand,
  extendSessionCommand,
  cancelSessionCommand,
  colleagueCommand,
  answerCommand,
]
