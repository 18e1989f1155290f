import { expect, test } from 'vitest'
import { childOf, parseFlatXml, parseXml } from '../../src/wecom/envelope/xml.ts'

test('a message of the app channel is read as it was written', () => {
  const fields = parseFlatXml(
    '<?xml version="1.0" encoding="UTF-8"?>\n<xml><ToUserName><![CDATA[ww1]]></ToUserName>\n<CreateTime>1795136400</CreateTime>' +
      '<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[ 我 & <你> &amp; ]]></Content><MsgId>0045612553542513459290</MsgId></xml>\n',
  )
  expect(Object.fromEntries(fields ?? [])).toEqual({
    ToUserName: 'ww1',
    CreateTime: '1795136400',
    MsgType: 'text',
    Content: ' 我 & <你> &amp; ',
    MsgId: '0045612553542513459290',
  })
})

test('a card event is read with the lists inside it', () => {
  const event = parseXml(
    '<xml><Event>template_card_event</Event><SelectedItems><SelectedItem><QuestionKey>q1</QuestionKey>' +
      '<OptionIds><OptionId>a</OptionId><OptionId>b</OptionId></OptionIds></SelectedItem>\n<SelectedItem/></SelectedItems></xml>',
  )
  const items = childOf(event, 'SelectedItems')?.children ?? []
  expect(items.map(item => item.name)).toEqual(['SelectedItem', 'SelectedItem'])
  expect(childOf(items[0], 'QuestionKey')?.text).toBe('q1')
  expect(childOf(items[0], 'OptionIds')?.children.map(option => option.text)).toEqual(['a', 'b'])
  expect(childOf(items[0], 'ResponseCode')).toBeUndefined()
})

test.each([
  ['the five entities outside CDATA', '&lt;a&gt; &amp;amp; &quot;&apos;', '<a> &amp; "\''],
  ['numbered characters', '&#21442;&#x52A0;', '参加'],
  ['entities inside CDATA, which are none', '<![CDATA[&lt;&#65;]]>', '&lt;&#65;'],
  ['several pieces', 'a<![CDATA[b]]>c<!-- d -->e', 'abce'],
  ['blanks', '  \n ', '  \n '],
  ['nothing', '', ''],
  ['an entity that nobody has declared', '&hello;', '&hello;'],
])('the text of an element: %s', (_, written, text) => {
  expect(childOf(parseXml(`<xml><a>${written}</a></xml>`), 'a')).toEqual({ name: 'a', text, children: [] })
})

test.each([
  ['nothing', ''],
  ['words', '参加'],
  ['another root', '<html></html>'],
  ['two roots', '<xml></xml><xml></xml>'],
  ['a second root behind an empty one', '<xml/><xml><a>1</a></xml>'],
  ['words behind the root', '<xml></xml>a'],
  ['a document type', '<!DOCTYPE xml><xml></xml>'],
  ['a document type inside', '<xml><!DOCTYPE a [<!ENTITY b "c">]><d>&b;</d></xml>'],
  ['what the parser takes for a document type', '<xml><!D a></xml>'],
  ['a document type in small letters', '<xml><!doctype a></xml>'],
  ['a field twice', '<xml><a>1</a><a>2</a></xml>'],
  ['text beside elements', '<xml>a<b/></xml>'],
  ['text beside elements further down', '<xml><c>a<b/></c></xml>'],
  ['not closed', '<xml><a></xml>'],
  ['closed crosswise', '<xml><a><b></a></b></xml>'],
  ['CDATA not closed', '<xml><a><![CDATA[b</a></xml>'],
  ['an ampersand by itself', '<xml><a>b & c</a></xml>'],
  ['a character number that is none', '<xml><a>&#1114112;</a></xml>'],
  ['names of the language', '<xml><__proto__>1</__proto__></xml>'],
  ['the constructor', '<xml><constructor>1</constructor></xml>'],
  ['a Chinese name', '<xml><名>1</名></xml>'],
  ['twenty levels', `<xml>${'<a>'.repeat(20)}${'</a>'.repeat(20)}</xml>`],
  ['twenty thousand levels', `<xml>${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}</xml>`],
])('what the platform never sends is no message: %s', (_, text) => {
  expect(parseXml(text)).toBeUndefined()
  expect(({} as { admin?: unknown }).admin).toBeUndefined()
})

test('a message with elements inside a field is not a flat one', () => {
  expect(parseFlatXml('<xml><a><b>1</b></a></xml>')).toBeUndefined()
})

test('a megabyte of tags is refused or read within two seconds', () => {
  const started = performance.now()
  for (const piece of ['<a>', '<a/>', '<a b="c"/>', '&amp;', '<![CDATA[', '<!--', '<?a ', '"'])
    parseXml(`<xml><b>${piece.repeat(2 ** 20 / piece.length)}</b></xml>`)
  expect(performance.now() - started).toBeLessThan(8 * 2000)
})
