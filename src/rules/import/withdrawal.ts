import { isImported } from '../imported.ts'
import { RuleBookError } from '../problem.ts'
import { buildRuleBook } from '../rule-book.ts'
import { type RuleFile, type RuleFiles, readRuleFiles } from '../rule-files.ts'
import { isForeign } from '../strays.ts'
import { ImportRefused } from './refusal.ts'

/**
 * Refuses, in words with file and line, to take a document out of a book that could not be read without it: questions are
 * written down for it, or an amendment changes it. A book that cannot be read anyway holds nothing back.
 */
export function refuseUnreadable(
  configDirectory: string,
  imported: RuleFile[],
  rest: RuleFile[],
  number: string,
): void {
  const office = officeFiles(configDirectory)
  if (office === undefined || failureOf(office, imported) !== undefined) return
  const failure = failureOf(office, rest)
  if (failure === undefined) return
  const files = [...new Set(failure.problems.map(({ file }) => file))]
  // What is held back is no file of other rules: its name is enough.
  const { message } = new RuleBookError(failure.problems.filter(problem => !isForeign(problem)))
  throw new ImportRefused(
    `没有撤下 ${number},撤下后制度汇编就读不出来了。${firstSteps(files)}\n${message}`.trimEnd(),
  )
}

function firstSteps(files: string[]): string {
  const [others, written] = [true, false].map(kept => files.filter(file => isImported(file) === kept))
  return [steps('撤下', others), steps('从', written, ' 删去与它有关的内容')].join('')
}

function steps(verb: string, files: string[] = [], ending = ''): string {
  return files.length === 0 ? '' : `请先${verb} ${files.join('、')}${ending},再撤下这一份。`
}

function officeFiles(configDirectory: string): RuleFiles | undefined {
  try {
    return readRuleFiles(configDirectory, undefined)
  } catch (error) {
    if (error instanceof RuleBookError) return undefined
    throw error
  }
}

function failureOf({ files, synonyms, asked }: RuleFiles, imported: RuleFile[]): RuleBookError | undefined {
  try {
    buildRuleBook([...files, ...imported], synonyms, undefined, asked)
    return undefined
  } catch (error) {
    if (error instanceof RuleBookError) return error
    throw error
  }
}
