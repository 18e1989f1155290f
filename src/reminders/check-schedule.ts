import { refuseUnknownKinds } from '../attendance/series.ts'
import { ConfigError } from '../config-file.ts'
import { dutiesOf } from '../duties/duties.ts'
import type { Office } from '../office.ts'
import type { RuleTexts } from '../rules/basis.ts'

/** Throws a ConfigError in words when the series or duties of office.yaml cannot be planned. Call it at the start. */
export function checkSchedule(office: Office, rules: Pick<RuleTexts, 'knows'>): void {
  refuseUnknownKinds(office)
  const stray = dutiesOf(office).find(({ basis }) => basis !== undefined && !rules.knows(basis))
  if (stray !== undefined)
    throw new ConfigError(
      `office.yaml:“${stray.name}”的依据“${stray.basis}”在制度汇编里没有,请检查 duties 里的 basis。`,
    )
}
