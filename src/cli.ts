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
import { inChinese, usageSentence, WrongUsage } from './cli/usage.ts'
import { main, sentence } from './main.ts'
import { RosterFileError } from './people/roster-file.ts'

// `roster list | head` closes the pipe early; that is no fault.
process.stdout.on('error', error => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0)
  throw error
})

/** `npx qingfeng <command>` */
const program = new Command('qingfeng')
  .description('清风:工作群里的办事员')
  .helpOption('-h, --help', '显示帮助')
  .helpCommand(false)
inChinese(program)

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

/** Runs one command line and returns its exit code: 0 done, 1 refused or failed, 2 wrong usage. */
export async function runCli(args: readonly string[]): Promise<number> {
  try {
    await program.parseAsync(args, { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    return said(error)
  }
}

if (import.meta.main) process.exitCode = await runCli(process.argv.slice(2))

/** Says what was wrong and returns the exit code. */
function said(error: unknown): number {
  if (error instanceof CommanderError) {
    const words = usageSentence(error)
    if (words !== '') process.stderr.write(`${words}\n`)
    return error.exitCode === 0 ? 0 : 2
  }
  const isKnown = error instanceof Refused || error instanceof WrongUsage || error instanceof RosterFileError
  process.stderr.write(`${isKnown ? error.message : failure(error)}\n`)
  return error instanceof WrongUsage ? 2 : 1
}

function failure(error: unknown): string {
  return sentence(error).replace(/^没有启动成功/, '没有办成')
}
