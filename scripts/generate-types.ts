import { readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

/** Which types come from which description. */
const GENERATED = [{ from: 'config/wecom-api.yaml', to: 'src/wecom/api.gen.d.ts' }]

/**
 * `node scripts/generate-types.ts` writes the types of the API descriptions; with `--check` it writes nothing and ends
 * with 1 when a file is not what its description gives.
 */
async function run(check: boolean): Promise<number> {
  const stale = []
  for (const { from, to } of GENERATED) {
    const types = await typesOf(from)
    if ((await contentOf(to)) === types) continue
    stale.push(to)
    if (!check) await writeFile(inProject(to), types)
  }
  for (const file of stale)
    console.log(check ? `${file} is out of date: run node scripts/generate-types.ts` : `${file} written`)
  return check && stale.length > 0 ? 1 : 0
}

async function typesOf(description: string): Promise<string> {
  const types = astToString(await openapiTS(inProject(description)))
  return `// Generated from ${description} by scripts/generate-types.ts. Change the description instead.\n\n${types}`
}

async function contentOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(inProject(file), 'utf8')
  } catch {
    return undefined
  }
}

function inProject(path: string): URL {
  return new URL(`../${path}`, import.meta.url)
}

process.exitCode = await run(process.argv.includes('--check'))
