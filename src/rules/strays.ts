import type { AskedLine } from './asked-lines.ts'
import type { RuleDocument } from './document.ts'
import type { Problem } from './problem.ts'
import type { Synonyms } from './synonyms.ts'

/** Ways of asking, of one file, that name something the book does not hold. */
interface Strays {
  file: string
  /** One for each article. */
  problems: Problem[]
  areMost: boolean
}

/**
 * What is wrong with ways of asking that name a rule, a version or an article which the book does not hold: once for each
 * article, but one sentence for all files that were written for other rules.
 */
export function strayProblems(
  documents: readonly RuleDocument[],
  lines: readonly AskedLine[],
  { file, asked }: { file: string; asked: Synonyms['asked'] },
): Problem[] {
  const known = placesIn(documents, 'with-year')
  const byFile = [...Map.groupBy(lines, line => line.file)].map(([name, own]) => strayLines(name, own, known))
  const all = [strayPhrases(file, [...asked.keys()], placesIn(documents, 'without')), ...byFile]
  const foreign = all.filter(({ areMost, problems }) => areMost && problems.length >= FEWEST)
  const others = all.filter(one => !foreign.includes(one)).flatMap(({ problems }) => problems)
  const [first] = foreign
  return first === undefined ? others : [foreignFiles(first.file, foreign.length), ...others]
}

/** Whether a problem is that whole files were written for other rules. */
export function isForeign({ text }: Problem): boolean {
  return text.endsWith(WAY_OUT)
}

// One or two articles may be slips of the pen, whatever else is in the file.
const FEWEST = 3
const WAY_OUT = '是为别的制度写的;换成自己的制度时请删去 rules/asked 和 synonyms.yaml 里的 asked。'

function foreignFiles(first: string, count: number): Problem {
  if (count === 1) return { file: first, text: `这份文件${WAY_OUT}` }
  return { file: `${first} 等${count}个文件`, text: `这些文件${WAY_OUT}` }
}

/** The articles as questions name them, 'R03 2026 第八条', or as phrases do, whatever the version, 'R03 第八条'. */
function placesIn(documents: readonly RuleDocument[], named: 'with-year' | 'without'): Set<string> {
  return new Set(
    documents.flatMap(({ id, versions }) =>
      versions.flatMap(({ year, articles }) =>
        articles.map(({ label }) => (named === 'without' ? `${id} ${label}` : `${id} ${year} ${label}`)),
      ),
    ),
  )
}

function strayLines(file: string, lines: readonly AskedLine[], known: ReadonlySet<string>): Strays {
  const problems = new Map<string, Problem>()
  let [stray, placed] = [0, 0]
  for (const { answer, line } of lines) {
    if (answer === undefined) continue
    const place = `${answer.document} ${answer.version} ${answer.article}`
    if (known.has(place)) {
      placed++
      continue
    }
    stray++
    const text = `制度汇编里没有“${place}”,请改正编号、年份或条号,或者删去这些问题。`
    if (!problems.has(place)) problems.set(place, { file, line, text })
  }
  return { file, problems: [...problems.values()], areMost: stray > placed }
}

function strayPhrases(file: string, keys: readonly string[], known: ReadonlySet<string>): Strays {
  const strays = keys.filter(key => !known.has(key))
  const text = (key: string) => `asked 里的“${key}”在制度汇编里没有,请写成“R03 第八条”这样的编号和条号。`
  return {
    file,
    problems: strays.map(key => ({ file, text: text(key) })),
    areMost: strays.length > keys.length / 2,
  }
}
