import type { components } from '../api.gen.d.ts'
import type { TemplateCard } from '../cards.ts'

type Schemas = components['schemas']

/** Bytes of UTF-8 that one message holds: pages 90236 (app), 99110 (robot) and 101138 (response_url). */
export const LIMITS = { appText: 2048, robotText: 2048, robotMarkdown: 4096, laterAnswer: 20_480 } as const

/** A file has more than 5 bytes and at most 20 MB (page 90253). */
const LEAST_FILE = 6
const MOST_FILE = 20 * 1024 * 1024

/** The longest interval that the platform takes, in seconds (page 90236); all tries of one message must fall into it. */
export const DUPLICATE_CHECK_S = 4 * 60 * 60

/** What cannot be sent as it is: too long, empty, or addressed to something that is no account. Callers split or ask. */
export class BodyError extends Error {
  override readonly name = 'BodyError'
}

/** The frozen body of a text from the app to one member. */
export function appText(userid: string, agentId: number, text: string): string {
  const content = fitting(text, LIMITS.appText)
  const message: Schemas['AppMessage'] = { ...address(userid, agentId), msgtype: 'text', text: { content } }
  return JSON.stringify(message)
}

/** The frozen body of a card from the app to one member, with the text that goes out where the platform takes no card. */
export function appCard(userid: string, agentId: number, card: TemplateCard, text: string): string {
  const message: Schemas['AppMessage'] = {
    ...address(userid, agentId),
    msgtype: 'template_card',
    template_card: card,
  }
  return JSON.stringify({ card: JSON.stringify(message), text: appText(userid, agentId, text) })
}

/** The frozen body of the one update that a tap allows of a member's own card. */
export function appCardUpdate(
  userid: string,
  agentId: number,
  card: TemplateCard,
  responseCode: string,
): string {
  const update: Schemas['CardUpdate'] = {
    userids: [account(userid)],
    agentid: agentId,
    response_code: responseCode,
    template_card: card,
  }
  return JSON.stringify(update)
}

/** The body of a file before it is uploaded: its name and bytes. */
export function appFile(name: string, bytes: Uint8Array): string {
  if (!/^[^\p{Cc}"/\\]{1,80}$/u.test(name))
    throw new BodyError('a file name has 1 to 80 characters and no separators')
  if (bytes.length < LEAST_FILE || bytes.length > MOST_FILE)
    throw new BodyError('a file has 6 bytes to 20 MB')
  return JSON.stringify({ name, base64: Buffer.from(bytes).toString('base64') })
}

/** The frozen body of an uploaded file from the app to one member. */
export function appFileMessage(userid: string, agentId: number, mediaId: string): string {
  const message: Schemas['AppMessage'] = {
    ...address(userid, agentId),
    msgtype: 'file',
    file: { media_id: mediaId },
  }
  return JSON.stringify(message)
}

/** The frozen body of a text from a group's robot. Mentioned are accounts of members, or '@all'. */
export function robotText(text: string, mentioned: readonly string[] = []): string {
  const content = fitting(text, LIMITS.robotText)
  const mentions =
    mentioned.length === 0
      ? {}
      : { mentioned_list: mentioned.map(one => (one === '@all' ? one : account(one))) }
  const message: Schemas['RobotMessage'] = { msgtype: 'text', text: { content, ...mentions } }
  return JSON.stringify(message)
}

export function robotMarkdown(text: string): string {
  const message: Schemas['RobotMessage'] = {
    msgtype: 'markdown',
    markdown: { content: fitting(text, LIMITS.robotMarkdown) },
  }
  return JSON.stringify(message)
}

/** The body of the one later answer through a response_url; it names the url, so it is sealed while it waits. */
export function laterAnswer(url: string, text: string): string {
  const payload: Schemas['LaterAnswer'] = {
    msgtype: 'markdown',
    markdown: { content: fitting(text, LIMITS.laterAnswer) },
  }
  return JSON.stringify({ url, payload })
}

function address(userid: string, agentid: number): Schemas['AppAddress'] {
  return {
    touser: account(userid),
    agentid,
    enable_duplicate_check: 1,
    duplicate_check_interval: DUPLICATE_CHECK_S,
  }
}

/** Nothing but an account: '@all', or accounts joined by a bar, would reach people nobody meant. */
function account(userid: string): string {
  if (/^[0-9A-Za-z][0-9A-Za-z_.@-]{0,63}$/.test(userid)) return userid
  throw new BodyError('not an account of a member')
}

function fitting(text: string, limit: number): string {
  const content = writable(text)
  const bytes = Buffer.byteLength(content)
  if (bytes > limit) throw new BodyError(`a message of ${bytes} bytes, ${limit} are allowed`)
  if (content.trim() === '') throw new BodyError('a message without words')
  return content
}

/** JSON writes control characters and halves of characters as \uXXXX, which the platform refuses (40033). */
function writable(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\n\t]/gu, '')
}
