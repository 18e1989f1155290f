/** Something in a configuration file that the office has to put right; `text` names file and line and says what to write. */
export interface Problem {
  file: string
  /** Counted from 1; undefined when it concerns the file as a whole. */
  line?: number
  text: string
}

/** The rule book cannot be used. The message holds one plain sentence per problem, one a line, the first few of them. */
export class RuleBookError extends Error {
  readonly problems: Problem[]

  constructor(problems: Problem[]) {
    super(summary(problems))
    this.name = 'RuleBookError'
    this.problems = problems
  }
}

// The first few say what is wrong; a hundred would hide it.
const SHOWN = 8

function summary(problems: Problem[]): string {
  const lines = problems.slice(0, SHOWN).map(sayProblem)
  return problems.length > SHOWN ? [...lines, `……共 ${problems.length} 处。`].join('\n') : lines.join('\n')
}

function sayProblem({ file, line, text }: Problem): string {
  return line === undefined ? `${file}:${text}` : `${file} 第${line}行:${text}`
}
