const { as, chat } = document.body.dataset

/** Marks the other chats in which something is new since they were last open. */
export function showNews(boot, newest) {
  for (const link of document.querySelectorAll('.chats a')) {
    const { key } = link.dataset
    const seenKey = `seen:${boot}:${as}:${key}`
    const last = newest[key] ?? 0
    if (key === chat) sessionStorage.setItem(seenKey, String(last))
    link.querySelector('.dot').hidden = last <= Number(sessionStorage.getItem(seenKey) ?? 0)
  }
}

/** On narrow screens the two sides open over the conversation, one at a time. */
export function listenToDrawers() {
  const buttons = [...document.querySelectorAll('.drawer-button')]
  for (const button of buttons)
    button.addEventListener('click', () => {
      const open = button.getAttribute('aria-expanded') !== 'true'
      for (const other of buttons) setDrawer(other, other === button && open)
    })
}

function setDrawer(button, open) {
  button.setAttribute('aria-expanded', String(open))
  document.getElementById(button.getAttribute('aria-controls')).classList.toggle('is-open', open)
}
