import { post, type Make } from './case.ts'
import { messageFor, partsOf, seal, type Target } from './forge.ts'

// Sealed and signed by somebody who holds the keys: what comes out is not a message of the platform.

export const innerCases: Record<string, Make> = {
  empty: target => saying(target, ''),
  'blanks only': target => saying(target, ' \n'),
  'plain words': target =>
    saying(target, target.random.pick(['参加', 'hello', '1616140317555161061', 'undefined'])),
  'random characters': target =>
    saying(target, target.random.word(target.random.between(1, 300), '{}[]<>":,\\/!&;abc01 参\0\u202e')),
  'cut off': target =>
    saying(target, messageFor(target.keys, target.random).slice(0, -target.random.between(1, 30))),
  'rubbish after the end': target =>
    saying(target, `${messageFor(target.keys, target.random)}${target.random.pick(['x', '}', '<a>', '{}'])}`),
  'a message of the other channel': target =>
    saying(
      target,
      messageFor({ ...target.keys, kind: target.keys.kind === 'json' ? 'xml' : 'json' }, target.random),
    ),
}

export const jsonInnerCases: Record<string, Make> = {
  'no object': target =>
    saying(target, target.random.pick(['[]', '1', '""', 'null', 'true', '[[]]', '-0', '1e999'])),
  'a list of messages': target => saying(target, `[${messageFor(target.keys, target.random)}]`),
  'an object with nothing in it': target =>
    saying(target, target.random.pick(['{}', '{"a":1}', '{"__proto__":{}}'])),
  'very deep': target => saying(target, `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`),
  'a very deep list': target => saying(target, `${'['.repeat(50_000)}${']'.repeat(50_000)}`),
  'very deep, not closed': target => saying(target, '['.repeat(50_000)),
  'no msgid': target => changed(target, message => ({ ...message, msgid: undefined })),
  'msgid is no text': target =>
    changed(target, message => ({ ...message, msgid: target.random.pick(NO_TEXT) })),
  'no msgtype': target => changed(target, message => ({ ...message, msgtype: undefined })),
  'msgtype is no text': target =>
    changed(target, message => ({ ...message, msgtype: target.random.pick(NO_TEXT) })),
  'no sender': target =>
    changed(target, message => ({
      ...message,
      from: target.random.pick([undefined, null, {}, [], 'liufang', 1]),
    })),
  'the sender is no text': target =>
    changed(target, message => ({ ...message, from: { userid: target.random.pick(NO_TEXT) } })),
  'chattype is no text': target =>
    changed(target, message => ({ ...message, chattype: target.random.pick(NO_TEXT) })),
  'a group without an id': target => changed(target, message => ({ ...message, chattype: 'group' })),
  'a text without a text': target =>
    changed(target, message => ({
      ...message,
      text: target.random.pick([undefined, null, 1, 'words', [], {}]),
    })),
  'the text is no text': target =>
    changed(target, message => ({ ...message, text: { content: target.random.pick(NO_TEXT) } })),
  'a byte order mark': target => saying(target, `\uFEFF${messageFor(target.keys, target.random)}`),
}

const ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

export const xmlInnerCases: Record<string, Make> = {
  'no element': target =>
    saying(target, target.random.pick(['<>', '<?xml version="1.0"?>', '<!-- -->', '</xml>'])),
  'a root with nothing in it': target =>
    saying(target, target.random.pick(['<xml/>', '<xml></xml>', '<xml>参加</xml>'])),
  'another root': target =>
    saying(target, messageFor(target.keys, target.random).replaceAll('xml>', 'html>')),
  'two roots': target => saying(target, messageFor(target.keys, target.random).repeat(2)),
  'entities that grow': target => saying(target, `${ENTITIES}${messageFor(target.keys, target.random)}`),
  'a document type inside': target =>
    saying(target, messageFor(target.keys, target.random).replace('<Content>', '<!DOCTYPE x><Content>')),
  'not closed': target => saying(target, messageFor(target.keys, target.random).replace('</Content>', '')),
  'a field twice': target =>
    saying(
      target,
      messageFor(target.keys, target.random).replace(
        '<Content>',
        '<FromUserName>zhang</FromUserName><Content>',
      ),
    ),
  'very deep': target => saying(target, `<xml>${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}</xml>`),
  'no sender': target => saying(target, without(target, 'FromUserName')),
  'no type': target => saying(target, without(target, 'MsgType')),
  'no id': target => saying(target, without(target, 'MsgId')),
  'a text without a text': target => saying(target, without(target, 'Content')),
  'elements in the sender': target =>
    saying(
      target,
      messageFor(target.keys, target.random).replace('<![CDATA[liufang]]>', '<a>liufang</a><b/>'),
    ),
}

const NO_TEXT: unknown[] = [1, 0, true, null, [], {}, ['a'], { toString: 'a' }, { length: 3 }]

function saying(target: Target, text: string) {
  return post(target, partsOf(target, { encrypt: seal(target, { text }) }))
}

function changed(target: Target, change: (message: Record<string, unknown>) => unknown) {
  return saying(target, JSON.stringify(change(JSON.parse(messageFor(target.keys, target.random)))))
}

function without(target: Target, name: string): string {
  return messageFor(target.keys, target.random).replace(new RegExp(`<${name}>.*?</${name}>`), '')
}
