// The playground in the browser: asks for the state each second, shows it, sends what the member does.

import { listenToDrawers, showNews } from './chats.js'
import { listenToComposer, sayHint, startQuote } from './composer.js'
import { scrollToEnd, showEntries } from './conversation.js'
import { isTwice, listenToPanel, showPanel } from './panel.js'
import { post } from './post.js'

const { as, chat } = document.body.dataset
const [kind] = chat.split(':')
const where = kind === 'group' ? { group: chat.slice('group:'.length) } : { single: kind }
const POLL_MS = 1000
let since = 0
let boot
let polling = false

listenToComposer(words => {
  scrollToEnd()
  act('/emulator/say', { from: as, chat: where, wait: false, ...words, ...(isTwice() && { times: 2 }) })
})
listenToPanel(act)
listenToDrawers()
await poll()
if (kind === 'aibot') act('/emulator/enter', { from: as, chat: 'aibot' })
setInterval(poll, POLL_MS)

async function act(path, body) {
  if (!(await post(path, body))) sayHint('没有发出去,请再试一次。')
  // The answer usually comes within a few milliseconds: look before the next regular poll.
  await poll()
  setTimeout(poll, 150)
  setTimeout(poll, 500)
}

async function poll() {
  if (polling) return
  polling = true
  try {
    const query = new URLSearchParams({ as, chat, since: String(since) })
    const answer = await fetch(`/emulator/state?${query}`)
    if (answer.ok) show(await answer.json())
  } catch {
    // The program is being restarted; the next poll tries again.
  } finally {
    polling = false
  }
}

function show(state) {
  if (boot !== undefined && boot !== state.boot) return location.reload()
  boot = state.boot
  since = state.rev
  showEntries(state.entries, { quote: startQuote, click, rate })
  showPanel(state)
  showNews(boot, state.newest)
}

function click(entry, key, selected) {
  const body = { from: as, chat: where, entry, key, ...(selected.length > 0 && { selected }) }
  return act('/emulator/click', body)
}

function rate(entry, verdict, reasons) {
  const body = { from: as, chat: where, entry, verdict, ...(reasons.length > 0 && { reasons }) }
  return act('/emulator/feedback', body)
}
