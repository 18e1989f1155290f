import type { GrammarRule, Input, Outcome } from '../input.ts'
import { says } from '../input.ts'
import { phrases } from '../words/list.ts'

/** What is said about questions that the rule book leaves open, and about what became of an opinion. */
export const gapRules: GrammarRule[] = [
  { name: 'open question answered', read: readAnswer },
  says('open question put aside', 'gap.drop', {
    said: /^(?:不答|不用答|不用答复|划去|不列)(?:第)?(\d{1,4})(?:个|条|题|号)?(?:了)?$/,
    slots: (_input, [, choice = '']) => ({ choice }),
  }),
  says('open questions listed', 'gap.list', {
    said: phrases(String.raw`
      ^(?:看看|查看|列出|查)?(?:还)?(?:有)?(?:哪些|什么)?(?:问题)?(?:还)?(?:没|没有|未)(?:能)?(?:答上|答上来|答出来|回答上来|回答出来|答复|回答)的?(?:问题|提问)?(?:还?有)?(?:哪些|什么|多少|几个|吗)?$
      ^(?:看看|查看|列出|查)?(?:待答|待答复|待回答|没答上)的?(?:问题|提问|清单)(?:还?有)?(?:哪些|什么|多少|几个|吗)?$
    `),
  }),
  says('reply wished for', 'gap.wish', {
    said: phrases(String.raw`
      ^(?:请|麻烦|想要?|要|需要|希望|我要|我想要)?(?:办公室)?(?:给我|给个|有个)?(?:回复|答复|回答)(?:一下|一个)?(?:我|给我|我一下)(?:吧|谢谢|,谢谢)?$
      ^(?:请|要|想要|需要|我要|我想要)(?:办公室)?(?:回复|答复)(?:一下)?$ ^有(?:了)?(?:答复|回复|结果|答案)(?:了)?(?:请)?(?:告诉|通知)我(?:一声|一下)?$
    `),
  }),
  says('answer found unhelpful', 'gap.unhelpful', {
    said: /^(?:这个|这条|这个回答|回答|答案)?(?:没用|没有用|没啥用|没什么用|没帮助|没有帮助|没帮上忙?|答非所问|答错了|回答错了|不是我(?:要|想)?问的|没答到点(?:子)?上|没解决|没有解决)(?:问题)?$/,
  }),
  { name: 'thumb down', read: readThumbDown },
  says('opinions listed', 'opinions.list', {
    said: /^(?:看看|查看|看|列出)(?:大家的)?(?:意见|建议|意见建议)$|^(?:收到)?(?:了)?(?:有)?哪些(?:意见|建议|意见建议)$/,
  }),
]

const ANSWER = /^答复?(?:第)?(\d{1,4})(?:个|条|题|号)?\s*[:,。、]\s*/

/** 答1:……: what stands behind it is kept as it was written. */
function readAnswer({ addressed, situation, text, written }: Input): Outcome | undefined {
  if (!addressed || situation.chatType !== 'single') return undefined
  const match = ANSWER.exec(text)
  if (match?.[1] === undefined) return undefined
  const said = text.length > match[0].length ? written.raw(match[0].length, text.length) : ''
  return { intent: 'gap.answer', slots: { choice: match[1], text: said } }
}

function readThumbDown({ addressed, text }: Input): Outcome | undefined {
  return addressed && /^👎+$/u.test(text.trim()) ? { intent: 'gap.unhelpful', slots: {} } : undefined
}
