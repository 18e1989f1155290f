import { element } from './element.js'

/** A card with its lines, choices and buttons. `onClick` gets the key of a button and what was chosen. */
export function cardNode(card, onClick) {
  const box = element('form', 'card')
  box.addEventListener('submit', event => event.preventDefault())
  if (card.main_title?.title) box.append(element('p', 'heading', card.main_title.title))
  if (card.main_title?.desc) box.append(element('p', 'card-note', card.main_title.desc))
  if (card.sub_title_text) box.append(element('p', 'words', card.sub_title_text))
  for (const line of card.horizontal_content_list ?? []) box.append(lineNode(line))
  const choices = choicesOf(card)
  box.append(
    ...choices.map(choice => choice.node),
    buttonsNode(card, key => onClick(key, chosen(choices))),
  )
  return box
}

function lineNode({ keyname, value }) {
  const line = element('p', 'card-line')
  line.append(element('span', '', keyname), element('span', '', value ?? ''))
  return line
}

function choicesOf(card) {
  const checkbox = card.checkbox ? [{ ...card.checkbox, single: (card.checkbox.mode ?? 0) === 0 }] : []
  const lists = (card.select_list ?? []).map(list => ({ ...list, single: true }))
  return [...checkbox, ...lists].map(choice => ({
    questionKey: choice.question_key,
    node: choiceNode(choice),
  }))
}

function choiceNode({ title, single, question_key: name, option_list: options }) {
  const node = element('fieldset')
  if (title) node.append(element('legend', '', title))
  for (const { id, text } of options ?? []) {
    const input = element('input')
    input.type = single ? 'radio' : 'checkbox'
    input.name = name
    input.value = id
    const label = element('label')
    label.append(input, ` ${text}`)
    node.append(label)
  }
  return node
}

function buttonsNode(card, onClick) {
  const line = element('p', 'card-buttons')
  const buttons = [...(card.button_list ?? []), ...(card.submit_button ? [card.submit_button] : [])]
  for (const { text, key, style } of buttons) {
    const button = element('button', style === 1 ? 'is-main' : '', card.replace_text ?? text)
    button.type = 'button'
    button.disabled = card.replace_text !== undefined || key === undefined
    button.addEventListener('click', () => clickOnce(button, () => onClick(key)))
    line.append(button)
  }
  return line
}

/** A button rests until its click was answered; the answer usually brings a new card. */
async function clickOnce(button, click) {
  button.disabled = true
  await click()
  button.disabled = false
}

function chosen(choices) {
  return choices.map(({ questionKey, node }) => ({
    questionKey,
    optionIds: [...node.querySelectorAll('input:checked')].map(input => input.value),
  }))
}
