import { element } from './element.js'
import { entryNode } from './entry.js'

const log = document.getElementById('log')
const list = document.getElementById('entries')
const itemById = new Map()
let lastDay = ''
/** Whether the reader is at the end of the conversation and wants to stay there. */
let atEnd = true

/** Shows new and changed entries. */
export function showEntries(entries, on) {
  for (const entry of entries) showEntry(entry, on)
  showEmpty()
  if (atEnd) scrollToEnd()
  log.setAttribute('aria-busy', 'false')
}

function showEntry(entry, on) {
  const item = entryNode(entry, on)
  const known = itemById.get(entry.id)
  itemById.set(entry.id, item)
  if (known) return known.replaceWith(item)
  if (entry.day !== lastDay) list.append(element('li', 'day', dayWords(entry.day)))
  lastDay = entry.day
  list.append(item)
}

function showEmpty() {
  const empty = list.querySelector('.empty')
  if (itemById.size > 0) empty?.remove()
  else if (!empty) list.append(element('li', 'empty', '还没有消息。点一句下面的例句试试。'))
}

function dayWords(day) {
  const weekday = '日一二三四五六'[new Date(`${day}T00:00:00Z`).getUTCDay()]
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日 周${weekday}`
}

export function scrollToEnd() {
  atEnd = true
  log.scrollTop = log.scrollHeight
}

log.addEventListener('scroll', () => {
  atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60
})
// The place for messages shrinks when a quote or a hint appears below it.
new ResizeObserver(() => {
  if (atEnd) scrollToEnd()
}).observe(log)
