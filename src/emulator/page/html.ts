/** Text that is markup already. Only `html` makes it. */
export interface Markup {
  readonly markup: string
}

type Value = string | number | Markup | Markup[]

/** A template whose values are escaped; markup and lists of markup go in as they are. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Markup {
  const filled = parts.map((part, index) => part + render(values[index]))
  return { markup: filled.join('') }
}

function render(value: Value | undefined): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.map(one => one.markup).join('')
  return typeof value === 'object' ? value.markup : escape(String(value))
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, character => ENTITIES[character] ?? character)
}
