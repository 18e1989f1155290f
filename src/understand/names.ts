/** A person as the roster of this chat's branch shows them. */
export interface NameEntry {
  personId: string
  name: string
  /** What tells two people of one name apart: 大, 档案室. */
  tag?: string
  aliases: string[]
}

/** All spellings of a roster, looked up by substring: built once per roster version. */
export interface NameIndex {
  /** The people whom a spelling may mean, ids in roster order. */
  people: ReadonlyMap<string, readonly string[]>
  /** Per first character the lengths to try, longest first. */
  lengths: ReadonlyMap<string, readonly number[]>
  /** Spellings that are a guess (小王, a given name): even a single match is asked about. */
  guesses: ReadonlySet<string>
  /** Full names, which a person may sign with; the rest are nicknames and role words. */
  fullNames: ReadonlySet<string>
}

export type Resolved = { found: string } | { ambiguous: string[] } | { unknown: true }

export function buildNameIndex(entries: NameEntry[]): NameIndex {
  const people = new Map<string, string[]>()
  const add = (written: string, id: string) => {
    const known = people.get(written)
    if (known === undefined) people.set(written, [id])
    else if (!known.includes(id)) known.push(id)
  }
  const fullNames = new Set<string>()
  for (const entry of entries) {
    const name = spelled(entry.name)
    fullNames.add(name)
    for (const tagged of taggedNames(name, entry.tag)) fullNames.add(tagged)
    for (const alias of entry.aliases)
      if (spelled(alias).startsWith(`${name}(`)) fullNames.add(spelled(alias))
    for (const written of [name, ...entry.aliases.map(spelled), ...taggedNames(name, entry.tag)]) {
      if (written.length > 0) add(written, entry.personId)
    }
  }
  const guesses = new Set<string>()
  for (const entry of entries) {
    for (const guess of guessedNames(spelled(entry.name))) {
      if (people.has(guess) && !guesses.has(guess)) continue
      guesses.add(guess)
      add(guess, entry.personId)
    }
  }
  return { people, lengths: lengthsByFirst(people.keys()), guesses, fullNames }
}

/** Whom a written name means. A guess with one candidate comes back as ambiguous: it has to be confirmed. */
export function resolveName(index: NameIndex, written: string): Resolved {
  const name = spelled(written).replace(/(?<=.)(同志|本人)$/, '')
  const ids = index.people.get(name)
  if (ids === undefined) return { unknown: true }
  const [only] = ids
  return only !== undefined && ids.length === 1 && !index.guesses.has(name)
    ? { found: only }
    : { ambiguous: [...ids] }
}

/** The length of the longest spelling that starts here, 0 if none does. */
export function nameLengthAt(index: NameIndex, text: string, at: number): number {
  const first = text[at]
  if (first === undefined) return 0
  for (const length of index.lengths.get(first) ?? []) {
    if (at + length <= text.length && index.people.has(text.slice(at, at + length))) return length
  }
  return 0
}

function spelled(written: string): string {
  return written
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^@/, '')
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
}

function taggedNames(name: string, tag: string | undefined): string[] {
  if (tag === undefined || tag === '') return []
  return [
    `${name}(${tag})`,
    `${name}${tag}`,
    `${tag}${name}`,
    `${tag}的${name}`,
    `${name} ${tag}`,
    `${tag} ${name}`,
  ]
}

/** Nicknames that follow from a full name: 小王, 老王, the given name without the surname. */
function guessedNames(name: string): string[] {
  const surname = name.slice(0, 1)
  const given = name.length === 3 ? [name.slice(1)] : []
  return name.length < 2 || name.length > 4 ? [] : [`小${surname}`, `老${surname}`, ...given]
}

function lengthsByFirst(spellings: Iterable<string>): Map<string, number[]> {
  const sets = new Map<string, Set<number>>()
  for (const spelling of spellings) {
    const first = spelling.slice(0, 1)
    const lengths = sets.get(first) ?? new Set()
    sets.set(first, lengths.add(spelling.length))
  }
  return new Map([...sets].map(([first, lengths]) => [first, [...lengths].sort((a, b) => b - a)]))
}
