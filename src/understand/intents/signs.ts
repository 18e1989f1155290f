import type { GrammarRule, Input, Outcome } from '../input.ts'
import * as phrase from '../words/said/attendance.ts'

/** +1, a raised hand, 看情况: what is said in one sign or one phrase. */
export const signRules: GrammarRule[] = [
  { name: 'sign follows the last speaker', read: readEcho },
  { name: 'bare sign', read: readSign },
  { name: 'doubt without a mark', read: readDoubt },
]

/** Stands before what is said beside a question: 想来,就是不晓得请不请得动假 asks nobody. */
export const tornRules: GrammarRule[] = [{ name: 'torn between two', read: readHalf }]

/** +1, 同上 and 我也是 repeat what the last speaker said, who may have asked for leave. */
function readEcho(input: Input): Outcome | undefined {
  if (
    !/^(?:同上|我也是|我也一样|我也|一样|同楼上|跟楼上一样|同楼上一样|\+1\+1|\+1|加1|\+一|加一|我\+1|附议)$/.test(
      input.flat,
    )
  )
    return undefined
  const last = input.quotedStatus() ?? input.situation.lastMark?.status
  if (last === 'leave' || last === 'absent') return { intent: 'mark.ambiguous', slots: { lean: 'leave' } }
  const plus = /[+加]/.test(input.flat)
  if (last === undefined && !plus) return { intent: 'mark.ambiguous', slots: {} }
  return {
    intent: 'mark.self',
    slots: { marks: [{ name: 'self', status: last ?? 'planned' }] },
    confidence: 'soft',
  }
}

/** 1️⃣, 扣1, 🙋: a sign that the office reads as "I come". */
function readSign(input: Input): Outcome | undefined {
  const digit =
    (/^(?:1|11|111|一)$/.test(input.flat) && input.situation.chatType === 'group') || TYPED.test(input.flat)
  const hand = input.flat === '' && /🙋/u.test(input.text)
  const answered =
    input.situation.prompt === 'announcement' && input.flat === '' && /[✅✔👌🆗]/u.test(input.text)
  if (!digit && !hand && !answered) return undefined
  return { intent: 'mark.self', slots: { marks: [{ name: 'self', status: 'planned' }] }, confidence: 'soft' }
}

// 扣1, 我扣个一, 给您回个1: the digit, and that it is typed.
const TYPED =
  /^(?:我|俺|也|先|那|就|来|给[您你]|这里|这边)*(?:扣|打|敲|回|发)(?:上|了|下|一下)*(?:一?个)?(?:1{1,3}|一|壹)(?:了|啦|哈|哒|咯|先|走起)?$/

const DOUBT =
  /^(?:我)?(?:到时候?(?:再?说|再?看|再?定)|(?:再)?看情况(?:吧|再说|定)?|再说吧?|再看吧?|不一定|不好说|说不准|说不好|待定|还没定|还不确定|不确定|没想好|我?想想再?说?|晚点再?(?:定|报|说|回复)|等(?:一?下)?(?:领导)?(?:安排|通知)(?:再说|再报)?|随缘|两可|五五开|还没.{0,6}(?:请示|问|定|确认|批)|一半一半|五成把握|尽量吧?|争取吧?|看吧|应该吧|可能吧|大概吧|也许吧|或许吧|难说|不晓得|不知道)(?:吧|咯|了|啊|哈)?$/

function readDoubt(input: Input): Outcome | undefined {
  if (!input.addressed || input.asking) return undefined
  return DOUBT.test(input.flat.replace(/[,。]/g, '')) ? { intent: 'mark.ambiguous', slots: {} } : undefined
}

/** 想来是想来,就怕检查组那天到: both sides are said, and neither is decided. */
function readHalf(input: Input): Outcome | undefined {
  const match = input.addressed ? phrase.HALF.exec(input.flat) : null
  if (match === null || input.flat.includes('?') || /改期|换/.test(input.flat)) return undefined
  return decidedBehind(input, match) ? undefined : { intent: 'mark.ambiguous', slots: {} }
}

/** 想来是想来,可走不开,还是请假吧: what is said last counts. */
function decidedBehind({ flat }: Input, { index, 0: found }: RegExpExecArray): boolean {
  return /(?:请(?:个|一?下|[公病事])?假|还是(?:来|去|参加|请|报)|就?(?:算|记|登|报)(?:我|请假|参加|线上)|定了|决定)/.test(
    flat.slice(index + found.length),
  )
}
