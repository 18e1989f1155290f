/** Where articles stand: the heading and the document of each. */
export interface Places {
  headingOf: Uint32Array
  documentOf: Uint32Array
}

// Until so many answers are known, a heading is taken to answer as often as its document does, a document as its size
// lets expect. Flat optima.
const DOCUMENT_DOUBT = 100
const HEADING_DOUBT = 50

/**
 * By heading: the natural logarithm of how much more often its articles answered than their number lets expect. Above 0
 * it answers often, below 0 seldom.
 */
export function priorsOf(answers: readonly number[], { headingOf, documentOf }: Places): Float32Array {
  const headings = tally(answers, headingOf)
  const documents = tally(answers, documentOf)
  const headingSizes = tally(headingOf.keys(), headingOf)
  const documentSizes = tally(documentOf.keys(), documentOf)
  const priors = new Float32Array(headings.length)
  const total = answers.length
  for (let at = 0; at < headingOf.length; at++) {
    const heading = headingOf[at] ?? 0
    const document = documentOf[at] ?? 0
    const share = (headingSizes[heading] ?? 0) / headingOf.length
    const documentShare = (documentSizes[document] ?? 0) / headingOf.length
    const documentRate =
      ((documents[document] ?? 0) + DOCUMENT_DOUBT * documentShare) / (total + DOCUMENT_DOUBT)
    const expected = documentRate * (share / documentShare)
    const rate = ((headings[heading] ?? 0) + HEADING_DOUBT * expected) / (total + HEADING_DOUBT)
    priors[heading] = Math.log(rate / share)
  }
  return priors
}

/** How many of some articles stand at each place. */
function tally(articles: Iterable<number>, placeOf: Uint32Array): Uint32Array {
  const counts = new Uint32Array((placeOf.at(-1) ?? -1) + 1)
  for (const at of articles) {
    const place = placeOf[at] ?? 0
    counts[place] = (counts[place] ?? 0) + 1
  }
  return counts
}
