import type { Trx } from '../ledger/ledger.ts'
import { branchNamed, type Office } from '../office.ts'
import { registerWorkbook } from './export-xlsx.ts'
import { readSessionRegister } from './registers/changes.ts'
import type { Session } from './session.ts'

/** The register of a session as an .xlsx file, as it stands now. */
export async function registerFile(
  db: Trx,
  office: Office,
  session: Session,
  now: Date,
): Promise<{ name: string; bytes: Buffer }> {
  const branch = branchNamed(office, session.branch)
  return registerWorkbook({
    branchName: branch?.name ?? session.branch,
    session,
    exportedAt: now,
    ...(branch?.kind === 'temporary' && { isTemporary: true }),
    ...(await readSessionRegister(db, session)),
  })
}
