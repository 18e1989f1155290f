/** What somebody typed and is kept: one line without markup, at most 80 characters. It goes into markdown and registers. */
export function plainWords(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[*_`<>#[\]\\|]/g, ' ')
    .trim()
    .slice(0, 80)
}

// Also with spaces or hyphens between the digits; an identity card of before 1999 has fifteen of them.
const ID_NUMBER = /(?<!\d)\d(?:[ -]?\d){14}(?:(?:[ -]?\d){2}[ -]?[\dXx])?(?!\d)/
const MOBILE = /(?<!\d)1[ -]?[3-9](?:[ -]?\d){9}(?!\d)/
const PRIVATE_MATTER =
  /癌|肿瘤|确诊|病历|病情|住院|化疗|透析|手术|抑郁|流产|怀孕|发烧|高烧|低烧|发热|挂水|吊水|输液|打点滴|血糖|血压|晕倒|昏倒|昏迷|送医|急诊|抢救|骨折|心梗|脑梗|中风|信访|上访|举报|检举|线索|留置|涉案/
const SECRET = /秘密|机密|绝密/

/** Whether words that would be kept hold what must not be: numbers of persons, illness, petitions, secrecy marks. */
export function mustNotBeKept(text: string): boolean {
  const plain = text.normalize('NFKC')
  return [ID_NUMBER, MOBILE, PRIVATE_MATTER, SECRET].some(pattern => pattern.test(plain))
}
