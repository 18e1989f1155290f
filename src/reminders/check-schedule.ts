import { refuseUnknownKinds } from '../attendance/series.ts'
import { ConfigError } from '../config-file.ts'
import { dutiesOf } from '../duties/duties.ts'
import type { Office } from '../office.ts'
import type { Day } from '../calendar/day.ts'
import { readersOf } from '../duties/readers.ts'
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

/** A sentence for each duty whose basis exists, and not for those who are told of it: they are told without it. */
export function hiddenBases(office: Office, rules: Pick<RuleTexts, 'basis'>, day: Day): string[] {
  return dutiesOf(office).flatMap(({ name, basis, ...duty }) => {
    if (basis === undefined || rules.basis(basis, day, { kind: 'all' }) === undefined) return []
    return rules.basis(basis, day, readersOf(duty, office)) === undefined
      ? [`“${name}”的依据“${basis}”是内部制度,收到提醒的同志看不到,提醒里不写依据。`]
      : []
  })
}
