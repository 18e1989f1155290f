const DATE =
  /^[（(]?(?:\d{4}|[二〇○零一二三四五六七八九]{4}) ?年 ?[\d一二三四五六七八九十]{1,3} ?月 ?[\d一二三四五六七八九十]{1,3} ?日(?: ?(?:印发|发布|印))?[）)]?$/
const ANNEX = /^附 ?[件表录图][ \d一二三四五六七八九十]{0,3}(?:[:：.、 ].{0,60})?$/
const COLOPHON = /^(?:抄送|主送|主题词|印发机关|联系人|联系电话|(?:共印|印) ?\d+ ?份)/
const ORGAN =
  /^[^。；;，,：:、]{4,30}(?:办公室|委员会|党组|党委|党支部|机关党委|局|厅|院|政府|集团|公司|中心|学校|部|委)$/

/** Parts the last article from what follows the rule: signature and date, distribution list, annexes. */
export function splitTail(lines: string[]): { kept: string[]; tail: string[] } {
  const annex = lines.findIndex(line => ANNEX.test(line) || COLOPHON.test(line))
  let end = annex === -1 ? lines.length : annex
  const last = lines[end - 1]
  if (last !== undefined && (DATE.test(last) || /\d{4} ?年.{2,12}日 ?印发$/.test(last.slice(-20)))) {
    end--
    while (end > 0 && ORGAN.test(lines[end - 1] ?? '')) end--
  } else if (annex !== -1) while (end > 0 && ORGAN.test(lines[end - 1] ?? '')) end--
  return { kept: lines.slice(0, end), tail: lines.slice(end) }
}

export function isDateLine(line: string): boolean {
  return DATE.test(line)
}

export function isOrgan(line: string): boolean {
  return ORGAN.test(line)
}
