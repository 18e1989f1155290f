/** Something in a configuration file that the office has to put right; `text` names file and line and says what to write. */
export interface Problem {
  file: string
  /** Counted from 1; undefined when it concerns the file as a whole. */
  line?: number
  text: string
}

/** The rule book cannot be used. The message holds one plain sentence per problem, one a line. */
export class RuleBookError extends Error {
  readonly problems: Problem[]

  constructor(problems: Problem[]) {
    super(problems.map(sayProblem).join('\n'))
    this.name = 'RuleBookError'
    this.problems = problems
  }
}

function sayProblem({ file, line, text }: Problem): string {
  return line === undefined ? `${file}:${text}` : `${file} 第${line}行:${text}`
}
