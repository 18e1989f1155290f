import type { ChainReading } from '../chain.ts'
import type { GrammarRule, Input, Outcome } from '../input.ts'

/** A chain (接龙) written here, or one that a member quotes with the wish to register it. */
export const chainRules: GrammarRule[] = [
  { name: 'chain', read: input => outcomeOf(input.chain()) },
  { name: 'quoted chain', read: readQuoted },
]

/** Whoever quotes a chain and only calls the bot wants it registered; own words beside it are read as such. */
function readQuoted(input: Input): Outcome | undefined {
  if (!input.addressed || input.asking) return undefined
  const wanted = input.flat === '' || WISH.test(input.flat)
  return wanted ? outcomeOf(input.quotedChain()) : undefined
}

const WISH = /登记|录入|录一下|记一下|记下|记上|统计|接龙|按这个|照这个|导入|整理|更新/

function outcomeOf(chain: ChainReading | undefined): Outcome | undefined {
  if (chain === undefined) return undefined
  if (chain.otherMatter) return { intent: 'none', slots: {} }
  if (chain.marks.length === 0) return undefined
  const { title, marks, unread } = chain
  return {
    intent: 'mark.chain',
    slots: { marks, ...(title !== undefined && { title }), ...(unread.length > 0 && { unread }) },
  }
}
