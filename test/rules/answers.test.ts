import { expect, test } from 'vitest'
import { askRules } from '../../src/rules/ask.ts'
import { ask, book, cited, today } from './sample.ts'

test('an answer is the article word for word and its basis', () => {
  expect(ask('病假要不要证明')).toEqual({
    kind: 'answer',
    articles: [
      {
        document: 'R03',
        number: '青办〔2026〕6号',
        version: '2026',
        status: 'inForce',
        article: '第八条',
        quote:
          '因病不能参加组织生活的，不要求提交病假证明、诊断书或者病历。\n本条只适用于组织生活请假，上班病假按照人事管理规定办理。',
      },
    ],
    text: [
      '因病不能参加组织生活的，不要求提交病假证明、诊断书或者病历。',
      '本条只适用于组织生活请假，上班病假按照人事管理规定办理。',
      '依据:《组织生活请假与补学办法》(2026年)第八条,现行有效。',
    ].join('\n'),
    confidence: expect.closeTo(0.95, 1),
  })
})

test.each([
  ['2024年5月省会住宿标准多少', '省会380元', '(2022年,经青办〔2024〕1号修改)第六条'],
  ['2023年12月省会住宿能报多少', '省会350元', '(2022年)第六条'],
  ['省会住宿标准多少', '省会380元', '(2026年)第六条,现行有效'],
  ['去年省外住宿能报多少', '省外400元', '(2022年,经青办〔2024〕1号修改)第六条'],
  ['23年病假要证明吗', '须提交医院出具的病假证明', '(2023年)第四条'],
  ['以前补学要写心得吗', '不少于500字', '(2023年)第九条'],
  ['2022年版党课多久一次', '每半年', '(2022年)第七条'],
  ['廉政档案能不能代填', '不得由他人代填', '试行有效,试行期至2026年12月31日'],
])('%s is answered from the text of that time: %s', (question, words, basis) => {
  const answer = ask(question)
  expect(answer.kind).toBe('answer')
  expect(answer.articles[0]?.quote).toContain(words)
  expect(answer.text).toContain(basis)
})

test('an answer from an older text says where to look today', () => {
  expect(ask('2024年5月省会住宿标准多少').text).toBe(
    [
      '您问的是2024年5月的规定,当时有效的条文是:',
      '住宿费在限额内凭票据实报销，每人每晚限额为：省内300元、省会380元、省外400元（均为示范数值）。',
      '依据:《差旅费管理办法》(2022年,经青办〔2024〕1号修改)第六条,已由2026年版替代,不再适用。',
      '现行规定见2026年版第六条。',
    ].join('\n'),
  )
})

test('a given day decides, whatever the words say', () => {
  const answer = askRules(book, { text: '省会住宿标准多少', today, asOf: '2023-12-31' })
  expect(answer.articles[0]?.quote).toContain('省会350元')
  expect(askRules(book, { text: '省会住宿标准多少', today, asOf: today }).text).not.toContain('您问的是')
})

test('a time before the first text is named as such', () => {
  const answer = ask('2018年住宿标准是多少')
  expect(answer.kind).toBe('closest')
  expect(answer.text).toContain('没有2018年的文本')
  expect(answer.articles[0]).toMatchObject({ document: 'R08', version: '2022' })
})

test('a time in which the rule changed says until when the older text held', () => {
  expect(ask('2023年病假要证明吗').text).toContain(
    '2023年5月1日起才按此执行,之前适用《党员考勤办法》(2019年)。',
  )
})

test('a journey that began before the new rule keeps the old one', () => {
  const answer = ask('1月30日出发2月3日回来按哪版')
  expect(cited(answer)).toBe('R08 第十三条')
  expect(answer.text).toBe(
    [
      '2026年1月30日出发,早于2026年2月1日,本次出差按《差旅费管理办法》(2022年,经青办〔2024〕1号修改)执行。',
      '施行之日前已经出发的，本次出差仍按原办法执行。',
      '依据:《差旅费管理办法》(2026年)第十三条,现行有效。',
    ].join('\n'),
  )
  expect(ask('1月30日出发2月3日回来,省会住宿能报多少').articles[1]).toMatchObject({
    version: '2022',
    quote: expect.stringContaining('省会380元'),
  })
  expect(cited(ask('2月2日出发2月5日回来省会住宿多少'))).toBe('R08 第六条')
})

test.each([
  ['考勤扣分还有效吗', 'R03-2019 第八条', '已于2023年5月1日废止,不再适用'],
  ['考勤扣分怎么扣', 'R03-2019 第八条', '已于2023年5月1日废止,不再适用'],
  ['党员考勤办法废止了吗', 'R03-2019 第十条', '已于2023年5月1日废止,不再适用'],
  ['请假办法还有效吗', 'R03 第十四条', '有效。《组织生活请假与补学办法》(2026年)'],
  ['廉政档案办法还有效吗', 'R06 第十二条', '试行期至2026年12月31日'],
])('%s is answered from %s', (question, article, words) => {
  const answer = ask(question)
  expect(cited(answer)).toBe(article)
  expect(answer.text).toContain(words)
})

test('what took the place of an old article answers, not the old article', () => {
  expect(cited(ask('无故缺席的党员怎么处理'))).toBe('R03 第十二条')
})

test('what changed is shown as the two texts', () => {
  const { articles, text } = ask('请假提前几天,和以前比有什么变化')
  expect(articles.map(({ version, article }) => version + article)).toEqual(['2026第三条', '2023第三条'])
  expect(text).toContain('前一条现行,后一条是旧文。')
})

test('a reference to another rule is followed one step', () => {
  const { articles } = ask('接待来宾住宿按什么标准')
  expect(articles.map(({ document, article }) => document + article)).toEqual(['R07第五条', 'R08第六条'])
})

test('two questions in one message get two answers', () => {
  const { kind, articles } = ask('请假要提前几天?读书会要交心得吗?')
  expect(kind).toBe('answer')
  expect(articles.map(({ document, article }) => document + article)).toEqual(['R03第三条', 'R02第十一条'])
})

test('what the book does not hold is said plainly, with whom to ask', () => {
  expect(ask('三个规定怎么填')).toMatchObject({
    kind: 'none',
    articles: [],
    text: '“三个规定”不在现有制度汇编里,我不猜。可以问派驻纪检监察组。',
  })
  expect(ask('国家规定的差旅住宿标准是多少').text).toBe(
    '国家和上级的规定不在制度汇编里,我不猜。可以问综合科(办公室)。',
  )
  expect(ask('停电了怎么办').text).toBe('现有制度汇编里没有找到这一条,我不猜。可以问综合科(办公室)。')
  expect(ask('《中国共产党章程》第三条').text).toContain('制度汇编里没有这份文件')
})

test('省会 and 向上级报告 are not taken for rules of a higher level', () => {
  expect(ask('省会住宿标准是多少').kind).toBe('answer')
  expect(ask('书记请假要不要向上级报告').kind).not.toBe('none')
})

test('after its trial period a rule is no longer in force', () => {
  const answer = askRules(book, { text: '廉政档案能不能代填', today: '2027-01-15' })
  expect(answer.text).toContain('试行期已满,不再适用')
  expect(answer.text).not.toContain('有效,')
})

test('a rule that has been issued but has not begun is called so', () => {
  const answer = askRules(book, { text: '工作群规定第四条', today: '2026-04-01' })
  expect(answer.text).toContain('尚未施行,自2026年5月1日起施行')
})
