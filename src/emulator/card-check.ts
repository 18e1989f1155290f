import { byteLength } from './bytes.ts'
import type { Card } from './card.ts'
import { isObject } from './wire.ts'

const INTERACTIVE = new Set(['button_interaction', 'vote_interaction', 'multiple_interaction'])
const CARD_TYPES = new Set(['text_notice', 'news_notice', ...INTERACTIVE])

/** The card, or what is wrong with it in Chinese. Only hard limits of page 101032 are checked, not recommended lengths. */
export function checkCard(value: unknown): Card | string {
  if (!isObject(value)) return '卡片不是对象'
  // From here on the shape is looked at field by field; a card stays what the bot wrote.
  const card = value as unknown as Card
  if (!CARD_TYPES.has(card.card_type)) return '卡片的card_type不支持'
  return headProblem(card) ?? listProblem(card) ?? buttonProblem(card) ?? optionProblem(card) ?? card
}

export function isInteractive(card: Card): boolean {
  return INTERACTIVE.has(card.card_type)
}

function headProblem(card: Card): string | undefined {
  if (card.task_id === undefined) return isInteractive(card) ? '卡片缺少task_id' : undefined
  if (typeof card.task_id !== 'string' || !/^[0-9A-Za-z_\-@]{1,128}$/.test(card.task_id))
    return '卡片的task_id不合规定'
  if (isInteractive(card) && !card.main_title?.title && !card.main_title?.desc) return '卡片缺少main_title'
  return undefined
}

function listProblem({ horizontal_content_list: lines }: Card): string | undefined {
  if (lines === undefined) return undefined
  if (!Array.isArray(lines) || lines.length > 6) return '左右两列的内容最多6行'
  return lines.every(
    (line: unknown) => isObject(line) && typeof line.keyname === 'string' && line.keyname !== '',
  )
    ? undefined
    : '左右两列的内容缺少keyname'
}

function buttonProblem(card: Card): string | undefined {
  const buttons: unknown = card.button_list
  if (buttons === undefined)
    return card.card_type === 'button_interaction' ? '卡片缺少button_list' : undefined
  if (!Array.isArray(buttons) || buttons.length < 1 || buttons.length > 6) return '按钮须为1至6个'
  const keys = buttons.map((button: unknown) => (isObject(button) ? button.key : undefined))
  if (keys.some(key => typeof key !== 'string' || key === '' || byteLength(key) > 1024))
    return '按钮的key不合规定'
  return new Set(keys).size === keys.length ? undefined : '按钮的key重复'
}

function optionProblem(card: Card): string | undefined {
  if (card.card_type === 'vote_interaction') {
    const options: unknown = card.checkbox?.option_list
    if (!Array.isArray(options) || options.length < 1 || options.length > 20) return '选项须为1至20个'
    if (!haveGoodIds(options)) return '选项的id不合规定'
  }
  if (card.card_type === 'multiple_interaction') {
    const lists: unknown = card.select_list
    if (!Array.isArray(lists) || lists.length < 1 || lists.length > 3) return '下拉选择须为1至3个'
    if (!lists.every(hasGoodOptions)) return '下拉选择的选项不合规定'
  }
  const needsSubmit = card.card_type === 'vote_interaction' || card.card_type === 'multiple_interaction'
  return needsSubmit && !card.submit_button?.key ? '卡片缺少submit_button' : undefined
}

function hasGoodOptions(list: unknown): boolean {
  const options = isObject(list) ? list.option_list : undefined
  return Array.isArray(options) && options.length >= 1 && options.length <= 10 && haveGoodIds(options)
}

function haveGoodIds(options: unknown[]): boolean {
  const ids = options.map(option => (isObject(option) ? option.id : undefined))
  const isGood = (id: unknown) => typeof id === 'string' && id !== '' && byteLength(id) <= 128
  return ids.every(isGood) && new Set(ids).size === ids.length
}
