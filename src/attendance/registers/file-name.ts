import type { Session } from '../session.ts'
import { kindNameOf, monthInWords } from './texts.ts'

// What Windows, WPS and a shell cannot take in a file name, and marks that turn the reading direction.
const UNSAFE = /[\\/:*?"<>|\s.\p{Cc}\p{Cf}\p{Cs}]+/gu
const LONGEST_PART = 40

/** '第一党支部_主题党日_2026年11月.xlsx', safe as a file name everywhere. */
export function registerFileName(branchName: string, session: Session): string {
  return `${[branchName, kindNameOf(session)].map(safe).join('_')}_${monthInWords(session.startsAt)}.xlsx`
}

/** '第一党支部_三会一课完成情况_2026年.xlsx' */
export function periodFileName(branchName: string, what: string, period: string): string {
  return `${[branchName, what].map(safe).join('_')}_${period}.xlsx`
}

function safe(part: string): string {
  return [...part.replace(UNSAFE, '-')].slice(0, LONGEST_PART).join('')
}
