/** A document that a question names, and where in the plain question its name stands. */
export interface NamedDocument {
  document: number
  from: number
  to: number
}

/** Finds the documents that a plain question names, in the order of the words. */
export type FindTitles = (plain: string) => NamedDocument[]

// A name of up to twelve letters before the number of an article; 解释 and 规定 may be numbered themselves.
const WRITTEN =
  /([\p{Script=Han}]{2,12}(?:[法例则典]|(?:解释|规定|办法|细则)[一二三四五六七八九]?))第?[0-9零一二三四五六七八九十百千]{1,9}条/u
const LONGEST_LEAD = 6
const SHORTEST = 3

/**
 * Reads 民诉法第三条, 诉讼规则第三条, 建设工程司法解释第一条: letters that stand in a title in the same order and begin and end
 * it, or end it as they are, or name what an interpretation is about. The shortest title that fits is meant.
 */
export function abbreviationFinder(plainTitles: readonly string[]): FindTitles {
  const shorts = plainTitles.map(title => title.replace(/^中华人民共和国|(?:试行|暂行)$/g, ''))
  return plain => {
    const found = WRITTEN.exec(plain)
    if (!found) return []
    const written = found[1] ?? ''
    // 请问民诉法: words before the name are left out one letter at a time.
    for (let lead = 0; lead <= Math.min(LONGEST_LEAD, written.length - SHORTEST); lead++) {
      const name = written.slice(lead)
      for (const fits of [shortens, ends, interprets]) {
        const document = shortestThat(title => fits(title, name), shorts)
        if (document !== undefined)
          return [{ document, from: found.index + lead, to: found.index + written.length }]
      }
    }
    return []
  }
}

function shortens(title: string, letters: string): boolean {
  if (!title.startsWith(letters.charAt(0)) || !title.endsWith(letters.charAt(letters.length - 1)))
    return false
  let next = 0
  for (const letter of title) if (letter === letters.charAt(next)) next++
  return next === letters.length
}

function ends(title: string, words: string): boolean {
  return title.endsWith(words)
}

/** 担保制度解释 for 关于适用民法典有关担保制度的解释; 三 at the end must be the same. */
function interprets(title: string, words: string): boolean {
  const [, subject, count = ''] = /^(.{2,}?)(?:司法解释|解释|规定)([一二三四五六七八九])?$/.exec(words) ?? []
  if (subject === undefined || !title.includes(subject)) return false
  return /关于.*(?:解释|规定)[一二三四五六七八九]?$/.test(title) && (count === '' || title.endsWith(count))
}

function shortestThat(fits: (title: string) => boolean, titles: readonly string[]): number | undefined {
  let best: number | undefined
  for (const [document, title] of titles.entries()) {
    if (best !== undefined && (titles[best] ?? '').length <= title.length) continue
    if (fits(title)) best = document
  }
  return best
}
