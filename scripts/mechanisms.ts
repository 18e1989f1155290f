/**
 * `node scripts/mechanisms.ts [--results FILE]`: docs/mechanisms.md explains each of the 93 mechanisms, and every row that
 * promises a behaviour names a test that exists and passes. The tests are run, unless vitest's own report of a run
 * (`--reporter=json`) is given.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const ROWS = 93

interface Row {
  number: number
  mechanism: string
  does: string
  why: string
  /** 'file › name', or '—' for a row that rightly has no behaviour. */
  tests: string[]
}

const { values } = parseArgs({ options: { results: { type: 'string' } } })
const rows = readRows(readFileSync('docs/mechanisms.md', 'utf8'))
const named = [...new Set(rows.flatMap(({ tests }) => tests))]
const passed = passedTests(values.results ?? runTests(named))
const problems = [...missingRows(rows), ...rows.flatMap(problemsOf)]
for (const problem of problems) console.error(problem)
const shown = rows.filter(({ tests }) => tests.length > 0).length
console.log(
  `${rows.length} of ${ROWS} mechanisms explained, ${shown} with a behaviour, ${named.length} tests named`,
)
process.exitCode = problems.length === 0 ? 0 : 1

function readRows(text: string): Row[] {
  return text.split('\n').flatMap(line => {
    const cells = line.split('|').map(cell => cell.trim())
    const [, number = '', mechanism = '', does = '', why = '', tests = ''] = cells
    if (!/^\d+$/.test(number)) return []
    const names = [...tests.matchAll(/`([^`]+)`/g)].map(match => match[1] ?? '')
    return [{ number: Number(number), mechanism, does, why, tests: names }]
  })
}

function missingRows(rows: readonly Row[]): string[] {
  const numbers = rows.map(({ number }) => number)
  const wanted = Array.from({ length: ROWS }, (_, index) => index + 1)
  return wanted
    .filter(number => numbers.filter(one => one === number).length !== 1)
    .map(number => `row ${number} does not stand in docs/mechanisms.md exactly once`)
}

function problemsOf({ number, does, why, tests }: Row): string[] {
  if (does === '' || why === '') return [`row ${number} says nothing of what is done or why`]
  if (tests.length === 0 && !does.startsWith('nothing')) return [`row ${number} names no test`]
  return tests
    .filter(test => !passed.has(test))
    .map(test => `row ${number}: no test passes under the name ${test}`)
}

function runTests(names: readonly string[]): string {
  const files = [...new Set(names.map(name => name.split(' › ')[0] ?? ''))]
  const directory = mkdtempSync(join(tmpdir(), 'qingfeng-mechanisms-'))
  const output = join(directory, 'results.json')
  spawnSync('npx', ['vitest', 'run', ...files, '--reporter=json', `--outputFile=${output}`], {
    stdio: 'ignore',
  })
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }))
  return output
}

/** 'test/file.test.ts › title' of every test that passed, with its own title and with its whole path of titles. */
function passedTests(file: string): Set<string> {
  // The shape is vitest's (and jest's) json report.
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as {
    testResults: {
      name: string
      assertionResults: { status: string; title: string; ancestorTitles: string[] }[]
    }[]
  }
  return new Set(
    testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === 'passed')
        .flatMap(({ title, ancestorTitles }) => {
          const path = name.slice(name.indexOf('/test/') + 1)
          return [`${path} › ${title}`, `${path} › ${[...ancestorTitles, title].join(' ')}`]
        }),
    ),
  )
}
