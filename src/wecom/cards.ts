import type { Card } from '../talk/message.ts'
import type { components } from './api.gen.d.ts'

export type TemplateCard = components['schemas']['TemplateCard']

/** How many characters each part of a button_interaction shows: pages 101032 (smart bot) and 90236 (app). */
const LENGTHS = {
  aibot: { title: 26, note: 30, name: 5, value: 26, text: 112, button: 10 },
  app: { title: 36, note: 44, name: 5, value: 30, text: 160, button: 10 },
} as const

const MOST_FACTS = 6
const MOST_BUTTONS = 6

/** A card in the platform's words. What is longer than the platform shows is cut with an ellipsis here rather than there. */
export function templateCard(card: Card, channel: keyof typeof LENGTHS): TemplateCard {
  const lengths = LENGTHS[channel]
  const facts = card.facts.slice(0, MOST_FACTS).map(({ name, value }) => ({
    keyname: cut(name, lengths.name),
    value: cut(value, lengths.value),
  }))
  return {
    card_type: 'button_interaction',
    main_title: { title: cut(card.title, lengths.title), desc: cut(card.note, lengths.note) },
    ...(card.text !== '' && { sub_title_text: cut(card.text, lengths.text) }),
    ...(facts.length > 0 && { horizontal_content_list: facts }),
    // Style 1 is the coloured button, 2 the plain one.
    button_list: card.buttons.slice(0, MOST_BUTTONS).map(({ key, text, isMain }) => ({
      key,
      text: cut(text, lengths.button),
      style: isMain === true ? 1 : 2,
    })),
    task_id: card.id,
  }
}

function cut(text: string, most: number): string {
  // The platform refuses control characters and halves of characters (40033).
  const characters = [...text.toWellFormed().replace(/[^\P{Cc}\n]/gu, '')]
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`
}
