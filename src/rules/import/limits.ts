/** What a document may cost before and while it is read. A rule of an office is far below all of this. */
export const MEBIBYTE = 1024 * 1024

export const MOST_BYTES = 20 * MEBIBYTE
export const MOST_ENTRIES = 2000
export const MOST_UNPACKED = 100 * MEBIBYTE
export const MOST_RATIO = 100
/** Below this size a high ratio is no bomb: an empty table packs as well. */
export const RATIO_COUNTS_FROM = 8 * MEBIBYTE
/** One part of a container; more than this is no text of a rule. */
export const MOST_PART = 24 * MEBIBYTE
export const MOST_DEPTH = 256
export const MOST_PAGES = 500
export const MOST_ROWS = 20_000
export const MOST_COLUMNS = 100
/** Characters of text in all, and in one line. */
export const MOST_TEXT = 1_000_000
export const LONGEST_LINE = 8000
export const MOST_LINES = 30_000
export const MOST_ARTICLES = 3000
/** The reading process: how long it may take, and how much memory it may hold. */
export const READING_MS = 4500
export const READING_HEAP_MIB = 160
export const READING_MEMORY = 260 * MEBIBYTE
