import { type Article, type RuleVersion, textOf } from './document.ts'
import { normalise, termsOf } from './tokens.ts'

// Below this two articles share no more than the usual words of rules.
const ENOUGH = 0.45

/** The article of another version that speaks about the same thing; undefined when none comes near. */
export function counterpartOf(article: Article, version: RuleVersion): Article | undefined {
  const pairs = pairsOf(article)
  const rated = version.articles.map(other => ({ other, likeness: likeness(article, pairs, other) }))
  const best = rated.reduce((a, b) => (b.likeness > a.likeness ? b : a), { other: article, likeness: 0 })
  return best.likeness >= ENOUGH ? best.other : undefined
}

/** Whether two articles say the same in the same words. */
export function sameWords(a: Article, b: Article): boolean {
  return textOf(a) === textOf(b)
}

/** Common pairs of characters (Dice), with credit for a like caption and the same place. */
function likeness(article: Article, pairs: Set<number>, other: Article): number {
  const others = pairsOf(other)
  const common = [...pairs].filter(pair => others.has(pair)).length
  const samePlace = article.label === other.label ? 0.1 : 0
  return dice(common, pairs.size, others.size) + 0.4 * likeCaption(article.caption, other.caption) + samePlace
}

function likeCaption(a = '', b = ''): number {
  return dice([...a].filter(char => b.includes(char)).length, a.length, b.length)
}

function dice(common: number, a: number, b: number): number {
  return (2 * common) / Math.max(1, a + b)
}

// Every older article is held against every newer one, so the pairs of each are taken once.
const known = new WeakMap<Article, Set<number>>()

function pairsOf(article: Article): Set<number> {
  const held = known.get(article)
  if (held) return held
  const pairs = new Set(termsOf(normalise(textOf(article))).bigrams)
  known.set(article, pairs)
  return pairs
}
