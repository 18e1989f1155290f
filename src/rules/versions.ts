import type { Day } from '../calendar/day.ts'
import type { RuleDocument, RuleStatus, RuleVersion } from './document.ts'

/** Where a version stands on a day. A trial period that ran out without a successor counts as ended. */
export function statusOn(version: RuleVersion, day: Day): RuleStatus {
  if (day < version.effectiveFrom) return 'notYetInForce'
  if (version.effectiveTo !== undefined && day > version.effectiveTo)
    return version.endedBy?.how ?? 'abolished'
  if (!version.trial) return 'inForce'
  return version.trialUntil !== undefined && day > version.trialUntil ? 'abolished' : 'trial'
}

/** The full text in force on a day, without amendments. */
export function versionOn(document: RuleDocument, day: Day): RuleVersion | undefined {
  return document.versions.findLast(
    version => !version.amends && ['inForce', 'trial'].includes(statusOn(version, day)),
  )
}

/** The full text before this one. */
export function versionBefore(document: RuleDocument, version: RuleVersion): RuleVersion | undefined {
  return document.versions.findLast(other => !other.amends && other.effectiveFrom < version.effectiveFrom)
}
