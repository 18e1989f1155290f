import type { Input } from './input.ts'
import type { Likelihoods } from './learned/model.ts'
import type { Intent, Reading } from './reading.ts'
import { loneCue } from './sentence/lone-cue.ts'
import { slotsFor } from './slots-for.ts'

// Measured by `scripts/train-intents.ts --check` on messages left out of the training.
/** Above this the learned part may overrule a rule that reads no mark. */
const SURE = 0.8
/** Below this the learned part doubts that a message speaks of anybody's coming at all. */
const NO_MARK = 0.12
/** Less than this is no better than a guess. */
const GUESS = 0.2
/** Needed where a wrong reading would start something. */
const FAIRLY = 0.35
const ABOUT_SESSION = 0.5
/** Nobody's business is what it may say only when it is fairly sure: most messages to the bot want something. */
const NOBODYS = 0.85
/** Above this a lone attendance word in an unread sentence is the sender's own mark. */
const OWN_MARK = 0.85
/** Above this it hears a mark that no rule could read, and the sender is asked to say it once more. */
const UNREAD_MARK = 0.7

/**
 * The last word on a reading: rules and learned part together. Alone the learned part never makes a mark. It chooses among the
 * other intents where no rule spoke clearly, and it takes back a mark that it finds unlikely: a false mark is the
 * costliest error, a question asked back the cheapest.
 */
export function weigh(reading: Reading, input: Input, likelihoods: (input: Input) => Likelihoods): Reading {
  if (isSettled(reading, input) || isPlain(reading, input)) return reading
  const likely = likelihoods(input)
  // What it never learnt of it cannot doubt.
  if (!likely.has(reading.intent)) return reading
  if (MARKS.has(reading.intent))
    return marksShare(likely) < NO_MARK ? withoutMark(reading, likely, input) : reading
  // A question put to the bot is somebody's business.
  const [intent, share] = mostLikely(likely, reading.why === 'rule asked' ? 'none' : undefined)
  if (OPEN.has(reading.why) && intent === 'mark.self' && share >= OWN_MARK) {
    const mark = input.addressed && !input.asking ? loneCue(input.tokens()) : undefined
    if (mark !== undefined) return learned('mark.self', share, { marks: [mark] }, reading)
  }
  if (OPEN.has(reading.why))
    return MARKS.has(intent)
      ? marksShare(likely) > UNREAD_MARK && input.addressed && !input.asking
        ? learned('mark.ambiguous', share, {}, reading)
        : reading
      : share < needed(intent)
        ? reading
        : chosen(intent, share, reading, input)
  return share >= SURE && !MARKS.has(intent) && intent !== 'none'
    ? chosen(intent, share, reading, input)
    : reading
}

/** How sure the learned part must be of an intent that no rule speaks for. */
function needed(intent: Intent): number {
  if (intent === 'none') return NOBODYS
  if (intent === 'clarify.reply') return SURE
  // A question that is not about a session at hand is answered from the rule book, or honestly not at all.
  if (intent === 'session.info') return ABOUT_SESSION
  return STEERING.test(intent) ? FAIRLY : GUESS
}

// What changes something.
const STEERING = /^(?:session\.(?:close|extend|reopen|reschedule)|member\.(?:add|remove|update))/

/** The rules that say no more than "some question" or "nothing I know". */
const OPEN = new Set(['nothing known', 'rule asked'])

const MARKS: ReadonlySet<Intent> = new Set([
  'mark.self',
  'mark.proxy',
  'mark.correct',
  'mark.withdraw',
  'mark.override',
  'mark.bulk',
  'mark.chain',
] as const)

// Exact forms, answers to a question of the bot, refusals: nothing to weigh.
const EXACT: ReadonlySet<Intent> = new Set([
  'mark.chain',
  'sensitive.redirect',
  'more',
  'identify',
  'bind',
  'bindCode',
  'confirm.claim',
] as const)

// 这个怎么规定的, 依据是什么: a question that names the rules is one about them.
const NAMES_RULES = /规定|制度|依据|条款|文件上/

function isSettled({ intent, why, confidence }: Reading, { situation, text, addressed }: Input): boolean {
  if (EXACT.has(intent) || confidence === 'soft' || why === 'answer to a prompt') return true
  if (intent === 'rule.ask' && NAMES_RULES.test(text)) return true
  // Talk among colleagues is never a command, and a message without words has nothing to learn from.
  return (!addressed && !MARKS.has(intent)) || text === '' || situation.prompt === 'confirm'
}

const SHORT = 12

/** 请假,下乡: a few words, all of them known, which say one thing. */
function isPlain({ intent }: Reading, input: Input): boolean {
  if (input.flat.length > SHORT || input.asking) return false
  if (intent === 'ack') return true
  const { unknown, hearsay, unsure } = input.facts()
  return MARKS.has(intent) && unknown === 0 && !hearsay && unsure === undefined
}

function marksShare(likely: Likelihoods): number {
  let share = 0
  for (const intent of MARKS) share += likely.get(intent) ?? 0
  return share
}

function withoutMark(reading: Reading, likely: Likelihoods, input: Input): Reading {
  const [intent, share] = mostLikely(likely)
  return MARKS.has(intent) || !input.addressed
    ? learned(input.addressed ? 'mark.ambiguous' : 'none', share, {}, reading)
    : chosen(intent, share, reading, input)
}

function chosen(intent: Intent, share: number, reading: Reading, input: Input): Reading {
  return intent === reading.intent ? reading : learned(intent, share, slotsFor(intent, input), reading)
}

function learned(intent: Intent, share: number, slots: Reading['slots'], { why }: Reading): Reading {
  return { intent, slots, why: `learned (${share.toFixed(2)}) over: ${why}` }
}

function mostLikely(likely: Likelihoods, except?: Intent): [Intent, number] {
  let best: [Intent, number] = ['none', 0]
  for (const entry of likely) if (entry[1] > best[1] && entry[0] !== except) best = entry
  return best
}
