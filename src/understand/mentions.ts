import { blank } from './normalise.ts'
import type { Written } from './normalise.ts'
import { anyOf } from './words/list.ts'

export interface Addressed {
  written: Written
  /** The bot is mentioned or called by its name. */
  toBot: boolean
  /** Somebody else, or everybody, is mentioned at the beginning and the bot is not. */
  toOthers: boolean
}

/** Takes the mentions of the bot out of a text, wherever they stand; other mentions lose only their @. */
export function withoutMentions(written: Written, botNames: readonly string[]): Addressed {
  const calls = callsOf(botNames)
  const toBot = calls.some(call => call.test(written.text))
  let now = written
  if (toBot) {
    for (const call of calls) now = blank(now, new RegExp(call, 'g'))
    // What stays after the name was called: "清风, 参加" -> "参加".
    now = blank(now, /^\s*[,:、]+/)
  }
  const toOthers = !toBot && /^\s*@/.test(now.text)
  return { written: blank(now, /@/g), toBot, toOthers }
}

/** Ways to call the bot: a mention (of any assistant), its name in front, its name at the end. */
function callsOf(botNames: readonly string[]): RegExp[] {
  const key = botNames.join('\n')
  const known = CALLS.get(key)
  if (known !== undefined) return known
  const names = anyOf(botNames.map(name => name.normalize('NFKC').toLowerCase()).filter(name => name !== ''))
  const assistant = '[^\\s@]{0,6}(?:助手|机器人|小秘书)'
  const calls = [`(?:@|爱特|艾特|圈一下)\\s?(?:${names === '' ? assistant : `${names}|${assistant}`})`]
  if (names !== '')
    calls.push(
      `^\\s*(?:(?:那个|这个|嗯+|呃+|额|哎|诶|喂|你好|您好|麻烦|请问|啊)[,\\s]{0,2}){0,2}(?:${names})(?![的之])`,
      `[,。;!?\\s~](?:${names})\\s*[!。,~]*\\s*$`,
    )
  const made = calls.map(call => new RegExp(call))
  CALLS.set(key, made)
  return made
}

// One office has one set of names; the patterns are made once.
const CALLS = new Map<string, RegExp[]>()
