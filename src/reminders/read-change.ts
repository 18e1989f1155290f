import { dayOf, instantOf, timeOf } from '../calendar/day.ts'
import type { WorkingHours } from '../calendar/working-hours.ts'
import { readWhen } from '../understand/when.ts'
import { startOf } from './read-reminder.ts'
import { shifted, stretchIn } from './stretch.ts'

/** What somebody wants of a reminder that has not left yet. `which`: the words that say which one it is. */
export type ReminderChange = { which: string } & (
  | { kind: 'move'; when: string }
  | { kind: 'word'; text: string }
  | { kind: 'now' }
  | { kind: 'cancel'; all?: true }
)

const LONGEST = 500
const CHANGE =
  /(?:改|换|推迟|推后|延后|延迟|延期|延|提前|提早|挪|移|调整|调|顺延|往后|往前)(?:推|挪|移|延|改)?(?:到|至|成|为|在)?(?:一?下)?/
const WHEN =
  /^[\d零一二两三四五六七八九十几今明后大天日号月年周星期礼拜下这个早晚上午中傍夜点钟时分刻整小半初末底班前再的开始去吧了发:.提醒]{1,20}$/

/** Reads 把周一的提醒改到9点, 提醒内容改成:周五前交, 推迟半小时, 先别发. */
export function readChange(words: string): ReminderChange {
  const text = words
    .slice(0, LONGEST)
    .normalize('NFKC')
    .replace(/[。.!\s]+$/, '')
  const move = [...text.matchAll(CHANGES)].find(verb => WHEN.test(behind(text, verb)))
  if (move !== undefined)
    return { kind: 'move', which: text.slice(0, move.index), when: text.slice(move.index) }
  if (AT_ONCE.test(text)) return { kind: 'now', which: '' }
  const word = WORD.exec(text)
  if (word !== null) return { kind: 'word', which: text.slice(0, word.index), text: (word[1] ?? '').trim() }
  if (/^(?:把)?提醒?改|改(?:一?下)?(?:提醒)?(?:的)?时间$/.test(text))
    return { kind: 'move', which: '', when: '' }
  return { kind: 'cancel', which: text, ...(/都|所有|全部/.test(text) && { all: true }) }
}

// 不要马上发 is none.
const AT_ONCE =
  /^(?:(?!不|别|莫|甭|勿|缓)[^,。]){0,12}(?:现在|马上|立即|立刻)(?:就)?(?:发|提醒|推送)(?:出去|吧|了|掉|一?下)*$/

const CHANGES = new RegExp(CHANGE, 'g')
const WORD =
  /(?:(?:提醒)?(?:的)?(?:内容|文字|措辞|话)(?:改|换)(?:成|为|一?下)?|提醒(?:改|换)(?:成|为)|改(?:一?下)?(?:提醒)?(?:的)?内容)[:,、]?(.*)$/s

function behind(text: string, verb: RegExpMatchArray): string {
  return text.slice((verb.index ?? 0) + verb[0].length).replace(/[\s:,]/g, '')
}

/** Words that are about a reminder and never the words of one: 改到9点, 不要了, 内容改成…. */
export function isAboutReminder(words: string): boolean {
  const text = words.slice(0, LONGEST).normalize('NFKC').replace(/\s/g, '')
  return META.test(text) || isMove(text)
}

const META =
  /^(?:的)?(?:内容|文字|措辞|时间)(?:改|换)|^(?:先|都|还是|就)?(?:不要|不用|别|不|取消|撤回|撤销|撤掉?|算了|作废|停|停掉|删掉?)(?:发|提醒)?(?:了|吧|啊)*$|^(?:改|换)(?:一?下)?(?:时间|内容|文字)?(?:吧|了)?$|^(?:改|换)(?:成|为)[::]/

function isMove(text: string): boolean {
  const verb = CHANGE.exec(text)
  if (verb === null || !/^(?:的)?(?:时间|日期)?(?:还是|再|就|都)?$/.test(text.slice(0, verb.index)))
    return false
  return WHEN.test(text.slice(verb.index + verb[0].length))
}

/** The moment to which 改到9点, 换成后天 or 推迟半小时 moves what was to go out at `from`; undefined when they name none. */
export function changedMoment(when: string, from: Date, hours: WorkingHours, now: Date): Date | undefined {
  const stretch = stretchIn(when)
  // 改到半小时后 counts from now, 推迟半小时 from the time that stands.
  if (stretch !== null && /后[发吧]*$/.test(when)) return shifted(stretch, false, now)
  if (stretch !== null && !/到|至|成|为/.test(when))
    return shifted(stretch, /提前|提早|往前/.test(when), from)
  const { day, time, part } = readWhen(when.replace(CHANGE, ''), now)
  if (day === undefined && time === undefined && part === undefined) return undefined
  const sameDay = day ?? dayOf(from)
  return instantOf(sameDay, time ?? (part === undefined ? timeOf(from) : startOf(part, hours)))
}
