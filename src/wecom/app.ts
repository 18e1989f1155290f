import { hash } from 'node:crypto'
import type { Content, Message, Reply } from '../talk/message.ts'
import { childOf, parseXml, type XmlNode } from './envelope/xml.ts'

/** One passive text reply of an app, in bytes of UTF-8 (developer.work.weixin.qq.com/document/path/90241). */
const REPLY_LIMIT = 2048

/** Reads the decrypted XML of an app callback; undefined when it is none. Its chat is the member's single chat. */
export function decodeApp(text: string): Message | undefined {
  const xml = parseXml(text)
  if (xml === undefined) return undefined
  const field = (name: string) => leaf(xml, name)
  const sender = field('FromUserName')
  const type = field('MsgType')
  const createTime = Number(field('CreateTime'))
  if (sender === undefined || type === undefined || !Number.isSafeInteger(createTime) || createTime <= 0)
    return undefined
  const id = type === 'event' ? eventKey(xml, sender, createTime) : field('MsgId')
  if (id === undefined || (type === 'text' && field('Content') === undefined)) return undefined
  if (sender === '' || id === '' || sender.length > 128 || id.length > 200) return undefined
  return {
    channel: 'app',
    id,
    chat: { kind: 'single', id: sender },
    sender,
    sentAt: new Date(createTime * 1000),
    replyLimit: REPLY_LIMIT,
    content: contentOf(xml, type),
  }
}

function leaf(node: XmlNode, name: string): string | undefined {
  return childOf(node, name)?.text
}

/**
 * Events have no id: two distinct ones of one second differ in these (path/90240, and reports of dropped events). Each tap has
 * a response code of its own.
 */
function eventKey(xml: XmlNode, sender: string, createTime: number): string {
  const names = ['Event', 'EventKey', 'TaskId', 'ChangeType', 'ResponseCode']
  const parts = names.map(name => leaf(xml, name) ?? '').join('|')
  return `event|${sender}|${createTime}|${hash('sha256', parts, 'hex')}`
}

function contentOf(xml: XmlNode, type: string): Content {
  switch (type) {
    case 'text':
      return { kind: 'text', text: leaf(xml, 'Content') ?? '' }
    case 'event':
      return eventOf(xml)
    case 'image':
    case 'voice':
    case 'video':
    case 'location':
    case 'link':
      return { kind: 'unreadable' }
    default:
      return { kind: 'ignored' }
  }
}

/** Page 90240. A menu of a card would be another event; our cards have none. */
function eventOf(xml: XmlNode): Content {
  const event = leaf(xml, 'Event')
  if (event === 'enter_agent') return { kind: 'enter' }
  const cardId = leaf(xml, 'TaskId') ?? ''
  if (event !== 'template_card_event' || cardId === '' || cardId.length > 128) return { kind: 'ignored' }
  const key = (leaf(xml, 'EventKey') ?? '').slice(0, 1024)
  const responseCode = leaf(xml, 'ResponseCode')
  return { kind: 'tap', cardId, key, ...(responseCode !== undefined && { responseCode }) }
}

/** A passive text reply; an empty answer is an empty body. */
export function encodeApp(message: Message, corpId: string, { text }: Reply, now: Date): string {
  if (text === '') return ''
  return [
    '<xml>',
    `<ToUserName>${cdata(message.sender)}</ToUserName>`,
    `<FromUserName>${cdata(corpId)}</FromUserName>`,
    `<CreateTime>${Math.floor(now.getTime() / 1000)}</CreateTime>`,
    `<MsgType>${cdata('text')}</MsgType>`,
    `<Content>${cdata(text)}</Content>`,
    '</xml>',
  ].join('')
}

/** `]]>` would end the section early, so it is closed and opened again in between. */
function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}
