import { parse } from 'csv-parse/sync'
import {
  MEMBER_TYPES,
  memberTypeNames,
  ROLES,
  roleNames,
  type MemberType,
  type Role,
} from '../talk/person.ts'

/** One line of a roster file, checked. `userid` is empty for a person without an account. */
export interface RosterRow {
  userid: string
  name: string
  memberType: MemberType
  partyGroup: string
  department: string
  role?: Role
  tag?: string
  aliases: string[]
}

/** The file cannot be imported; every problem is a sentence with its line. Nothing was changed. */
export class RosterFileError extends Error {
  override readonly name = 'RosterFileError'
}

const HEADERS: Record<string, string> = {
  账号: 'userid',
  姓名: 'name',
  党员类别: 'memberType',
  党小组: 'partyGroup',
  科室: 'department',
  部门: 'department',
  职务: 'role',
  区分标记: 'tag',
  别名: 'aliases',
}
const COLUMNS = ['userid', 'name', 'memberType', 'partyGroup', 'department', 'role', 'tag', 'aliases']
const NEEDED = ['userid', 'name', 'memberType']
const MOST_ROWS = 20_000
// Title, unit and day of a printed list stand above its header.
const MOST_TITLES = 6
const MOST_BYTES = 5 * 1024 * 1024

/** Reads a roster from CSV bytes: UTF-8 or GB18030, header in English or Chinese. Throws RosterFileError. */
export function readRosterCsv(bytes: Uint8Array): RosterRow[] {
  if (bytes.length > MOST_BYTES)
    throw new RosterFileError('文件超过 5 MB。名单一般只有几十 KB,请检查是不是选错了文件。')
  return readRosterTable(parseCsv(decode(bytes)))
}

/** Reads a roster from rows of cells; a title may stand over the header, and rows may be empty. Throws RosterFileError. */
export function readRosterTable(table: string[][]): RosterRow[] {
  const headerAt = Math.max(table.slice(0, MOST_TITLES).findIndex(isHeader), 0)
  const columns = columnsOf(table[headerAt] ?? [])
  checkHeader(columns)
  const lines = table
    .map((cells, index) => ({ cells, line: index + 1 }))
    .filter(({ cells, line }) => line > headerAt + 1 && cells.some(cell => cell.trim() !== ''))
  if (lines.length > MOST_ROWS)
    throw new RosterFileError(`名单有 ${lines.length} 行,一次最多导入 ${MOST_ROWS} 行。`)
  const problems: string[] = []
  const rows = lines.map(({ cells, line }) => ({ line, row: readRow(columns, cells, line, problems) }))
  refuseDuplicates(rows, problems)
  if (rows.length === 0) problems.push('名单里没有人。第一行是表头,从第二行起每行一人。')
  if (problems.length > 0) throw new RosterFileError(summary(problems))
  return rows.map(({ row }) => row)
}

function isHeader(cells: string[]): boolean {
  const columns = columnsOf(cells)
  return NEEDED.every(column => columns.includes(column))
}

/** Our names of the columns; '' for one that is passed over. */
function columnsOf(header: string[]): string[] {
  return header.map(cell => cell.trim()).map(cell => HEADERS[cell] ?? (cell === '序号' ? '' : cell))
}

function decode(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (!text.includes('\0')) return text
    } catch {
      // Not this encoding: the next one is tried, and the sentence below says what to do when none fits.
    }
  }
  throw new RosterFileError('看不懂文件的编码。请在 Excel 或 WPS 里另存为“CSV UTF-8(逗号分隔)”再导入。')
}

function parseCsv(text: string): string[][] {
  try {
    // Empty lines stay, so that a problem is told with the line of the file.
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relaxColumnCount: true,
      trim: true,
    }) as string[][]
  } catch (cause) {
    throw new RosterFileError('不是正确的 CSV:多半是某个引号没有成对。请用 Excel 或 WPS 重新另存为 CSV。', {
      cause,
    })
  }
}

