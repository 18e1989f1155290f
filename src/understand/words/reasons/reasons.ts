/** Reasons of one kind that people give for staying away. */
export interface Reasons {
  about: string
  words: readonly string[]
}
