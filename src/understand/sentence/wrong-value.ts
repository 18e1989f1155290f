import type { Token } from './tokens.ts'

/** Whether an attendance word is what should not be written: 莫写成事假, 别给我记缺席. */
export function isUnwanted(tokens: readonly Token[], i: number): boolean {
  return FORBIDDEN.test(textOf(tokens.slice(0, i)))
}

/**
 * Whether an attendance word names what was written by mistake, not what holds: 公假写成事假了, 给我登的事假不对,
 * 写“已到”写急了.
 */
export function isMistaken(tokens: readonly Token[], i: number): boolean {
  const before = textOf(tokens.slice(0, i))
  const after = textOf(tokens.slice(i + 1))
  if (REGRETTED.test(after)) return true
  if (GIVEN.test(before) && HOLDS_NOT.test(after)) return true
  const turned = TURNED.exec(before)
  if (turned === null || WANTED.test(before.slice(0, turned.index))) return false
  const over = tokens[i]?.word.endsWith('了') === true || /^["”』]?(?:了|啦|咯|哒|喽|去|啊)/.test(after)
  return over || BY_MISTAKE.test(before) || tokens.slice(0, i).some(({ kind }) => kind === 'cue')
}

function textOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ word }) => word)
    .join('')
    .trim()
}

// 刚发的“参加”是复制别人的
const VERB = '(?:登记?|写|报|记|选|按|点|弄|搞|填|说|当|发|打|讲|标|算|录|输|看|听|敲|认|统计|归|排|放)'
/** 写成了, 报成 */
const TURNED = new RegExp(`${VERB}(?:岔|错|串|混|反)?成(?:了|是)?["“『]?$`)
/** 应该写成, 麻烦把我登成 */
const WANTED =
  /(?:应该?|该|改|请|麻烦|帮忙?|重新|要|得|应当|直接|统一|统统|全部?|一律|劳驾|可以|就|(?:把|将)[^,]{1,8})$/
const BY_MISTAKE =
  /误|错|手[快滑]|岔|不小心|刚才|刚刚|前头|前面|之前|先前|方才|昨|上一?条|怎么|咋|一不留神|糊涂|眼花/
/** 莫写成, 别给我记, 不要算 */
const FORBIDDEN = new RegExp(
  `(?:莫|别|不要|不该|不能|不用|唔好|休)(?:再)?(?:给|帮|把|替)?(?:我|俺|他|她|咱)?${VERB}(?:成|为|作|个|上)?["“『]?$`,
)
/** 登的事假, 给我记的迟到 */
const GIVEN = new RegExp(`${VERB}的(?:那?个)?(?:是)?["“『]?$`)
const HOLDS_NOT =
  /^["”』]?(?:这?是)?(?:误|复制|别人|粘贴|发错|乱|瞎|假的|玩笑|小孩|孩子|娃)|^["”』]?(?:不对|不准|有误|不是|错|写?岔|不符|不作数|不成立)/
/** “已到”写急啦, 陪产假写早咯, 请假是我听错咯 */
const REGRETTED = new RegExp(
  `^["”』]?(?:了)?(?:是|这个|那个|那条)?(?:我|俺)?(?:也)?${VERB}(?:得|的)?(?:急|早|岔|错|快|反|混|串|茬|劈|忙|糊涂|偏)(?:了|啦|咯|哒|喽|$)`,
)
