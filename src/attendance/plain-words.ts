/** What somebody typed and is kept: one line without markup, at most 80 characters. It goes into markdown and registers. */
export function plainWords(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[*_`<>#[\]\\|]/g, ' ')
    .trim()
    .slice(0, 80)
}

const ID_NUMBER = /\d{17}[\dXx]/
const MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/
const PRIVATE_MATTER = /癌|肿瘤|确诊|病历|住院|化疗|手术|抑郁|流产|信访|上访|举报|检举|线索|留置|涉案/
const SECRET = /秘密|机密|绝密/

/** Whether words that would be kept hold what must not be: numbers of persons, illness, petitions, secrecy marks. */
export function mustNotBeKept(text: string): boolean {
  const plain = text.normalize('NFKC')
  return [ID_NUMBER, MOBILE, PRIVATE_MATTER, SECRET].some(pattern => pattern.test(plain))
}
