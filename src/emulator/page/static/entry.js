import { blockNode } from './blocks.js'
import { cardNode } from './card.js'
import { element } from './element.js'
import { feedbackNode } from './feedback.js'

const TONES = 6
const TAGS = { bot: '机器人', robot: '群推送', app: '应用' }

/** The list item of one entry. `on.quote` and `on.click` are told what the reader does with it. */
export function entryNode(entry, on) {
  if (entry.kind === 'system') return element('li', 'system', `${entry.time} ${entry.text}`)
  const item = element('li', `entry ${entry.kind}${entry.mine ? ' mine' : ''}`)
  const side = element('div', 'side')
  side.append(headNode(entry, on), bubbleNode(entry, on))
  if (entry.rateable && !entry.open)
    side.append(feedbackNode(entry.rated, (verdict, reasons) => on.rate(entry.id, verdict, reasons)))
  if (entry.note) side.append(element('p', 'entry-note', entry.note))
  item.append(avatarNode(entry), side)
  return item
}

function headNode(entry, on) {
  const head = element('p', 'head')
  head.append(element('span', 'sender', entry.sender))
  if (TAGS[entry.kind]) head.append(element('span', 'kind', TAGS[entry.kind]))
  head.append(element('time', '', entry.time), quoteButton(entry, on))
  return head
}

function quoteButton(entry, on) {
  const button = element('button', 'quote-button', '引用')
  button.type = 'button'
  button.setAttribute('aria-label', `引用${entry.sender}的消息`)
  button.addEventListener('click', () => on.quote(entry.text))
  return button
}

function bubbleNode(entry, on) {
  const box = element('div', 'bubble')
  if (entry.quote) box.append(element('p', 'quoted', entry.quote))
  if (entry.card) box.append(cardNode(entry.card, (key, selected) => on.click(entry.id, key, selected)))
  else if (entry.file) box.append(fileNode(entry.file))
  else box.append(...entry.blocks.map(blockNode))
  if (entry.open) box.append(element('p', 'writing', '正在写…'))
  return box
}

function fileNode(file) {
  const link = element('a', 'file', file.name)
  link.href = `/emulator/media/${encodeURIComponent(file.mediaId)}`
  link.append(element('small', '', `${Math.max(1, Math.round(file.size / 1024))} KB`))
  return link
}

function avatarNode(entry) {
  const isMember = entry.kind === 'member' || entry.kind === 'undelivered'
  const tone = isMember ? `tone-${toneOf(entry.sender)}` : 'tone-bot'
  const node = element('span', `avatar ${tone}`, isMember ? [...entry.sender].slice(-2).join('') : '清')
  node.setAttribute('aria-hidden', 'true')
  return node
}

/** The same colour as the server gives to this name. */
function toneOf(name) {
  return [...name].reduce((sum, character) => (sum * 31 + character.codePointAt(0)) % 997, 7) % TONES
}
