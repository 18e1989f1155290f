import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, readConfigFile } from '../config-file.ts'
import { HolidayFile, type HolidayTable } from './holidays.ts'

/**
 * Reads every <year>.yaml of config/holidays, in order of years. A broken file is a ConfigError in words; a folder without
 * files is fine, because a year without a table never stops the start.
 */
export function readHolidayTables(folder: string): HolidayTable[] {
  return yamlFiles(folder).map(name => {
    const table = readConfigFile(join(folder, name), HolidayFile)
    if (name !== `${table.year}.yaml`)
      throw new ConfigError(`holidays/${name} 里写的是 ${table.year} 年。请改文件名,或改 year。`)
    return table
  })
}

function yamlFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.yaml'))
      .toSorted()
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw new ConfigError(`读不到 ${folder}。请检查这个文件夹的权限。`, { cause })
  }
}
