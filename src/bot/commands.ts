import { attendanceCommands } from '../attendance/commands/index.ts'
import type { ExportParts } from '../attendance/commands/export.ts'
import { chainCommand } from '../attendance/commands/chain.ts'
import { rescheduleCommand } from '../attendance/commands/reschedule.ts'
import { bulletinCommands } from '../bulletin/commands.ts'
import { dutyCommands } from '../duties/commands/index.ts'
import { confirmNotice, noticeCommands } from '../notices/commands.ts'
import type { ReminderParts } from '../reminders/parts.ts'
import { citedByReminder } from '../reminders/personal.ts'
import { chosenReminder } from '../reminders/change.ts'
import { reminderCommands } from '../reminders/commands.ts'
import { tellClaimed } from '../reminders/tell-claimed.ts'
import { opinionCommands } from '../opinions/commands.ts'
import { peopleCommands } from '../people/commands.ts'
import { moreOfRules, ruleCommands, type RuleAnswering } from '../rules/commands.ts'
import { askerCommands } from '../rules/gaps/commands.ts'
import type { GapParts } from '../rules/gaps/parts.ts'
import { confirmAnswer, responsibleCommands } from '../rules/gaps/responsible-commands.ts'
import type { Command, Turn } from '../talk/command.ts'
import { chatRole, isStranger, keepsSomeRegister } from '../talk/person.ts'
import { say, silence } from '../talk/message.ts'
import * as texts from './texts.ts'

export interface CommandParts {
  rules: RuleAnswering
  gaps: GapParts
  codeKey: Buffer
  exports: ExportParts
  reminders: ReminderParts
}

/** Everything the bot can do; the order is the help menu. A new command is one line here and a file in its feature. */
export function allCommands(parts: CommandParts): readonly Command[] {
  const { rules, gaps, codeKey, exports, reminders } = parts
  const more = moreOfRules(rules)
  const commands: Command[] = [
    ...ruleCommands(rules, turn => citedByReminder(reminders, turn)),
    ...askerCommands(gaps),
    ...responsibleCommands(gaps),
    ...attendanceCommands(exports, reminders).map(command => confirmingOthers(command, parts)),
    chainCommand(reminders),
    rescheduleCommand(reminders),
    ...reminderCommands(reminders),
    ...dutyCommands(reminders),
    ...noticeCommands(reminders),
    ...bulletinCommands(reminders),
    ...peopleCommands(codeKey, tellClaimed(reminders)),
    ...opinionCommands,
    {
      intents: ['privacy.ask'],
      for: 'strangers',
      where: 'anywhere',
      example: '你们存了我哪些信息',
      run: async () => say(texts.privacy),
    },
    {
      intents: ['sensitive.redirect', 'ballot.open'],
      for: 'strangers',
      where: 'anywhere',
      run: async turn => say(refusal(turn)),
    },
    { intents: ['ack'], for: 'strangers', where: 'anywhere', run: async () => silence },
    {
      intents: ['help'],
      for: 'strangers',
      where: 'anywhere',
      run: async turn => say(helpFor(commands, turn)),
    },
    {
      intents: ['more'],
      for: 'strangers',
      where: 'anywhere',
      run: async turn => {
        const rest = turn.conversation.more
        return rest === undefined ? ((await more(turn)) ?? say(texts.noMore)) : say(rest)
      },
    },
  ]
  return commands
}

/** 确认 is one word for everything that was shown before: answers of the office and notices are confirmed by their own features. */
function confirmingOthers(command: Command, { gaps, reminders }: CommandParts): Command {
  if (!command.intents.includes('clarify.reply')) return command
  return {
    ...command,
    run: async turn =>
      (await confirmAnswer(turn, gaps)) ??
      (await confirmNotice(reminders, turn)) ??
      (await chosenReminder(reminders, turn)) ??
      command.run(turn),
  }
}

/** Why a command is not for this person or place; undefined when it is. */
export function hindrance(
  command: Command,
  { speaker, place }: Pick<Turn, 'speaker' | 'place'>,
): string | undefined {
  const isKeeper = keepsSomeRegister(speaker)
  if (command.for === 'keepers' && !isKeeper) return texts.onlyKeepers
  if (command.for === 'vouchers' && !isKeeper && !speaker.isAdministrator) return texts.onlyKeepers
  if (command.where === 'single' && place.kind !== 'single') return texts.inPrivate
  if (command.where === 'bound' && place.kind === 'unbound-group') return texts.unboundGroup
  return undefined
}

function helpFor(commands: readonly Command[], turn: Turn): string {
  const isUnknown = isStranger(turn.speaker)
  const usable = commands.filter(
    command => hindrance(command, turn) === undefined && (!isUnknown || command.for === 'strangers'),
  )
  const lines = usable.flatMap(({ example }) => example ?? [])
  return texts.help(isUnknown ? [texts.iAm, ...lines] : lines, turn.office.bot.names[0] ?? '')
}

function refusal({ reading }: Turn): string {
  const { kind, ask } = reading.slots
  if (reading.intent === 'ballot.open') return texts.refusals['ballot'] ?? ''
  return texts.refusals[kind ?? ask ?? 'default'] ?? texts.refusals['default'] ?? ''
}

/** The words for menus and choices: a stranger is neither cadre nor secretary. */
export function menuRole({ speaker }: Pick<Turn, 'speaker'>): 'stranger' | ReturnType<typeof chatRole> {
  return speaker.memberships.length === 0 && !speaker.isAdministrator ? 'stranger' : chatRole(speaker)
}
