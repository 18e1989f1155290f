import { element } from './element.js'

const wall = document.getElementById('wall')
const encrypt = document.getElementById('encrypt')
const twice = document.getElementById('twice')
/** Whether the reader is choosing a time that the clock must not overwrite. */
let isChoosing = false

/** Shows clock, switches and the last requests of a state. */
export function showPanel({ clock, switches, wire }) {
  document.getElementById('clock').textContent = clock.shown
  if (!isChoosing) wall.value = clock.wall
  encrypt.checked = switches.encryptSenderIds
  if (wire.callback) showRequest('wire-callback', wire.callback)
  if (wire.call) showRequest('wire-call', wire.call)
}

/** Listens to the panel; `act` gets the address and what is asked. */
export function listenToPanel(act) {
  for (const button of document.querySelectorAll('[data-advance]'))
    button.addEventListener('click', () => moveClock({ advanceMinutes: Number(button.dataset.advance) }))
  document.querySelector('[data-morning]').addEventListener('click', () => moveClock({ to: 'morning' }))
  document.getElementById('set-clock').addEventListener('submit', event => {
    event.preventDefault()
    moveClock({ at: wall.value.slice(0, 16) })
  })
  wall.addEventListener('input', () => {
    isChoosing = true
  })
  encrypt.addEventListener('change', () => act('/emulator/switches', { encryptSenderIds: encrypt.checked }))
  twice.checked = sessionStorage.getItem('twice') === 'yes'
  twice.addEventListener('change', () => sessionStorage.setItem('twice', twice.checked ? 'yes' : 'no'))

  function moveClock(to) {
    isChoosing = false
    act('/emulator/clock', to)
  }
}

export function isTwice() {
  return twice.checked
}

function showRequest(id, record) {
  const facts = [
    record.status ? String(record.status) : '无应答',
    `${record.ms}毫秒`,
    ...(record.sealedLength === undefined ? [] : [`密文${record.sealedLength}字节`, `第${record.attempt}次`]),
    ...(record.errcode === undefined ? [] : [`errcode ${record.errcode}`]),
  ]
  const address = element('b', '', `${record.method} ${record.path}`)
  document.getElementById(id).replaceChildren(address, element('span', '', facts.join(' · ')))
}
