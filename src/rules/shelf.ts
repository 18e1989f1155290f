import type { RuleVersion } from './document.ts'
import { importedMark, importedNames, isImported } from './imported.ts'
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
 * a book that cannot be read leaves the last good one in use, but for what was withdrawn, and is told to `failed`, once.
 * Throws at the start.
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
  let book = loadRuleBook(configDirectory, askInstead, dataDirectory)
  let partFor = partsOf(book)
  return {
    for(audience) {
      const seen = importedMark(dataDirectory)
      if (seen !== mark) {
        mark = seen
        try {
          book = loadRuleBook(configDirectory, askInstead, dataDirectory)
        } catch (error) {
          failed(error)
          book = withoutWithdrawn(book, dataDirectory)
        }
        partFor = partsOf(book)
      }
      return partFor(audience)
    },
  }
}

/** The book without the imported texts that no longer count, and without amendments of them; as it is with a broken list. */
function withoutWithdrawn(book: RuleBook, dataDirectory: string): RuleBook {
  const counting = importedNames(dataDirectory)
  if (counting === undefined) return book
  const counts = ({ file }: RuleVersion) => !isImported(file) || counting.has(file)
  const gone = new Set(
    book.documents.flatMap(({ versions }) =>
      versions.filter(version => !counts(version)).map(({ number }) => number),
    ),
  )
  if (gone.size === 0) return book
  return partOfBook(book, version => counts(version) && !gone.has(version.amends?.number ?? ''))
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
