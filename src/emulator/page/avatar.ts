import { html } from './html.ts'
import type { Markup } from './html.ts'

const COLOURS = 6

/** A square with the end of the name, in a colour that stays the same for the same name. */
export function avatar(name: string): Markup {
  return html`<span class="avatar tone-${toneOf(name)}" aria-hidden="true"
    >${[...name].slice(-2).join('')}</span
  >`
}

/** The number of the colour of a name; static/entry.js counts the same way. */
export function toneOf(name: string): number {
  return [...name].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 997, 7) % COLOURS
}
