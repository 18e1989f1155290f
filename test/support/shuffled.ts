import type { Random } from './fuzz/random.ts'

/** The same items in another order, each as likely as the other. */
export function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  const mixed = [...items]
  for (let left = mixed.length - 1; left > 0; left -= 1) {
    const other = random.int(left + 1)
    ;[mixed[left], mixed[other]] = [mixed[other]!, mixed[left]!]
  }
  return mixed
}
