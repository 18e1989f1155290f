import { expect, test } from 'vitest'
import { textOf } from '../../src/rules/document.ts'
import { holdsOn } from '../../src/rules/layers.ts'
import { writeNumber } from '../../src/rules/numerals.ts'
import { ask, book, cited, today } from './sample.ts'

const inForce = book.texts.filter(text => holdsOn(text, today))

test('every article in force is found by its number, however it is written', () => {
  expect(inForce).toHaveLength(153)
  for (const { document, version, article } of inForce) {
    const { main } = article.number
    const short = version.aliases[0] ?? version.title
    const wide = [...String(main)].map(digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')
    const spellings = [
      `《${version.title}》第${writeNumber(main)}条`,
      `${short}第${main}条`,
      `${short} 第${wide}条 原文`,
      `${version.number}第${writeNumber(main)}条`,
      `请问${short}${main}条是怎么规定的`,
      `${document.id}第${main}条`,
    ]
    for (const spelling of spellings) {
      const answer = ask(spelling)
      expect([spelling, cited(answer)]).toEqual([spelling, `${document.id} ${article.label}`])
      expect(answer.articles[0]?.quote).toBe(textOf(article))
    }
  }
})

test('every article of every older text is found by its number and year', () => {
  const older = book.texts.filter(text => !holdsOn(text, today) && !text.amendedBy)
  expect(older).toHaveLength(63)
  for (const { document, version, article } of older) {
    const answer = ask(`${version.year}年版${version.title}${article.label}`)
    expect(cited(answer)).toBe(`${document.id}-${version.year} ${article.label}`)
    expect(answer.articles[0]?.quote).toBe(textOf(article))
  }
})

test.each([
  ['差旅办法第3-5条', ['第三条', '第四条', '第五条']],
  ['差旅办法第三条到第五条', ['第三条', '第四条', '第五条']],
  ['差旅办法第三、四条', ['第三条', '第四条']],
  ['差旅办法第三条和第六条', ['第三条', '第六条']],
  ['组织生活制度第二章', ['第四条', '第五条', '第六条', '第七条', '第八条', '第九条']],
])('%s gives all of them', (question, articles) => {
  expect(ask(question).articles.map(({ article }) => article)).toEqual(articles)
})

test('a 款 is quoted alone', () => {
  expect(ask('差旅办法第三条第二款').articles[0]).toMatchObject({
    paragraph: 2,
    quote: '乘坐飞机应当从严控制，能够乘坐火车当日到达的，一般不乘坐飞机。',
  })
  expect(ask('差旅办法第三条第五款').text).toContain('第三条只有2款,全文是:')
})

test('what does not exist is named', () => {
  expect(ask('请假办法第二十条')).toMatchObject({
    kind: 'none',
    text: '《组织生活请假与补学办法》(2026年)共14条,没有第二十条。',
  })
  expect(ask('2021年版请假办法第三条').text).toContain('没有2021年版')
  expect(ask('第九条').text).toContain('哪一份制度')
})

test('a wrong chapter does no harm', () => {
  expect(ask('组织生活制度第二章第十条').text).toContain('第十条在第三章。')
})

test('the wording before and after an amendment', () => {
  expect(ask('2022年版差旅办法第六条').text).toContain('省会350元')
  expect(ask('2022年版差旅办法第六条').text).toContain(
    '这一条后来由青办〔2024〕1号修改,自2024年1月1日起施行。',
  )
  expect(ask('2025年3月差旅办法第六条').text).toContain('省会380元')
  expect(ask('青办〔2024〕1号第六条').text).toContain('省会380元')
})
