import { byteLength } from './bytes.ts'
import { readXml } from './xml.ts'

/** A passive text of the app is at most 2,048 bytes (page 90241). */
const MAX_TEXT_BYTES = 2048

const TYPES = new Set(['text', 'image', 'voice', 'video', 'news', 'update_button', 'update_template_card'])

export type AppReply = { kind: 'shown'; text: string } | { kind: 'violation'; why: string }

/** Reads an opened passive reply of the app. What is no text is shown by its type. */
export function readAppReply(plain: string, userid: string, corpId: string): AppReply {
  const xml = readXml(plain)
  if (!xml) return violation('回复不是XML')
  const { ToUserName, FromUserName, CreateTime, MsgType, Content } = xml
  if (typeof ToUserName !== 'string' || ToUserName.toLowerCase() !== userid.toLowerCase())
    return violation('回复的ToUserName不是发送人')
  if (FromUserName !== corpId) return violation('回复的FromUserName不是企业ID')
  if (typeof CreateTime !== 'string' || !/^\d{10}$/.test(CreateTime))
    return violation('回复的CreateTime不是秒数')
  if (typeof MsgType !== 'string' || !TYPES.has(MsgType)) return violation('回复的MsgType不支持')
  if (MsgType !== 'text') return { kind: 'shown', text: `[${MsgType}]` }
  if (typeof Content !== 'string' || Content === '') return violation('文本回复没有内容')
  const length = byteLength(Content)
  return length > MAX_TEXT_BYTES
    ? violation(`文本回复${length}字节,超过${MAX_TEXT_BYTES}`)
    : { kind: 'shown', text: Content }
}

function violation(why: string): AppReply {
  return { kind: 'violation', why }
}
