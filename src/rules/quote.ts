import { type Article, textOf } from './document.ts'
import { type Expected, offers } from './expects.ts'
import type { Question } from './question.ts'
import { normalise, termsOf } from './tokens.ts'

/** Words taken literally from an article; `paragraph` is the 款, from 1, when the article has several. */
export interface Quote {
  quote: string
  paragraph?: number
}

// Up to this many characters an article is quoted whole: members read a whole rule rather than a torn one.
const WHOLE_LENGTH = 130

/** Picks the words of an article that decide a question: the whole of a short one, else its best 款 or sentences. */
export function quoteFor(article: Article, question: Question, expected: Expected | undefined): Quote {
  const whole = textOf(article)
  if (whole.length <= WHOLE_LENGTH) return literal({ quote: whole }, article)
  const wanted = wantedPairs(question)
  const worth = (text: string) => worthOf(text, wanted, expected)
  const paragraphs = article.paragraphs.map(({ text }, index) => ({
    text,
    number: index + 1,
    worth: worth(text),
  }))
  const best = paragraphs.reduce(
    (a, b) => (b.worth > a.worth ? b : a),
    paragraphs[0] ?? { text: whole, number: 1, worth: 0 },
  )
  const quote = best.text.length <= WHOLE_LENGTH ? best.text : bestSentences(best.text, worth)
  return literal(paragraphs.length > 1 ? { quote, paragraph: best.number } : { quote }, article)
}

/** The sentence of an article that holds a word, as written; the whole article when none does. */
export function sentenceWith(article: Article, words: RegExp): Quote {
  for (const [index, { text }] of article.paragraphs.entries()) {
    const sentence = sentencesOf(text).find(one => words.test(one))
    if (!sentence) continue
    return literal(
      article.paragraphs.length > 1 ? { quote: sentence, paragraph: index + 1 } : { quote: sentence },
      article,
    )
  }
  return { quote: textOf(article) }
}

/** A 款 or 项 by its number; undefined when the article has no such part. */
export function partOf(article: Article, paragraph = 1, item?: number): Quote | undefined {
  const found = article.paragraphs[paragraph - 1]
  if (!found) return undefined
  const text = item === undefined ? found.text : found.items[item - 1]
  if (text === undefined) return undefined
  return literal(article.paragraphs.length > 1 ? { quote: text, paragraph } : { quote: text }, article)
}

/** Nothing is quoted that does not stand in the stored text, letter by letter: in doubt the whole article is. */
export function literal(quote: Quote, article: Article): Quote {
  const whole = textOf(article)
  return whole.includes(quote.quote) ? quote : { quote: whole }
}

/** Neighbouring sentences around the best one, as many as fit. */
function bestSentences(text: string, worth: (text: string) => number): string {
  const sentences = sentencesOf(text)
  const worths = sentences.map(worth)
  let from = worths.indexOf(Math.max(...worths))
  let to = from
  const length = () => sentences.slice(from, to + 1).join('').length
  while (length() < WHOLE_LENGTH && (from > 0 || to < sentences.length - 1)) {
    const before = from > 0 ? (worths[from - 1] ?? 0) : -1
    const after = to < sentences.length - 1 ? (worths[to + 1] ?? 0) : -1
    const [oldFrom, oldTo] = [from, to]
    if (after >= before) to++
    else from--
    if (length() > WHOLE_LENGTH) {
      ;[from, to] = [oldFrom, oldTo]
      break
    }
  }
  return sentences.slice(from, to + 1).join('')
}

function sentencesOf(text: string): string[] {
  return text.match(/[^。；\n]+[。；]?\n?/g) ?? [text]
}

function worthOf(text: string, wanted: Set<number>, expected: Expected | undefined): number {
  const held = new Set(termsOf(normalise(text)).bigrams)
  const shared = [...wanted].filter(pair => held.has(pair)).length
  return shared + (expected !== undefined && offers(text, expected) ? 1.5 : 0)
}

function wantedPairs({ parts }: Question): Set<number> {
  return new Set(
    parts.flatMap(({ text, means }) => [text, ...means].flatMap(words => termsOf(words).bigrams)),
  )
}
