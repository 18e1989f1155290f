import type { NameIndex } from './names.ts'
import { nameLengthAt } from './names.ts'
import { normalise } from './normalise.ts'
import { titledNameLength } from './sentence/strangers.ts'
import { anyOf } from './words/list.ts'
import { OFFICE_MATTERS } from './words/office-matters.ts'
import { CASES, FAMILY, HARMLESS, HEALTH, NUMBERS } from './words/private.ts'
import { TITLES } from './words/surnames.ts'

/** Longer texts tell a story rather than ask for a rule. */
export const LONGEST_KEPT = 100

/** Whether a question may be kept for whoever answers it: it is about the office, short, and about nobody in particular. */
export function isQuestionToKeep(text: string, names: NameIndex): boolean {
  return OFFICE_MATTER.test(normalise(text).text) && isFreeOfPrivateMatters(text, names)
}

/** Whether a text names nobody, holds no number of a person, and touches no illness, family, petition, case or secret. */
export function isFreeOfPrivateMatters(text: string, names: NameIndex): boolean {
  if (text.length > LONGEST_KEPT) return false
  const said = normalise(text).text.replace(/\s+/g, '').replace(HARMLESS_WORDS, ' ')
  return !TELLTALE.test(said) && !namesSomebody(said, names)
}

const OFFICE_MATTER = new RegExp(anyOf(OFFICE_MATTERS))
const HARMLESS_WORDS = new RegExp(anyOf(HARMLESS), 'g')
const TELLTALE = new RegExp(
  [
    // U+7592 to U+7675 is the radical 疒: 病, 痛, 症, 癌, 疗 and all the rest of them.
    '[\\u7592-\\u7675]',
    anyOf([...HEALTH, ...FAMILY, ...CASES, ...NUMBERS]),
    // 张某, 某人.
    '某',
    '\\d{5,}',
    '[零〇一二三四五六七八九幺两]{5,}',
    '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤川青藏琼宁][a-z][a-z0-9]{4,6}',
    '[a-z0-9]{9,}',
    'https?:|www\\.|@',
  ].join('|'),
)

function namesSomebody(said: string, names: NameIndex): boolean {
  for (let at = 0; at < said.length; at++) {
    const length = nameLengthAt(names, said, at)
    // 科长 may be somebody's nickname; in a question it is the post.
    if (length >= 2 && !TITLES.includes(said.slice(at, at + length))) return true
    if (titledNameLength(said, at) > 0) return true
  }
  return false
}
