import type { MarkRequest } from '../../talk/conversation.ts'

/** The last edition of a chain (接龙): what each line said, by person. No words of the chain are kept. */
export interface ChainEdition {
  /** Person id to status and kind of leave, as `lineOf` writes them. */
  lines: Readonly<Record<string, string>>
  /** Digests of the names that the keeper has been told of. */
  told: readonly string[]
  /** Names that wait until the keeper writes in private, because nobody can be written to. */
  untold: readonly string[]
}

export const noEdition: ChainEdition = { lines: {}, told: [], untold: [] }

export interface ChainDifference {
  /** New lines and lines that say something else than before. */
  changed: MarkRequest[]
  /** People whose line is gone. They did not withdraw: two who edit at once overwrite each other. */
  vanished: string[]
}

/** What is new in an edition. Every edition repeats the whole list, so what stands in both is no news. */
export function differenceTo(last: ChainEdition, requests: MarkRequest[]): ChainDifference {
  const now = new Set(requests.map(({ personId }) => personId))
  return {
    changed: requests.filter(request => last.lines[request.personId] !== lineOf(request)),
    vanished: Object.keys(last.lines).filter(personId => !now.has(personId)),
  }
}

/** The lines to remember: those of this edition, and those that vanished from it. */
export function linesAfter(last: ChainEdition, requests: MarkRequest[]): Record<string, string> {
  return {
    ...last.lines,
    ...Object.fromEntries(requests.map(request => [request.personId, lineOf(request)])),
  }
}

function lineOf({ status, leaveType }: MarkRequest): string {
  return leaveType === undefined ? status : `${status} ${leaveType}`
}
