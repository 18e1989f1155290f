import { readNumber } from '../../../src/rules/numerals.ts'
import type { CorpusArticle } from '../../../src/rules/engine/corpus.ts'
import type { LabelledQuestion } from './data.ts'

type Spelling = (title: string, number: { written: string; digits: string; sub: string }) => string

const STATE = '中华人民共和国'
const SPELLINGS: Spelling[] = [
  (title, { written }) => `《${title}》${written}`,
  (title, { digits, sub }) => `${title}第${digits}条${sub}怎么规定的`,
  (title, { digits, sub }) => `${title} ${digits}条${sub}`,
  (title, { digits, sub }) => `${title}第${wide(digits)}条${sub}`,
  (title, { digits, sub }) => `${title} 第 ${digits} 条${sub} 原文`,
  (title, { written }) => `${title}${written.replace('条', '條')}規定`,
  (title, { written }) => `请问${title.replaceAll(STATE, '')}${written}`,
  (title, { written }) => `${written},《${title}》`,
  (title, { written }) => `${title}${written}第一款`,
]

const STEP = 197

/** Every 197th article and every 之一 looked up in each way that people write it. */
export function spelledLookUps(corpus: CorpusArticle[]): LabelledQuestion[] {
  return corpus
    .filter(({ no }, at) => at % STEP === 0 || no.includes('之'))
    .flatMap(({ id, doc, no }) => {
      const [, main = '', sub = ''] = /^第(.+)条(之.+)?$/.exec(no) ?? []
      const digits = String(readNumber(main) ?? '')
      return SPELLINGS.map(spell => ({
        id,
        text: spell(doc, { written: no, digits, sub }),
        gold: new Set([id]),
      }))
    })
}

function wide(digits: string): string {
  return [...digits].map(digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')
}
