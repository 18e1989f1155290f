import { Command, CommanderError } from 'commander'
import { attendanceCliCommands } from './cli/attendance.ts'
import { careCommands } from './cli/care.ts'
import { checkCommands } from './cli/check.ts'
import { doctorCommand } from './cli/doctor.ts'
import { dutyCliCommands } from './cli/duties.ts'
import { exportCommands } from './cli/export.ts'
import { groupCommands } from './cli/groups.ts'
import { Refused } from './cli/parts.ts'
import { outboxCommands } from './cli/outbox.ts'
import { remindCommands } from './cli/remind.ts'
import { reminderPartsOf } from './cli/reminder-parts.ts'
import { rehearseCommand } from './cli/rehearse.ts'
import { rosterCommands } from './cli/roster.ts'
import { ruleCliCommands } from './cli/rules.ts'
import { understandCommand } from './cli/understand.ts'
import { main, sentence } from './main.ts'
import { RosterFileError } from './people/roster-file.ts'

// `roster list | head` closes the pipe early; that is no fault.
process.stdout.on('error', error => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0)
  throw error
})

/** `npx qingfeng <command>`: exit 0 done, 1 refused or failed, 2 wrong usage. */
const program = new Command('qingfeng')
  .description('清风:工作群里的办事员')
  .helpOption('-h, --help', '显示帮助')
  .helpCommand(false)
  .exitOverride()

program.command('start').description('启动,与 npm start 相同').action(main)
checkCommands(program)
doctorCommand(program)
ruleCliCommands(program)
understandCommand(program)
rosterCommands(program)
groupCommands(program)
attendanceCliCommands(program)
exportCommands(program)
remindCommands(program, reminderPartsOf)
outboxCommands(program)
dutyCliCommands(program)
rehearseCommand(program)
careCommands(program)

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else {
    const known = error instanceof Refused || error instanceof RosterFileError
    process.stderr.write(`${known ? error.message : sentence(error)}\n`)
    process.exitCode = 1
  }
}
