import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'

interface Written {
  groups: object[]
  series: object[]
  duties: object[]
  [key: string]: unknown
}

/** A copy of the sample configuration with another office.yaml. Returns its directory. */
export function officeFiles(change: (office: Written) => Partial<Written>): string {
  const directory = mkdtempSync(join(tmpdir(), 'qingfeng-config-'))
  cpSync('config', directory, { recursive: true })
  const file = join(directory, 'office.yaml')
  const office = parse(readFileSync(file, 'utf8')) as Written
  writeFileSync(file, stringify({ ...office, ...change(office) }))
  return directory
}
