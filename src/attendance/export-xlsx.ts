import writeXlsxFile from 'write-excel-file/node'
import type { RegisterSheet } from './registers/cells.ts'
import { changeLogSheet } from './registers/change-log.ts'
import { registerFileName } from './registers/file-name.ts'
import { printSetup } from './registers/print-setup.ts'
import { sessionRegisterSheet, type SessionRegisterInput } from './registers/session-register.ts'
import { stampZip } from './registers/zip-time.ts'

const FONT = { fontFamily: '宋体', fontSize: 11 }

/** The register of one session as a file: 到会登记表, and 变更记录 behind it. Equal input gives equal bytes. */
export async function registerWorkbook(
  input: SessionRegisterInput,
): Promise<{ name: string; bytes: Buffer }> {
  const { branchName, session, changes, exportedAt } = input
  const sheets = [sessionRegisterSheet(input), changeLogSheet(branchName, session, changes)]
  return { name: registerFileName(branchName, session), bytes: await xlsxBytes(sheets, exportedAt) }
}

/** Sheets as the bytes of an .xlsx file: A4 landscape, one page wide, head rows frozen and printed on every page. */
export async function xlsxBytes(sheets: RegisterSheet[], at: Date): Promise<Buffer> {
  const pages = sheets.map(({ name, widths, headRows, headColumns, rows }) => ({
    sheet: name,
    data: rows,
    columns: widths.map(width => ({ width })),
    orientation: 'landscape' as const,
    stickyRowsCount: headRows,
    ...(headColumns !== undefined && { stickyColumnsCount: headColumns }),
  }))
  const bytes = await writeXlsxFile(pages, { ...FONT, features: [printSetup(sheets)] }).toBuffer()
  return stampZip(bytes, at)
}
