import { inflateRawSync } from 'node:zlib'
import readXlsx from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { registerWorkbook } from '../../src/attendance/export-xlsx.ts'
import type { MarkChange } from '../../src/attendance/registers/mark-change.ts'
import type { SessionRegisterInput } from '../../src/attendance/registers/session-register.ts'
import type { Session } from '../../src/attendance/session.ts'
import type { RegisterLine } from '../../src/attendance/tally.ts'

const session: Session = {
  id: 's1',
  branch: 'first',
  kind: 'book_club',
  title: '11月读书会',
  theme: '',
  place: '',
  startsAt: new Date('2026-11-25T07:00:00Z'),
  state: 'open',
}

function memberNamed(name: string, index: number): RegisterLine {
  const member = {
    personId: `p${index}`,
    userid: '',
    name,
    memberType: 'full' as const,
    partyGroup: name,
    department: '',
    aliases: [],
    rosterNumber: index,
  }
  return { member, mark: undefined }
}

function changeOf({ member }: RegisterLine): MarkChange {
  const at = new Date('2026-11-24T01:00:00Z')
  const { personId, name } = member
  return {
    personId,
    name,
    status: 'planned',
    source: 'self',
    reportedBy: name,
    saidAt: at,
    enteredAt: at,
    lateEntry: false,
    effect: 'changed',
  }
}

function inputWith(names: string[], more: Partial<Session> = {}): SessionRegisterInput {
  const expected = names.map(memberNamed)
  const about = { ...session, ...more }
  return {
    branchName: '第一党支部',
    session: about,
    register: { session: about, expected, guests: [], exempt: [] },
    changes: expected.map(changeOf),
    exportedAt: new Date('2026-11-28T01:12:20Z'),
  }
}

/** The parts of a zip by path, with the time each carries (year-month-day hour:minute). */
function partsOf(zip: Buffer): Map<string, { xml: string; times: string[] }> {
  const parts = new Map<string, { xml: string; times: string[] }>()
  let at = zip.readUInt32LE(zip.length - 6)
  for (let left = zip.readUInt16LE(zip.length - 12); left > 0; left -= 1) {
    const [size, nameLength, local] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ]
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const path = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const xml = inflateRawSync(zip.subarray(start, start + size)).toString('utf8')
    parts.set(path, { xml, times: [stampAt(zip, at + 12), stampAt(zip, local + 10)] })
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return parts
}

function stampAt(zip: Buffer, offset: number): string {
  const [time, date] = [zip.readUInt16LE(offset), zip.readUInt16LE(offset + 2)]
  return `${(date >> 9) + 1980}-${(date >> 5) & 15}-${date & 31} ${time >> 11}:${(time >> 5) & 63}:${(time & 31) * 2}`
}

async function partsWith(input: SessionRegisterInput) {
  return partsOf((await registerWorkbook(input)).bytes)
}

const HOSTILE = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '=HYPERLINK("http://x/","点我")',
  "'=1+1",
  '＝1+1',
  '＋1',
  '－1',
  '＠甲',
  "=cmd|' /C calc'!A0",
  '00123',
  '1E5',
  '2026-11-27',
  'TRUE',
  ' 空 格 ',
  '<b>&amp;</b>',
  ']]>',
  '第一行\n第二行',
  '欧阳娜娜·古丽',
  '张三\u200b',
  '\u202e三张',
  '👨‍👩‍👧',
  '䶮',
  'constructor',
  '__proto__',
  'toString',
]

test('whatever people type comes back as the same text, never as a formula, a number or a date', async () => {
  const input = inputWith(HOSTILE, { place: '=1+1', theme: '+cmd' })
  const { bytes } = await registerWorkbook({
    ...input,
    branchName: '=甲',
    registeredBy: '=1+1',
    checkedBy: '@x',
  })
  const [sheet, log] = await readXlsx(bytes, { trim: false })
  const shown = HOSTILE.map(name => name.replace('\r', '\n'))
  expect(sheet?.data.slice(3, 3 + HOSTILE.length).map(row => row[1])).toEqual(shown)
  expect(log?.data.slice(2, 2 + HOSTILE.length).map(row => row[6])).toEqual(shown)
  const cells = [...partsOf(bytes)]
    .filter(([path]) => path.startsWith('xl/worksheets/sheet'))
    .map(([, { xml }]) => xml)
    .join('')
  expect(cells.match(/<f[ >]/g)).toBeNull()
})

