import type { Card } from './card.ts'

type Part = [name: string, text: string | undefined, most: number]

interface Lengths {
  title: number
  desc: number
  sub: number
  keyname: number
  value: number
  option: number
  button: number
}

/** How many characters the platform recommends for each part: pages 101032 (smart bot) and 90236 (app). */
const LENGTHS: Record<'aibot' | 'app', Lengths> = {
  aibot: { title: 26, desc: 30, sub: 112, keyname: 5, value: 26, option: 11, button: 10 },
  app: { title: 36, desc: 44, sub: 160, keyname: 5, value: 30, option: 17, button: 10 },
}

/** A remark on what clients may cut off, for the playground; nothing when every part is short enough. */
export function lengthNote(card: Card, channel: 'aibot' | 'app'): { note?: string } {
  const most = LENGTHS[channel]
  const options = [card.checkbox, ...(card.select_list ?? [])].flatMap(list => list?.option_list ?? [])
  const parts: Part[] = [
    ['标题', card.main_title?.title, most.title],
    ['标题下的说明', card.main_title?.desc, most.desc],
    ['正文', card.sub_title_text, most.sub],
    ...(card.horizontal_content_list ?? []).flatMap(({ keyname, value }): Part[] => [
      ['左列', keyname, most.keyname],
      ['右列', value, most.value],
    ]),
    ...options.map(({ text }): Part => ['选项', text, most.option]),
    ...(card.button_list ?? []).map(({ text }): Part => ['按钮', text, most.button]),
  ]
  const long = parts.flatMap(([name, text = '', length]) =>
    [...text].length > length ? [`${name}超过${length}字`] : [],
  )
  return long.length === 0 ? {} : { note: `客户端可能显示不全:${[...new Set(long)].join('、')}` }
}
