import { expect, test } from 'vitest'
import { readUpload } from '../../src/emulator/api/multipart.ts'
import { cutToBytes } from '../../src/emulator/bytes.ts'
import { blocksOf } from '../../src/emulator/page/blocks.ts'
import { html } from '../../src/emulator/page/html.ts'
import { chineseTime, instantAt, nextMorning, wallClock } from '../../src/emulator/shanghai.ts'
import { readXml, writeXml } from '../../src/emulator/xml.ts'

test.each([
  ['字字', 6, '字字'],
  ['字字', 5, '字'],
  ['a😀', 4, 'a'],
  ['', 3, ''],
])('%s cut to %i bytes', (text, limit, cut) => {
  expect(cutToBytes(text, limit)).toBe(cut)
})

test.each([
  ['2026-11-20T07:10', '2026-11-20T08:30'],
  ['2026-11-20T08:30', '2026-11-23T08:30'],
  ['2026-11-20T09:00', '2026-11-23T08:30'],
  ['2026-11-22T23:59', '2026-11-23T08:30'],
])('after %s the next working morning is %s', (now, morning) => {
  expect(wallClock(nextMorning(instantAt(now)!))).toBe(morning)
})

test('the clock reads as people write it, and only a real time can be set', () => {
  expect(chineseTime(instantAt('2026-11-20T09:00')!)).toBe('2026年11月20日(周五)09:00')
  expect(['2026-02-30T09:00', '2026-11-20', 'x'].map(instantAt)).toEqual([undefined, undefined, undefined])
})

test('markdown becomes blocks of text', () => {
  const text = '### 报名\n**刘芳**:参加\n共`1`人\n\n- 甲\n- 乙\n3. 丙\n> 引\n|名|数|\n|--|--|\n|甲|1|\n---'
  expect(blocksOf(text, 'markdown')).toEqual([
    { type: 'heading', lines: [[{ text: '报名' }]] },
    {
      type: 'text',
      lines: [
        [{ text: '刘芳', style: 'bold' }, { text: ':参加' }],
        [{ text: '共' }, { text: '1', style: 'code' }, { text: '人' }],
      ],
    },
    { type: 'list', lines: [[{ text: '甲' }], [{ text: '乙' }]] },
    { type: 'list', first: 3, lines: [[{ text: '丙' }]] },
    { type: 'quote', lines: [[{ text: '引' }]] },
    {
      type: 'table',
      rows: [
        [[{ text: '名' }], [{ text: '数' }]],
        [[{ text: '甲' }], [{ text: '1' }]],
      ],
    },
    { type: 'rule' },
  ])
})

test.each([
  ['[甲](https://a.cn/x)', [{ text: '甲', href: 'https://a.cn/x' }]],
  ['[甲](javascript:alert(1))', [{ text: '[甲](javascript:alert(1))' }]],
  [
    '<font color="warning">急</font><@liufang>',
    [
      { text: '急', style: 'warning' },
      { text: '@liufang', style: 'mention' },
    ],
  ],
  ['<b onclick=x>甲</b>', [{ text: '<b onclick=x>甲</b>' }]],
])('the line %s', (line, spans) => {
  expect(blocksOf(line, 'markdown')).toEqual([{ type: 'text', lines: [spans] }])
})

test('plain text keeps its stars and line breaks', () => {
  expect(blocksOf('**甲**\n\n乙', 'text')).toEqual([
    { type: 'text', lines: [[{ text: '**甲**' }], [{ text: '' }], [{ text: '乙' }]] },
  ])
})

test('a template escapes every value', () => {
  expect(html`<a title="${`"'&`}">${'<b>'}${[html`<i>${1}</i>`]}</a>`.markup).toBe(
    '<a title="&quot;&#39;&amp;">&lt;b&gt;<i>1</i></a>',
  )
})

test('XML is read back as it was written, and a document type is refused', () => {
  expect(readXml(writeXml({ Content: 'a]]>b<&', Count: 3, Inner: { Item: ['x', 'y'] } }))).toEqual({
    Content: 'a]]>b<&',
    Count: '3',
    Inner: { Item: ['x', 'y'] },
  })
  expect(readXml('<!DOCTYPE a><xml><a>1</a></xml>')).toBeUndefined()
  expect(readXml('<xml><a>1</xml>')).toBeUndefined()
})

test('the part named media is found among others, byte for byte', () => {
  const body = [
    '--B1',
    'Content-Disposition: form-data; name="type"',
    '',
    'file',
    '--B1',
    'Content-Disposition: form-data; name="media"; filename="台账.xlsx"; filelength=6',
    'Content-Type: application/octet-stream',
    '',
    'a\r\n--b',
    '--B1--',
    '',
  ].join('\r\n')
  const upload = readUpload('multipart/form-data; boundary=B1', Buffer.from(body))
  expect(upload).toEqual({ name: '台账.xlsx', bytes: Buffer.from('a\r\n--b') })
  expect(readUpload('application/json', Buffer.from(body))).toBeUndefined()
})
