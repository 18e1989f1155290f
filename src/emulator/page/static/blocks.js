import { element } from './element.js'

/** The node of one block of a message, as the server cut it. */
export function blockNode(block) {
  return NODE_OF[block.type](block)
}

const NODE_OF = {
  heading: ({ lines }) => withLines(element('p', 'heading'), lines),
  text: ({ lines }) => withLines(element('p', 'words'), lines),
  quote: ({ lines }) => withLines(element('blockquote'), lines),
  list: listNode,
  table: tableNode,
  rule: () => element('hr'),
}

function listNode({ first, lines }) {
  const node = element(first === undefined ? 'ul' : 'ol')
  if (first !== undefined) node.start = first
  for (const line of lines) {
    const item = element('li')
    item.append(...line.map(spanNode))
    node.append(item)
  }
  return node
}

function tableNode({ rows }) {
  const table = element('table')
  rows.forEach((row, index) => {
    const line = element('tr')
    for (const cell of row) {
      const node = element(index === 0 ? 'th' : 'td')
      node.append(...cell.map(spanNode))
      line.append(node)
    }
    table.append(line)
  })
  return table
}

function withLines(node, lines) {
  lines.forEach((line, index) => {
    if (index > 0) node.append(element('br'))
    node.append(...line.map(spanNode))
  })
  return node
}

function spanNode({ text, style, href }) {
  if (href) return linkNode(text, href)
  if (style === 'bold') return element('b', '', text)
  if (style === 'code') return element('code', '', text)
  return style ? element('span', `tone-word ${style}`, text) : document.createTextNode(text)
}

function linkNode(text, href) {
  const link = element('a', '', text)
  link.href = href
  link.target = '_blank'
  link.rel = 'noopener noreferrer'
  return link
}
