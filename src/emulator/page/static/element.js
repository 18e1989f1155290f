/** A node with a class and text. Text is only ever set as text, never parsed. */
export function element(name, className, text) {
  const node = document.createElement(name)
  if (className) node.className = className
  if (text !== undefined) node.textContent = text
  return node
}
