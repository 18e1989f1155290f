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
 * What is wrong with ways of asking that name a rule, a version, a title or an article which the book does not hold: once for
 * each article, but one sentence for all files that were written for other rules.
 */
export function strayProblems(
  documents: readonly RuleDocument[],
  lines: readonly AskedLine[],
  { file, asked }: { file: string; asked: Synonyms['asked'] },
): Problem[] {
  const known = placesIn(documents, 'with-year')
  const byFile = [...Map.groupBy(lines, line => line.file)].map(([name, own]) => strayLines(name, own, known))
  const all = [strayPhrases(file, asked, placesIn(documents, 'without')), ...byFile]
  const foreign = all.filter(({ areMost, problems }) => areMost && problems.length >= FEWEST)
  const [first, second] = foreign
  // One sentence about the title says more than that the file is about other rules.
  if (first === undefined || (second === undefined && textsOf(first).size === 1)) return all.flatMap(onceEach)
  const others = all.filter(one => !foreign.includes(one)).flatMap(onceEach)
  return [foreignFiles(first.file, foreign.length), ...others]
}

/** The same sentence stands for all articles of a rule. */
function onceEach({ problems }: Strays): Problem[] {
  return [...Map.groupBy(problems, ({ text }) => text).values()].flatMap(same => same.slice(0, 1))
}

function textsOf({ problems }: Strays): Set<string> {
  return new Set(problems.map(({ text }) => text))
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

/** The titles under which the book holds a place that ways of asking name; undefined where it holds no such article. */
type TitlesAt = (place: string) => readonly string[] | undefined

/** The articles as questions name them, 'R03 2026 第八条', or as phrases do, whatever the version, 'R03 第八条'. */
function placesIn(documents: readonly RuleDocument[], named: 'with-year' | 'without'): TitlesAt {
  const titles = new Map<string, string[]>()
  for (const { id, versions } of documents)
    for (const { year, title, articles } of versions)
      for (const { label } of articles) {
        const place = named === 'without' ? `${id} ${label}` : `${id} ${year} ${label}`
        titles.set(place, [...(titles.get(place) ?? []), title])
      }
  return place => titles.get(place)
}

/** Whether ways of asking were written for a rule of this title; brackets and spaces do not matter. */
function isFor(title: string, titles: readonly string[]): boolean {
  return titles.some(one => plain(one) === plain(title))
}

function plain(title: string): string {
  return title.normalize('NFKC').replace(/[\s《》〈〉]/g, '')
}

function otherTitle(rule: string, title: string, titles: readonly string[]): string {
  return `“${rule} ${title}”与制度汇编不符,汇编里的 ${rule} 是《${titles.at(-1) ?? ''}》。请改正,或者删去写在它下面的问法。`
}

function strayLines(file: string, lines: readonly AskedLine[], titlesAt: TitlesAt): Strays {
  const problems = new Map<string, Problem>()
  let [stray, placed] = [0, 0]
  for (const { answer, line } of lines) {
    if (answer === undefined) continue
    const rule = `${answer.document} ${answer.version}`
    const place = `${rule} ${answer.article}`
    const titles = titlesAt(place)
    if (titles !== undefined && isFor(answer.title, titles)) {
      placed++
      continue
    }
    stray++
    const text =
      titles === undefined
        ? `制度汇编里没有“${place}”,请改正编号、年份或条号,或者删去这些问题。`
        : otherTitle(rule, answer.title, titles)
    if (!problems.has(place)) problems.set(place, { file, line, text })
  }
  return { file, problems: [...problems.values()], areMost: stray > placed }
}

function strayPhrases(file: string, asked: Synonyms['asked'], titlesAt: TitlesAt): Strays {
  const problems = [...asked].flatMap(([place, { title }]): Problem[] => {
    const titles = titlesAt(place)
    if (titles === undefined)
      return [{ file, text: `asked 里的“${place}”在制度汇编里没有,请改正编号或条号,或者删去这一行。` }]
    const [id = ''] = place.split(' ')
    return isFor(title, titles) ? [] : [{ file, text: `asked 里的${otherTitle(id, title, titles)}` }]
  })
  return { file, problems, areMost: problems.length > asked.size / 2 }
}
