const { bot } = document.body.dataset
const form = document.getElementById('composer')
const textBox = document.getElementById('text')
const mention = document.getElementById('mention')
const hint = document.getElementById('grey-hint')
const quoteBar = document.getElementById('quote-bar')
const quoteText = document.getElementById('quote-text')
const MAX_QUOTE = 4000
let quote

/** Listens to the input; `send` gets the words, whether the bot is mentioned (in groups) and the quote. */
export function listenToComposer(send) {
  const sendWords = words => {
    const text = words.trim()
    if (text === '') return
    send({ text, ...mentionIn(text), ...(quote && { quote }) })
    setQuote(undefined)
  }
  form.addEventListener('submit', event => {
    event.preventDefault()
    sendWords(textBox.value)
    textBox.value = ''
    textBox.focus()
  })
  textBox.addEventListener('keydown', event => {
    // Enter that ends the choice of a character must not send.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })
  for (const chip of document.querySelectorAll('.chip'))
    chip.addEventListener('click', () => sendWords(chip.textContent))
  mention?.addEventListener('click', toggleMention)
  document.getElementById('quote-off').addEventListener('click', () => setQuote(undefined))
}

/** Puts a message above the input as the one that is answered. */
export function startQuote(text) {
  setQuote(text.slice(0, MAX_QUOTE))
  textBox.focus()
}

export function sayHint(words) {
  hint.textContent = words
}

function mentionIn(text) {
  return mention ? { mention: isPressed() || text.includes(`@${bot}`) } : {}
}

function toggleMention() {
  mention.setAttribute('aria-pressed', String(!isPressed()))
  sayHint(isPressed() ? '' : `未@${bot},机器人收不到:企业微信不把这样的群消息转给它。`)
}

function isPressed() {
  return mention.getAttribute('aria-pressed') === 'true'
}

function setQuote(text) {
  quote = text
  quoteText.textContent = text ?? ''
  quoteBar.hidden = text === undefined
}
