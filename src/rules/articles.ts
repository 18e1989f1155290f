import type { Article, ArticleNumber, Heading, Paragraph } from './document.ts'
import { NUMBER_CHARACTERS, readNumber, writeNumber } from './numerals.ts'
import { type Problem, RuleBookError } from './problem.ts'

const N = `[${NUMBER_CHARACTERS}]{1,9}`
const HEADING = new RegExp(`^#{1,4}\\s*第(${N})([编章节])\\s*(.{0,60})$`)
// A line that begins 第三条、第四条规定的 continues a sentence; a new article never goes on with these characters.
const ARTICLE = new RegExp(`^第(${N})条(?:之(${N}))?(?![、,，和及至到或与规所款项的第])[\\s:：]*(.*)$`)
const CAPTION = /^[（(【[]([^（）()【】[\]]{1,30})[）)】\]]\s*(.*)$/
const ITEM = /^[（(][一二三四五六七八九十\d]{1,3}[）)]/
// What stands below an item (目), and the rows of a table, belong to the lines above them.
const SUBITEM = /^(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)])/
const TABLE_ROW = / \| /
const SECRET_MARK = /^(?:绝密|机密|秘密)(?:[★☆].*)?$|^内部资料/

/** How the body of a rule file is written: preface, then articles with their paragraphs. */
export interface Body {
  preface: string[]
  articles: Article[]
}

/**
 * Reads `## 第二章 …` headings and 第三条 paragraphs. Every line that is not an item （一） is a 款. Numbers must run on
 * without a gap, except in an amendment (`anyNumbers`). Throws RuleBookError with line numbers counted from `firstLine`.
 */
export function readArticles(
  file: string,
  body: string,
  { firstLine = 1, anyNumbers = false }: { firstLine?: number; anyNumbers?: boolean } = {},
): Body {
  const found: Body = { preface: [], articles: [] }
  const problems: Problem[] = []
  let headings: Pick<Article, 'part' | 'chapter' | 'section'> = {}

  for (const [index, raw] of body.split('\n').entries()) {
    const line = readLine(raw.trim())
    const report = (text: string) => problems.push({ file, line: firstLine + index, text })
    const current = found.articles.at(-1)
    switch (line.kind) {
      case 'note':
        break
      case 'heading':
        headings = headingsWith(headings, line)
        break
      case 'article':
        if (!anyNumbers && !follows(current?.number, line.article.number))
          report(gapWords(current, line.article))
        if (line.article.paragraphs.length === 0) report(`${line.article.label}没有内容,请在条号后面写正文。`)
        found.articles.push({ ...line.article, ...headings })
        break
      case 'words':
        if (current) addLine(current.paragraphs, line.text)
        else found.preface.push(line.text)
        break
      case 'problem':
        report(line.text)
    }
  }
  if (found.articles.length === 0) problems.push({ file, text: '没有找到条文,请用“第一条 ……”开始每一条。' })
  if (problems.length > 0) throw new RuleBookError(problems)
  return found
}

type Line =
  /** A title or a quoted note, for readers of the file only; or an empty line. */
  | { kind: 'note' }
  | { kind: 'heading'; level: keyof typeof LEVELS; heading: Heading }
  | { kind: 'article'; article: Article }
  | { kind: 'words'; text: string }
  | { kind: 'problem'; text: string }

function readLine(text: string): Line {
  if (SECRET_MARK.test(text)) {
    return { kind: 'problem', text: '这份文件带有密级或内部资料标志,不能放进制度汇编,请移出。' }
  }
  if (text === '' || text.startsWith('>') || /^#\s/.test(text)) return { kind: 'note' }
  const heading = HEADING.exec(text)
  if (heading) return readHeading(heading)
  if (text.startsWith('#')) {
    return { kind: 'problem', text: `看不懂标题“${text.slice(0, 20)}”,请写成“## 第二章 名称”。` }
  }
  const head = ARTICLE.exec(text)
  return head ? { kind: 'article', article: readHead(head) } : { kind: 'words', text }
}

function readHeading([, number = '', level, title = '']: RegExpExecArray): Line {
  const heading = { number: readNumber(number) ?? 0, title }
  return { kind: 'heading', level: level === '编' || level === '节' ? level : '章', heading }
}

const LEVELS = { 编: 'part', 章: 'chapter', 节: 'section' } as const

/** A heading ends those below it. */
function headingsWith(
  { part, chapter }: Pick<Article, 'part' | 'chapter'>,
  { level, heading }: Line & { kind: 'heading' },
): Pick<Article, 'part' | 'chapter' | 'section'> {
  return {
    ...(part && level !== '编' && { part }),
    ...(chapter && level === '节' && { chapter }),
    [LEVELS[level]]: heading,
  }
}

function readHead([, main = '', sub = '', rest = '']: RegExpExecArray): Article {
  const number = { main: readNumber(main) ?? 0, sub: readNumber(sub) ?? 0 }
  // （一） opens an item, any other bracket behind the number is the caption.
  const [, caption, text] = (ITEM.test(rest) ? undefined : CAPTION.exec(rest)) ?? [rest, undefined, rest]
  return {
    number,
    label: labelOf(number),
    ...(caption === undefined ? {} : { caption }),
    paragraphs: text === undefined || text === '' ? [] : [{ text, items: [] }],
  }
}

function gapWords(last: Article | undefined, next: Article): string {
  return last === undefined
    ? `第一个条号是${next.label},请从第一条写起。`
    : `条号从${last.label}跳到${next.label},请补上缺的一条或者改正条号。`
}

/** 第三十五条之一 */
export function labelOf({ main, sub }: ArticleNumber): string {
  return `第${writeNumber(main)}条${sub > 0 ? `之${writeNumber(sub)}` : ''}`
}

function follows(last: ArticleNumber | undefined, next: ArticleNumber): boolean {
  const { main, sub } = last ?? { main: 0, sub: 0 }
  if (next.sub === 0) return next.main === main + 1
  return main > 0 && next.main === main && next.sub === sub + 1
}

function addLine(paragraphs: Paragraph[], text: string): void {
  const current = paragraphs.at(-1)
  const item = current?.items.at(-1)
  const isBelow = TABLE_ROW.test(text) || (item !== undefined && SUBITEM.test(text))
  if (!current || !(isBelow || ITEM.test(text))) {
    paragraphs.push({ text, items: [] })
    return
  }
  if (item !== undefined && isBelow) current.items.splice(-1, 1, `${item}\n${text}`)
  else if (!isBelow) current.items.push(text)
  current.text += `\n${text}`
}
