import type { Command, CommanderError } from 'commander'

/** The command was written wrongly; the message says what to write instead. Exit code 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage'
}

/** Makes a program throw instead of leaving, and say nothing in English by itself. Commands added later inherit it. */
export function inChinese(program: Command): Command {
  return program
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .configureHelp({ styleTitle: title => TITLES[title] ?? title })
}

const TITLES: Record<string, string> = {
  'Usage:': '用法:',
  'Options:': '选项:',
  'Commands:': '命令:',
  'Arguments:': '参数:',
}

/** What a mistyped command line is told; '' for help, which was printed already. */
export function usageSentence(error: CommanderError): string {
  const sentence = SENTENCES[error.code]?.(quoted(error.message), error.message)
  if (sentence !== undefined) return `${sentence}加 --help 看用法。`
  return error.exitCode === 0 || error.code === 'commander.help' ? '' : `命令写得不对。加 --help 看用法。`
}

/** By commander's code; the argument is what its message quotes: an option, a command, a value. */
const SENTENCES: Record<string, (quoted: string, message: string) => string> = {
  'commander.unknownOption': option => `没有选项 ${option}。`,
  'commander.unknownCommand': command => `没有命令“${command}”。`,
  'commander.missingArgument': argument => `还缺参数 ${argument}。`,
  'commander.missingMandatoryOptionValue': option => `还缺选项 ${option}。`,
  'commander.optionMissingArgument': option => `选项 ${option} 后面要写内容。`,
  'commander.excessArguments': () => '多写了参数(有空格的内容请用引号括起来)。',
  'commander.invalidArgument': (option, message) => `选项 ${option} 的值不对。${choicesIn(message)}`,
  'commander.conflictingOption': option => `选项 ${option} 不能和另一个同时用。`,
}

function choicesIn(message: string): string {
  const choices = /Allowed choices are ([\w, ]+)/.exec(message)?.[1]
  if (choices !== undefined) return `可用的是:${choices.split(', ').join('、')}。`
  // What one of our own readers of values says.
  return /is invalid\. (.*\p{Script=Han}.*)$/u.exec(message)?.[1] ?? ''
}

function quoted(message: string): string {
  return /'([^']{1,80})'/.exec(message)?.[1] ?? ''
}
