import type { LexiconEntry } from './lexicon.ts'

export type Found = { length: number; entry: LexiconEntry } | undefined

const NUMBER = '[\\d一二三四五六七八九十几半两]{1,4}'
const SPAN = `${NUMBER}个?多?来?(?:分钟|小时|钟头|刻钟)`
const ROOM = '会议室|会场|活动室|报告厅|礼堂|现场|阅览室|集合点'

// Cues with a number or a place in them, which no word list can hold. All are anchored where they are tried.
const PATTERNS: readonly { first: string; pattern: RegExp; entry: LexiconEntry }[] = [
  {
    // 晚十几分钟, 要迟到半个小时
    first: '要会晚迟',
    pattern: new RegExp(
      `(?:要|会)?[晚迟](?:到|来|个|上|了)?(?:个|大概|大约|差不多|约)?${SPAN}(?:左右)?(?:到|来)?`,
      'y',
    ),
    entry: { kind: 'cue', status: 'late' },
  },
  {
    // 提前半小时走
    first: '提早',
    pattern: new RegExp(`(?:提前|早)(?:个|大概|大约)?${SPAN}(?:走|离开|退|撤|离场)`, 'y'),
    entry: { kind: 'cue', status: 'leftEarly' },
  },
  {
    // 在三楼会议室了
    first: '在到',
    pattern: new RegExp(
      `[在到]了?[一二三四五六七八九十\\d]{0,2}楼?[大小]?(?:${ROOM})(?:里面?|内|门口)?了?`,
      'y',
    ),
    entry: { kind: 'cue', status: 'present' },
  },
  {
    // 五分钟后到
    first: '0123456789一二三四五六七八九十几两半',
    pattern: new RegExp(`${SPAN}(?:之?后|内|左右)?[就能]?(?:到|来|过来|赶到)`, 'y'),
    entry: { kind: 'cue', status: 'planned' },
  },
]

/** The pattern that begins at this place. */
export function patternAt(text: string, at: number): Found {
  const first = text[at]
  if (first === undefined) return undefined
  for (const { first: firsts, pattern, entry } of PATTERNS) {
    if (!firsts.includes(first)) continue
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match !== null) return { length: match[0].length, entry }
  }
  return undefined
}
