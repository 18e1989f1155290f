import { describe, expect, test } from 'vitest'
import { understand } from '../../src/understand/understand.ts'
import { inGroup } from './branch.ts'

const addressed = { ...inGroup, addressed: true }

// Words that no list of the grammar holds whole: what they say is heard by the learned part.
const HEARD: [string, string][] = [
  ['我拿手机进会听', 'online'],
  ['人在长沙我从手机软件里头进会', 'online'],
  ['我赶末班车去现场', 'planned'],
]

test.each(HEARD)('%s is a mark of the sender', (text, status) => {
  expect(marksOf(text)).toMatchObject([{ name: 'self', status }])
})

describe('nothing is heard in', () => {
  const frames: [string, (text: string) => string][] = [
    ['a question', text => `${text}吗?`],
    ['a question about others', text => `谁${text}?`],
    ['a doubt', text => `不晓得能不能定,可能${text}`],
    ['a condition', text => `如果批了,${text}`],
    ['hearsay', text => `听说老谭${text}`],
    ['somebody’s words', text => `刘芳说她${text}`],
    ['a relative’s doings', text => `我妈${text}`],
    ['talk of somebody unnamed', text => `他${text}`],
    ['an acknowledgement', () => '收到,马上转告科里'],
    ['a private matter', () => '我爸住院了,心里乱得很'],
  ]
  test.each(frames)('%s', (_, frame) => {
    const misread = HEARD.map(([text]) => frame(text)).filter(text =>
      marksOf(text).some(({ name }) => name === 'self' || name === 'rest'),
    )
    expect(misread).toEqual([])
  })
})

function marksOf(text: string) {
  return (understand(text, addressed).slots.marks ?? []).filter(({ status }) => status !== undefined)
}