/** What stands between the cells: a comma, or what other sheets and countries write; the header shows it. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 2000).split('\n', MOST_TITLES).join('\n')
  const [best] = [',', ';', '\t'].toSorted((a, b) => head.split(b).length - head.split(a).length)
  return best ?? ','
}

function checkHeader(columns: string[]): void {
  const missing = NEEDED.filter(column => !columns.includes(column))
  if (missing.length > 0)
    throw new RosterFileError(
      `缺少列 ${missing.join('、')}。表头应为:${COLUMNS.join(',')}(没有账号的人 userid 留空)。`,
    )
  const unknown = columns.filter(column => column !== '' && !COLUMNS.includes(column))
  if (unknown.length > 0)
    throw new RosterFileError(`不认识的列 ${unknown.join('、')}。表头应为:${COLUMNS.join(',')}。`)
  const twice = columns.find((column, index) => column !== '' && columns.indexOf(column) !== index)
  if (twice !== undefined) throw new RosterFileError(`列 ${twice} 出现了两次,请删去一列。`)
}

function readRow(columns: string[], cells: string[], line: number, problems: string[]): RosterRow {
  const cell = (column: string) =>
    (cells[columns.indexOf(column)] ?? '')
      .normalize('NFKC')
      .replace(/\p{Cf}/gu, '')
      .trim()
  // 刘 芳: two characters are often spread out to the width of three.
  const name = cell('name').replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
  if (name === '' || name.length > 30) problems.push(`第 ${line} 行:姓名应为 1 到 30 个字。`)
  if (cells.length > columns.length)
    problems.push(`第 ${line} 行:比表头多了 ${cells.length - columns.length} 列,请检查逗号。`)
  const memberType = coded(cell('memberType'), MEMBER_TYPES, memberTypeNames)
  if (memberType === undefined)
    problems.push(
      `第 ${line} 行:党员类别应为 ${MEMBER_TYPES.map(type => `${type}(${memberTypeNames[type]})`).join('、')} 之一。`,
    )
  const role = cell('role') === '' ? undefined : coded(cell('role'), ROLES, roleNames)
  if (cell('role') !== '' && role === undefined)
    problems.push(
      `第 ${line} 行:职务应留空,或为 ${ROLES.map(code => `${code}(${roleNames[code]})`).join('、')} 之一。`,
    )
  const userid = cell('userid')
  if (!/^[0-9A-Za-z_.@-]{0,64}$/.test(userid))
    problems.push(`第 ${line} 行:userid 只能是 64 位以内的字母、数字和 _ - . @。`)
  const tag = cell('tag')
  return {
    userid,
    name,
    memberType: memberType ?? 'nonMember',
    partyGroup: cell('partyGroup'),
    department: cell('department'),
    ...(role !== undefined && { role }),
    ...(tag !== '' && { tag }),
    aliases: [
      ...new Set(
        cell('aliases')
          .split('|')
          .map(alias => alias.trim())
          .filter(alias => alias !== ''),
      ),
    ],
  }
}

function coded<Code extends string>(
  value: string,
  codes: readonly Code[],
  names: Record<Code, string>,
): Code | undefined {
  return codes.find(code => code === value || names[code] === value)
}

function refuseDuplicates(rows: readonly { line: number; row: RosterRow }[], problems: string[]): void {
  const lineByUserid = new Map<string, number>()
  const lineByNameTag = new Map<string, number>()
  for (const { line, row } of rows) {
    const { userid, name, tag = '' } = row
    const key = userid.toLowerCase()
    const before = key === '' ? undefined : lineByUserid.get(key)
    if (before !== undefined) problems.push(`第 ${line} 行:userid 与第 ${before} 行相同。`)
    if (key !== '') lineByUserid.set(key, line)
    const twin = lineByNameTag.get(`${name}|${tag}`)
    if (twin !== undefined)
      problems.push(`第 ${line} 行:与第 ${twin} 行同名,请在 tag(区分标记)里写上科室等,以便区分。`)
    lineByNameTag.set(`${name}|${tag}`, line)
  }
}

function summary(problems: string[]): string {
  const more = problems.length > 10 ? [`……共 ${problems.length} 处问题。`] : []
  return ['名单没有导入,请先改正:', ...problems.slice(0, 10), ...more].join('\n')
}
