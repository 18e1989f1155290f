import { branchNamed, type Office } from '../office.ts'
import { readNumber } from '../understand/numbers.ts'

const LONGEST = 500

/**
 * Which of some branches, by their codes, a text names: by the whole name (机关第二党支部), without 党 and 第 (机关二支部), or by the
 * number alone (第二支部, 二支部, 第一、第二支部); 另一支部 and 每一支部 name none. A number that several of them bear names them all, so that it can be asked which one.
 */
export function branchesSaid(office: Office, codes: readonly string[], text: string): string[] {
  const branches = codes
    .map(code => ({ code, name: branchNamed(office, code)?.name ?? code }))
    .toSorted((one, other) => other.name.length - one.name.length)
  let rest = text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(NO_NUMBER, found => (branches.some(({ name }) => name.includes(found)) ? found : '|'))
    .replace(LISTED, '$&支部')
  const named = new Set<string>()
  const take = (written: string, code: string) => {
    if (!rest.includes(written)) return
    named.add(code)
    rest = rest.replaceAll(written, '|')
  }
  for (const { code, name } of branches) if (!/^党?支部$/.test(name)) take(name, code)
  rest = shortened(rest)
  const short = branches.map(({ code, name }) => ({ code, name: shortened(name) }))
  for (const { code, name } of short) if (!/^\d/.test(name) && name.length >= SHORTEST) take(name, code)
  for (const [number] of rest.matchAll(BY_NUMBER))
    for (const { code, name } of short) if (BY_NUMBER_AT_END.exec(name)?.[0] === number) named.add(code)
  return codes.filter(code => named.has(code))
}

// A shorter one, or 支部 alone, stands in sentences about anything.
const SHORTEST = 3
const NO_NUMBER = /[另每同这那哪某任]一党?支部/g
// 第一 and 一 of 第一、第二支部 and 一、二支部
const LISTED =
  /(?<![周期\d一二三四五六七八九十])(?:第\d{1,3}|第?[一二三四五六七八九十]{1,3})(?=(?:[、和与及]第?[\d一二三四五六七八九十]{1,3}){1,5}党?支部)/g
const BY_NUMBER = /(?<!\d)\d{1,3}支部(?!队)/g
const BY_NUMBER_AT_END = /\d{1,3}支部$/

/** 机关第二党支部 -> 机关2支部 */
function shortened(name: string): string {
  return name
    .replace(/党(?=支部)/g, '')
    .replace(/第?([\d一二三四五六七八九十]{1,3})(?=支部)/g, (_, number: string) => String(readNumber(number)))
}
