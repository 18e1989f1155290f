import { expect, test } from 'vitest'
import { understand } from '../../src/understand/understand.ts'
import { inGroup, readLabelled, secretary, utterances } from './branch.ts'

const long = (piece: string) => piece.repeat(Math.ceil(30_000 / piece.length)).slice(0, 30_000)

// Security notes 4.2, B04: no crash, and nothing that grows faster than the text. A phrase that backtracks takes minutes for
// these; the bound is far from both, so that a busy machine does not matter.
const NASTY: Record<string, string> = {
  'one character': long('啊'),
  mentions: long('@清风'),
  'quote marks': long('「'),
  dashes: long('- '),
  'rule lines': long(`${'- '.repeat(30)}\n`),
  'numbers with dots': long('1.'),
  'clock times': long('12:'),
  months: long('11月'),
  'leave words': long('请假'),
  'double negations': long('不能不'),
  'questions about ability': long('能不能'),
  hedges: long('可能'),
  typos: long('以到己到'),
  names: long('张伟、'),
  proxies: long('帮'),
  corrections: long('改成'),
  commands: long('取消发起截止'),
  reminders: long('提醒没报的'),
  fillers: long('这个那个就是'),
  acknowledgements: long('收到,'),
  brackets: long('('),
  'closing marks': long('>'),
  'white space': long(' '),
  'line breaks': long('\n'),
  'a chain of one line': `#接龙\n${long('1. ')}`,
  'a chain of many lines': `#接龙\n${long('1. 王建平 参加 请假 下乡\n')}`,
  headers: long('#接龙\n'),
  'emoji families': long('👨‍👩‍👧‍👦'),
  'right-to-left marks': long('\u202e参加\u202c'),
  'zero width': `${long('\u200b')}参加`,
  'lone surrogates': long('\ud800'),
  NUL: long('\0'),
  'combining marks': long('e\u0301'),
  'full-width digits': long('１'),
  'every message at once': utterances('more.jsonl')
    .map(({ text }) => text)
    .join(',')
    .slice(0, 30_000),
}

test.each(Object.entries(NASTY))('%s for 30,000 characters are read without backtracking', (_, text) => {
  understand(text, secretary)
  const fastest = Math.min(...[0, 1, 2].map(() => timed(() => understand(text, secretary))))
  expect(fastest).toBeLessThan(1000)
})

test('an ordinary message is read in less than a millisecond', () => {
  const messages = utterances('more.jsonl')
  for (const message of messages) readLabelled(message)
  const mean = timed(() => messages.forEach(readLabelled)) / messages.length
  expect(mean).toBeLessThan(1)
})

test('a text of nothing but signs is nobody’s business', () => {
  for (const text of ['', ' ', '\n', '。。。', '\u200b', '\0', '\ud800', '!!!', '「」']) {
    expect(understand(text, inGroup)).toMatchObject({ intent: 'none', slots: {} })
  }
})

function timed(act: () => unknown): number {
  const begun = performance.now()
  act()
  return performance.now() - begun
}
