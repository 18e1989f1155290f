import { element } from './element.js'

const REASONS = [
  ['irrelevant', '答非所问'],
  ['incomplete', '不完整'],
  ['wrong', '有错误'],
  ['figures', '数据分析有误'],
]

/** 👍 and 👎 under an answer, as the client shows them. `onRate` gets the verdict and the reasons for 👎. */
export function feedbackNode(rated, onRate) {
  const box = element('div', 'feedback')
  const reasons = reasonsNode(chosen => onRate('down', chosen))
  box.append(
    thumb('👍', '有帮助', rated === 'up', () => onRate(rated === 'up' ? 'withdrawn' : 'up', [])),
    thumb('👎', '没帮上', rated === 'down', () => {
      if (rated === 'down') onRate('withdrawn', [])
      else reasons.hidden = !reasons.hidden
    }),
    reasons,
  )
  return box
}

function thumb(sign, label, isOn, onClick) {
  // The word stands beside the sign: not every machine has a font with it.
  const button = element('button', '', `${sign} ${label}`)
  button.type = 'button'
  button.setAttribute('aria-pressed', String(isOn))
  button.addEventListener('click', onClick)
  return button
}

function reasonsNode(onSend) {
  const form = element('form', 'reasons')
  form.hidden = true
  for (const [value, words] of REASONS) {
    const input = element('input')
    input.type = 'checkbox'
    input.value = value
    const label = element('label')
    label.append(input, ` ${words}`)
    form.append(label)
  }
  const send = element('button', '', '提交')
  form.append(send)
  form.addEventListener('submit', event => {
    event.preventDefault()
    onSend([...form.querySelectorAll('input:checked')].map(input => input.value))
  })
  return form
}