test('a cell that somebody typed stays text when it is edited later', async () => {
  const parts = await partsWith(inputWith(['=1+1']))
  const styles = parts.get('xl/styles.xml')!.xml
  const textFormat = /numFmtId="(\d+)" formatCode="@"/.exec(styles)?.[1]
  expect(textFormat).toBeDefined()
  const formats = [...styles.slice(styles.indexOf('<cellXfs')).matchAll(/<xf (?:numFmtId="(\d+)")?/g)].map(
    ([, id]) => id,
  )
  const cells = [...parts.get('xl/worksheets/sheet1.xml')!.xml.matchAll(/<c r="\w+" s="(\d+)" t="s">/g)]
  expect(cells.length).toBeGreaterThan(20)
  expect(cells.filter(([, style]) => formats[Number(style)] !== textFormat)).toEqual([])
})

test('control characters and half characters leave the file readable', async () => {
  const { bytes } = await registerWorkbook(inputWith(['甲\u0000乙\u0007', '丙\ud83d', '丁'.repeat(40_000)]))
  const [sheet] = await readXlsx(bytes, { trim: false })
  expect(sheet?.data.slice(3, 5).map(row => row[1])).toEqual(['甲乙', '丙'])
  expect(String(sheet?.data[5]?.[1])).toHaveLength(32_766)
})

test('the sheet prints on A4 landscape, one page wide, with the head rows and the notice on every page', async () => {
  const parts = await partsWith(inputWith(['刘芳']))
  const register = parts.get('xl/worksheets/sheet1.xml')!.xml
  expect(register).toContain(
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
  )
  expect(register).toContain('<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
  expect(register).toContain(
    '<oddFooter>&amp;L仅供支部内部管理使用,请勿外传&amp;R第&amp;P页 共&amp;N页</oddFooter>',
  )
  expect(register).toContain('<mergeCell ref="A1:H1"/>')
  expect(register).toMatch(/<pane [^>]*ySplit="3"/)
  const workbook = parts.get('xl/workbook.xml')!.xml
  expect(workbook).toContain(
    `<definedName name="_xlnm.Print_Titles" localSheetId="0">'到会登记表'!$1:$3</definedName>`,
  )
  expect(workbook).toContain(
    `<definedName name="_xlnm.Print_Titles" localSheetId="1">'变更记录'!$1:$2</definedName>`,
  )
  expect(parts.get('xl/styles.xml')!.xml).toContain('<name val="宋体"/><sz val="18"/><family val="2"/><b/>')
})

test('no cell is coloured, neither the ground nor the words', async () => {
  const styles = (await partsWith(inputWith(['刘芳']))).get('xl/styles.xml')!.xml
  expect(styles).not.toContain('patternType="solid"')
  expect([
    ...styles.slice(styles.indexOf('<fonts'), styles.indexOf('</fonts>')).matchAll(/<color rgb="(\w+)"/g),
  ]).toEqual([])
})

test('equal input gives equal bytes, and every part carries the time of the export in Shanghai', async () => {
  const [one, two] = [await registerWorkbook(inputWith(HOSTILE)), await registerWorkbook(inputWith(HOSTILE))]
  expect(one.bytes.equals(two.bytes)).toBe(true)
  expect(new Set([...partsOf(one.bytes).values()].flatMap(({ times }) => times))).toEqual(
    new Set(['2026-11-28 9:12:20']),
  )
})

test('a long theme gets a higher row, so that nothing is cut off', async () => {
  const heightOf = async (theme: string) => {
    const { xml } = (await partsWith(inputWith(['刘芳'], { theme }))).get('xl/worksheets/sheet1.xml')!
    return Number(/<row r="2" ht="([\d.]+)"/.exec(xml)?.[1])
  }
  expect([
    await heightOf('学习条例'),
    await heightOf('学习党支部工作条例'.repeat(5)),
    await heightOf('长'.repeat(3000)),
  ]).toEqual([22, 65, 409])
})
