import { textOf } from './statement.ts'
import type { Statement } from './statement.ts'

// Doubts that are over by the end of the message: what was thought before, what has been decided since, and what the
// sender asks to have written down.

/** 给我登请假, 那就按列席记, 您给记参加: what is to stand in the register is said outright. */
export function isForRegister({ cue, tokens, asked, hearsay }: Statement): boolean {
  if (cue === undefined || asked || hearsay) return false
  const word = (from: number, to: number) =>
    tokens
      .filter(({ start, end }) => start >= from && end <= to)
      .map(token => token.word)
      .join('')
  const before = word(0, cue.start)
  return (REGISTER.test(before) || REGISTERED.test(word(cue.end, Infinity))) && !OTHERWISE.test(before)
}

const REGISTER =
  /(?:登|记|写|填|报|算|按|定|标|(?<!应|妥|恰)当|作|统一|放到|归到|列到|(?:给|帮)(?:我|俺|咱))(?:一?[下哈]|上|成|为|作|个|我|俺|咱|到|起|倒|正常|那)*$/
const REGISTERED = /^(?:那?一?[栏类]|处理|登|记|(?:来|去)?算)/
// 不然就给我登请假: only if the other thing fails.
const OTHERWISE = /不然|否则|要不|要么|不行|不成|的话|(?:不了|不到|不上|不赢|不及|不脱|不开).{0,2}[就再便]/

/** 要是能早收工我就来,但眼下收不了,请假: a leave that no condition leads to. */
export function isPlainLeave(
  { cue, conditional, hedgedLeave, tokens }: Statement,
  before: Statement | undefined,
): boolean {
  if (cue?.status !== 'leave' || cue.unable === true || conditional || hedgedLeave) return false
  if (before === undefined || before.conditional) return false
  return !/只好|只能|否则|不然|要不|不行|不成|不能|不批|不准|[就再]/.test(
    tokens.map(({ word }) => word).join(''),
  )
}

/** 现在定了, 书记批了, 跟领导讲好了: the matter is settled. */
export function isSettling(statement: Statement): boolean {
  const { hedged, asked, conditional } = statement
  return (
    !hedged &&
    !asked &&
    !conditional &&
    SETTLED.test(textOf(statement)) &&
    !/[就才再]/.test(textOf(statement))
  )
}

const SETTLED =
  /(?<![没未再还才不么])(?:(?<![肯一])定|说好|讲好|谈好|谈妥|协调好|安排好|商量好|批|敲定|落实|扯清楚|讲清楚|说清楚|问清楚|搞定|换好|换开|调开|调好|推掉|腾出来|空出来|(?:那|这)就?妥|有准信)(?:下来|下)?(?:了|啦|哒|咯|喽)|(?:同意|准了|批准|换人|松口)(?:了|啦|顶|替)|^(?:算了|得了|不管了|想好了|决定了|不纠结了)/

/** 本来想着可能来不了, 前头我讲看情况: what was thought before gives way to what is said now. */
export function isPastThought(statement: Statement, later: Statement[]): boolean {
  const { cue, hedged, conditional } = statement
  const text = textOf(statement)
  if (!BEFORE.test(text)) return false
  const thought = hedged || conditional || (cue !== undefined && THOUGHT.test(text))
  return (
    thought &&
    later.some(
      ({ cue: next, hedged, asked, conditional, hearsay }) =>
        next !== undefined && !hedged && !asked && !conditional && !hearsay,
    )
  )
}

/** 要不是单位派我去开会,我肯定来: what would have been. */
export function isUnreal(statement: Statement, before: Statement | undefined, later: Statement[]): boolean {
  if (!later.some(({ cue, hedged, asked }) => cue !== undefined && !hedged && !asked)) return false
  const leads = (one: Statement | undefined) => one !== undefined && UNREAL.test(textOf(one))
  return leads(statement) || (leads(before) && statement.cue?.status === 'planned')
}

/** 以后都不参加了, 每一次都得来请, 往后有事跟组长请假: a rule for all times, and nothing about one session. */
export function isStanding(statement: Statement): boolean {
  return STANDING.test(textOf(statement))
}

const STANDING =
  /(?<![\d点会完毕束之课班])以后(?:都|凡|开会|有事|有会|集中|再有|遇到)|(?:今后|从今|往后(?![排坐站面挪移靠]))(?:都|凡|有|开|遇|集中|的)|每一?[次回场趟]都/

/** 黄科来不来,他不来我就不准备了: whoever asks whether somebody comes does not tell it. */
export function isAskedAbout({ subjects, hearsay }: Statement, before: Statement | undefined): boolean {
  return (
    before?.asked === true &&
    before.cue !== undefined &&
    before.subjects.some(({ kind }) => kind === 'name') &&
    !hearsay &&
    subjects.some(({ kind }) => kind === 'they')
  )
}

const UNREAL = /^(?:但|可|唉|哎)?(?:要不是|若不是|如果不是|要不然|早知道|早晓得|换作平时|搁平时|换平时)/

const BEFORE =
  /^(?:我|俺|咱)?(?:是)?(?:本来|原本|原先|原来|原想|原说|开始|开头|起初|一开始|之前|先前|前头|前面|先头|头先|刚才|刚刚|方才|早上|上午|昨天|昨儿|前天)/
const THOUGHT = /想|打算|准备|琢磨|寻思|计划/

/** 本来说不准的|现在定了: the turn within one breath. */
export function isTurn(now: Statement, word: string): boolean {
  return TURN.test(word) && (now.hedged || BEFORE.test(textOf(now)))
}

const TURN = /^(?:现在|这会儿|如今|后来|结果|眼下|目前)$/
