import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.stop())

test.each(['我可以来旁听吗', '我能来旁听吗', '我要来旁听吗'])(
  '%s asks what the rule says, not for one’s own record',
  async question => {
    await room.says('刘芳', question, /第十二条,现行有效。$/)
  },
)

test('whether one has made up or taken part is still one’s own record', async () => {
  for (const question of ['我要补学吗', '我请了几次假', '我参加了吗'])
    expect((await room.says('刘芳', question)).text).toBe('您的记录请私聊我查看。')
})

const EIGHTH = '依据:《组织生活请假与补学办法》(2026年)第八条,现行有效。'

test('what is asked about the article just shown stays with it, also where it was only the closest', async () => {
  await room.tells('彭莉', '病假超过多少天要交证明', /^没有找到直接规定这件事的条文/)
  await room.tells(
    '彭莉',
    '这个是哪年的规定',
    `《组织生活请假与补学办法》(2026年),青办〔2026〕6号,自2026年3月1日起施行,现行有效。\n${EIGHTH}`,
  )
  await room.tells('彭莉', '以前不是三天吗', /^这是过去的规定:\n请病假的[^]*现行规定见2026年版第八条。$/)
})

const about = (words: string, answer: RegExp) => [words, answer] as const

test.each([
  about('哪年出的', /^《组织生活请假与补学办法》\(2026年\),青办〔2026〕6号/),
  about('这是新规定吗', /^《组织生活请假与补学办法》\(2026年\),青办〔2026〕6号/),
  about('文号是多少', /青办〔2026〕6号/),
  about('改过吗', /第八条,现行有效。\n依据:.*\(2023年\)第四条/),
  about('和旧的有啥区别', /第八条,现行有效。\n依据:.*\(2023年\)第四条/),
  about('原来不是要交吗', /\(2023年\)第四条/),
  about('原文发我', /第八条,现行有效。$/),
  about('有没有例外', /^这一条没有写例外,原文是:\n[^]*请问综合科。/),
  about('你确定吗', /^我只照条文回答,原文是:\n/),
  about('为什么', /^我只引条文原文,不作解释,请问综合科。/),
  about('下一条', /第九条,现行有效。$/),
  about('上一条', /第七条,现行有效。$/),
  about('那借调的呢', /^没有找到单独写这种情况的条文,刚才那一条是:\n[^]*第八条/),
  about('那迟到呢', /第九条,现行有效。$/),
])('after an answer, %s is about that article', async (words, answer) => {
  await room.tells('何静', '病假要不要证明', /第八条,现行有效。$/)
  await room.tells('何静', words, answer)
})

test('a doubt with no answer before it is not looked up in the rules', async () => {
  await room.tells('曹阳', '你确定吗', /^我没有听明白说的是哪一件。/)
})

test('a question of its own that ends in 呢 is not taken for a case of the last one', async () => {
  await room.tells('何静', '病假要不要证明')
  await room.tells('何静', '党费怎么交呢', /机关党委/)
})

test.each(['出差住宿标准', '差旅费住宿标准', '住宿标准'])(
  '%s gives the article on lodging',
  async question => {
    await room.tells('何静', question, /^住宿费在限额内[^]*第六条,现行有效。$/)
  },
)

test('an article that shares only a name with the question is no certain answer', async () => {
  await room.tells('何静', '入党积极分子培养多久', /^没有找到直接规定这件事的条文/)
})

test('改过吗 after a former text still sets it beside the one in force', async () => {
  await room.tells('何静', '补学要多久', /第十一条,现行有效。$/)
  await room.tells('何静', '那以前呢', /\(2023年\)第九条/)
  await room.tells('何静', '改过吗', /第十一条,现行有效。\n依据:.*\(2023年\)第九条/)
})

test('a case of the last answer is no word about coming', async () => {
  await room.tells('何静', '接待能喝酒吗', /第八条,现行有效。$/)
  expect((await room.tells('何静', '那招商接待呢')).text).toMatch(/依据:/)
  await room.tells('何静', '出差住宿超标怎么办', /第六条,现行有效。$/)
  expect((await room.tells('何静', '2025年6月出差呢')).text).toMatch(/依据:/)
})

test('现在呢 after a former text gives the one in force', async () => {
  await room.tells('何静', '2025年病假要证明吗', /\(2023年\)第四条/)
  await room.tells('何静', '现在呢', /第八条,现行有效。$/)
})
