import type { RuleVersion } from './document.ts'
import { importedMark } from './imported.ts'
import { loadRuleBook, partOfBook, type RuleBook } from './rule-book.ts'

/** Who asks, as far as it decides what exists: anyone at all, members of the office in these groups, or everything. */
export type Audience = { kind: 'anyone' } | { kind: 'groups'; names: readonly string[] } | { kind: 'all' }

/** The office's rules as they are now; imports are seen without a restart. */
export interface Shelf {
  /** The rules that exist for an audience. */
  for(audience: Audience): RuleBook
}

/**
 * Opens the rules of CONFIG_DIR and DATA_DIR. Each question looks once whether the list of imported files was replaced;
 * a book that cannot be read leaves the last good one in use and is told to `failed`, once. Throws at the start.
 */
export function openShelf(
  {
    configDirectory,
    dataDirectory,
    askInstead,
  }: { configDirectory: string; dataDirectory: string; askInstead: string },
  failed: (error: unknown) => void,
): Shelf {
  let mark = importedMark(dataDirectory)
  let partFor = partsOf(loadRuleBook(configDirectory, askInstead, dataDirectory))
  return {
    for(audience) {
      const seen = importedMark(dataDirectory)
      if (seen !== mark) {
        mark = seen
        try {
          partFor = partsOf(loadRuleBook(configDirectory, askInstead, dataDirectory))
        } catch (error) {
          failed(error)
        }
      }
      return partFor(audience)
    },
  }
}

/** The parts of one book. Audiences for whom the same versions exist share one part. */
function partsOf(book: RuleBook): (audience: Audience) => RuleBook {
  const versions = book.documents.flatMap(document => document.versions)
  const parts = new Map<string, RuleBook>()
  return audience => {
    const visible = versions.filter(version => existsFor(version, audience))
    if (visible.length === versions.length) return book
    const key = visible.map(({ number }) => number).join(' ')
    const part = parts.get(key) ?? partOfBook(book, version => existsFor(version, audience))
    parts.set(key, part)
    return part
  }
}

/** Whether a version exists for an audience. */
export function existsFor({ sharing, groups }: RuleVersion, audience: Audience): boolean {
  if (sharing === 'public' || audience.kind === 'all') return true
  if (audience.kind === 'anyone') return false
  return groups === undefined || groups.some(name => audience.names.includes(name))
}
