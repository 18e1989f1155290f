import { ImportRefused } from './refusal.ts'

// A mark stands alone (机密★5年, 密级:秘密) or before a star; 保守国家秘密 in a sentence is none.
const SECRET_LINE = /^(?:密级[:：]?)?(?:绝密|机密|秘密)级?(?:[★☆*].{0,16}|\d{1,2}年|长期)?$/
const SECRET_STAR = /(?:绝密|机密|秘密)[★☆]/
const UNPUBLISHED = /^(?:不得上网|禁止上网|严禁上网|不得上网传播|此件不予公开|不予公开)[。!！]?$/
const INTERNAL =
  /^[（(【[]?(?:内部|内部资料|内部文件|内部使用|内部参考|内部材料|仅供内部使用)(?:[,，、:： ]{0,2}(?:注意保存|请勿外传|不得外传|严禁外传|妥善保管|注意保密))?[。!！]?[）)】\]]?$/
const LONGEST_MARK = 40

const SECRET = '文件带有密级标志(秘密、机密或绝密),不能导入,也没有保存。涉密文件不上网,请按保密规定保管。'
const NOT_ONLINE = '文件写明不得上网或者不予公开,不能导入,也没有保存。'
const PERSONAL = '文件里有身份证号码,不能导入,也没有保存。请去掉个人信息后再试。'

/** Stops a document that may not be kept. What is read here is dropped with it. */
export function refuseMarked(lines: string[]): void {
  for (const line of lines) {
    if (/\d{17}[\dXx]/.test(line) && hasIdentityNumber(line)) throw new ImportRefused(PERSONAL)
    const mark = line.length > LONGEST_MARK ? '' : line.replace(/\s/g, '')
    if (SECRET_LINE.test(mark) || SECRET_STAR.test(mark)) throw new ImportRefused(SECRET)
    if (UNPUBLISHED.test(mark)) throw new ImportRefused(NOT_ONLINE)
  }
}

/** Whether a line says that the document is for inside the office (内部资料 注意保存). */
export function isInternalMark(line: string): boolean {
  return line.length <= LONGEST_MARK && INTERNAL.test(line.replace(/\s/g, ''))
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** An 18-digit identity number with a true check digit (GB 11643). */
function hasIdentityNumber(line: string): boolean {
  return [...line.matchAll(/(?<!\d)\d{17}[\dXx](?!\d)/g)].some(([number]) => {
    const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0)
    return '10X98765432'[sum % 11] === number.at(-1)?.toUpperCase()
  })
}
