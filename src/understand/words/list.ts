/** A word list as it is written in the data files beside this one: words separated by white space. */
export function words(list: string): string[] {
  return list.split(/\s+/).filter(word => word !== '')
}

/** The words as the inside of a regular expression, longest first, with nothing in them taken as syntax. */
export function anyOf(list: readonly string[]): string {
  return [...list]
    .sort((a, b) => b.length - a.length)
    .map(word => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('|')
}

/** A pattern from alternatives that are separated by white space: one phrase of people's speech beside the other. */
export function phrases(list: string, flags = ''): RegExp {
  return new RegExp(words(list).join('|'), flags)
}
