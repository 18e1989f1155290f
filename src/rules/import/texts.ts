/** The words in which an import says what it understood and what it needs. */
export const say = {
  tooMany: (count: number) => `文件里有${count}条,不像一份制度。请拆开后逐份导入。`,
  firstIsNot: (label: string) => `第一个条号是${label},前面的条没有找到。`,
  twice: (label: string) => `${label}出现了两次。`,
  beginsAgain: (label: string) => `${label}之后条号又从第一条开始,文件里可能有两份制度,请分开导入。`,
  backwards: (last: string, next: string) => `${last}之后是${next},条号倒退了。`,
  gap: (last: string, next: string, missing: string) => `${last}之后是${next},缺${missing}。`,
  bareHeading: (line: string) => `“${line}”没有章号,没有作为标题。`,
  emptyArticle: (label: string) => `${label}没有内容。`,
  longArticle: (label: string, length: number) => `${label}有${length}字,请看看是不是把别的内容并了进去。`,
  strange: (label: string, count: number) => `${label}有${count}个无法识别的字符。`,
  reference: (label: string, text: string) => `${label}里的这一行按引用处理,没有另立一条:“${short(text)}”`,
  internalMark: (mark: string) => `文件写有“${mark}”,只在指定的群里回答。`,
  tail: (lines: string[]) =>
    `文末${lines.length}行没有作为条文:${lines.slice(0, 3).map(short).join(' / ')}${lines.length > 3 ? ' ……' : ''}`,
  preface: (lines: string[]) =>
    `条文之前的${lines.length}行留作说明:${lines.slice(0, 3).map(short).join(' / ')}${lines.length > 3 ? ' ……' : ''}`,
  idByTitle: (id: string, title: string) => `短编号用${id}:汇编里的《${title}》就是这一份的旧版。`,
  idProposed: (id: string) => `短编号拟用${id};要用别的请加 --id。`,
  formerOffice: (office: string) => `文中没有写由谁解释,沿用旧版的${office}。`,
}

export const missing = {
  title: '没有找到制度名称,请加 --title 差旅费管理办法。',
  number: '没有找到发文字号,请加 --number 青办〔2026〕20号。',
  effectiveFrom: '没有找到施行日期,请加 --from 2026-12-01。',
  trialUntil: '这是试行的制度,没有找到试行期,请加 --trial-until 2027-12-31。',
  interpretedBy: '没有找到由哪个科室解释,请加 --interpreted-by 综合科。',
  groups: '文件是内部的,请说明哪些群可以回答:--groups 第一党支部工作群(可以写多个),或者 --all-groups。',
  amends: '看起来是修改决定,没有认出修改的是哪一份,请加 --amends 青办〔2022〕10号。',
  articles: '没有找到条文。每一条请以“第一条”“第二条”开头,一条一段。',
}

function short(text: string): string {
  return text.length > 24 ? `${text.slice(0, 24)}……` : text
}
