import { addDays } from '../calendar/day.ts'
import type { RuleDocument, RuleVersion } from './document.ts'
import type { IssuedVersion } from './issued.ts'
import { type Problem, RuleBookError } from './problem.ts'

/** Orders versions into documents and works out when each ended. Throws RuleBookError when they contradict each other. */
export function linkVersions(issued: IssuedVersion[]): RuleDocument[] {
  const problems: Problem[] = []
  const byNumber = new Map<string, IssuedVersion>()
  for (const version of issued) {
    const twin = byNumber.get(version.number)
    if (twin) problems.push({ file: version.file, text: `发文字号 ${version.number} 与 ${twin.file} 重复。` })
    byNumber.set(version.number, version)
  }
  if (problems.length > 0) throw new RuleBookError(problems)
  for (const version of issued) {
    for (const number of version.supersedes) end(byNumber.get(number), version, 'superseded', problems)
    for (const number of version.abolishes) end(byNumber.get(number), version, 'abolished', problems)
    if (version.abolishedBy) version.endedBy = { number: version.abolishedBy, how: 'abolished' }
    if (version.amends && !byNumber.has(version.amends.number)) {
      problems.push({
        file: version.file,
        text: `所修改的 ${version.amends.number} 不在制度汇编里,请一并放入。`,
      })
    }
  }
  const documents = [...Map.groupBy(issued, version => version.documentId)].map(([id, versions]) => {
    versions.sort((a, b) => compare(a.effectiveFrom, b.effectiveFrom))
    endAtNext(versions.filter(version => !version.amends))
    for (const version of versions) endWithBase(version, byNumber)
    return { id, title: newestTitle(versions), versions }
  })
  for (const version of issued) problems.push(...contradictions(version))
  if (problems.length > 0) throw new RuleBookError(problems)
  return documents.sort((a, b) => compare(a.id, b.id))
}

/** The title of the newest version that is not an amendment; versions stand oldest first. */
export function newestTitle(versions: RuleVersion[]): string {
  return versions.findLast(version => !version.amends)?.title ?? ''
}

function end(
  target: IssuedVersion | undefined,
  by: IssuedVersion,
  how: 'superseded' | 'abolished',
  problems: Problem[],
): void {
  // The ended text need not be in the book.
  if (!target) return
  const lastDay = addDays(by.effectiveFrom, -1)
  if (target.effectiveTo !== undefined && target.effectiveTo !== lastDay) {
    const text = `effectiveTo 写的是 ${target.effectiveTo},但 ${by.number} 从 ${by.effectiveFrom} 起替代它,应为 ${lastDay}。`
    problems.push({ file: target.file, text })
  }
  target.effectiveTo = lastDay
  target.endedBy = { number: by.number, how }
}

/** A later full text of the same document replaces the earlier one even where its file does not say so. */
function endAtNext(versions: IssuedVersion[]): void {
  for (const [index, version] of versions.entries()) {
    const next = versions[index + 1]
    if (!next) continue
    version.effectiveTo ??= addDays(next.effectiveFrom, -1)
    version.endedBy ??= { number: next.number, how: 'superseded' }
  }
}

/** An amendment ends with the text that it amends. */
function endWithBase(version: IssuedVersion, byNumber: Map<string, IssuedVersion>): void {
  const base = version.amends && byNumber.get(version.amends.number)
  if (!base?.endedBy || base.effectiveTo === undefined) return
  version.effectiveTo ??= base.effectiveTo
  version.endedBy ??= base.endedBy
}

function contradictions(version: IssuedVersion): Problem[] {
  const { file, effectiveFrom, effectiveTo, trialUntil } = version
  const problems: Problem[] = []
  if (effectiveTo !== undefined && effectiveTo < effectiveFrom) {
    problems.push({
      file,
      text: `终止日期 ${effectiveTo} 早于施行日期 ${effectiveFrom},请核对 effectiveFrom 和 effectiveTo。`,
    })
  }
  if (trialUntil !== undefined && trialUntil < effectiveFrom) {
    problems.push({ file, text: `试行期 ${trialUntil} 早于施行日期 ${effectiveFrom},请核对 trialUntil。` })
  }
  if (version.endedBy && effectiveTo === undefined) {
    problems.push({ file, text: '已废止的制度请写 effectiveTo(最后有效的一天)。' })
  }
  return problems
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
