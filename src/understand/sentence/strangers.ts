import { DOUBLE_SURNAMES, NOT_NAMES, SURNAMES, TITLES } from '../words/surnames.ts'
import { wordAt } from './lexicon.ts'
import { patternAt } from './patterns.ts'

// People whom the roster does not know are seen by their surname and by what stands behind the name.

// What follows 小 or 老 in words that are no nicknames: 老师, 小时.
const NICK_STOP = '师实大时板家公婆人百学子组心伙孩事区年麦米车费票程'

/** The length of a nickname or titled name: 小王, 老谭, 王局, 刘主任, 欧阳姐. */
export function titledNameLength(text: string, at: number): number {
  const first = text[at] ?? ''
  const second = text[at + 1] ?? ''
  if ('小老阿'.includes(first)) {
    return SURNAMES.has(second) && !NICK_STOP.includes(second) && !isLongerNick(text, at) ? 2 : 0
  }
  const surname = DOUBLE_SURNAMES.has(first + second) ? first + second : first
  if (surname.length === 1 && !SURNAMES.has(surname)) return 0
  const title = TITLES.find(title => text.startsWith(title, at + surname.length))
  // 向书记 is nearly always "to the secretary"; 向老 is a person.
  if (surname === '向' && (title?.length ?? 0) > 1) return 0
  return title === undefined || NOT_NAMES.has(surname + title) ? 0 : surname.length + title.length
}

/** 小张伟请假: with one more character before the word that tells it is another person than 小张. */
function isLongerNick(text: string, at: number): boolean {
  const behind = wordAt(text, at + 3)?.entry.kind
  return (
    /^\p{Script=Han}$/u.test(text[at + 2] ?? '') && wordAt(text, at + 2) === undefined && behind === 'cue'
  )
}

/** The length of a title right behind a name: 李雪梅副科长. */
export function titleLength(text: string, at: number): number {
  const start = text[at] === '副' ? at + 1 : at
  const title = TITLES.find(title => title.length > 1 && text.startsWith(title, start))
  return title === undefined ? 0 : start - at + title.length
}

/** The length of a full name that begins here, told by the word behind it: 李来福|参加, 刘芳|到, 罗小燕|已到位. */
export function strangerLength(text: string, at: number, atBoundary = true): number {
  const double = DOUBLE_SURNAMES.has(text.slice(at, at + 2))
  if (!double && !SURNAMES.has(text[at] ?? '')) return 0
  const needed = atBoundary ? BOUNDARY_WEIGHT : 2
  return nameWithTag(text, at, double ? longestName(text, at, 3, needed) : longestName(text, at, 2, needed))
}

function longestName(text: string, at: number, short: number, needed: number): number {
  const long = short + 1
  const weigh = (length: number) =>
    looksLikeName(text.slice(at, at + length)) ? weightBehind(text, at + length) : 0
  const behindShort = NO_GIVEN_NAME.test(text[at + short - 1] ?? '') ? 0 : weigh(short)
  const behindLong = NO_GIVEN_NAME.test(text[at + long - 1] ?? '') ? 0 : weigh(long)
  if (Math.max(behindShort, behindLong) < needed) return 0
  // A boundary behind the longer one counts less than a word behind the shorter one: 刘芳|到.
  return behindShort >= behindLong ? short : long
}

const BOUNDARY_WEIGHT = 0.5

// 纪检组, 向阳村, 石桥镇: what stands before these is a place of work, no person.
const BELONGS_TO_OFFICE =
  /^(?:组(?![长织])|[科室局院队镇村县](?!长)|处(?![长理])|委(?![员托])|中心|支部|小组|大队)/

// Small words that end no given name: 刘芳|是病假, 彭莉|按公假.
const NO_GIVEN_NAME =
  /[按是算记的都也在到没不已要能会因说请把被从和跟与改补报让给就还将又今昨未为要得着了过吗呢吧啊我你他她这那哪谁做打看吃喝无们么嘛呗很最次个件份些找叫帮替去收组科室局唔喺系咗嘅冇]/

// What else may follow a name: days, and what becomes of people.
const AFTER_NAME =
  /^(?:[说讲称]|今[天年日早晚]|明[天年日早晚]|昨[天日晚]|后天|前天|[本这下上那]?(?:周|星期|个月)|\d|当|任|调|转|发展|退休|实际|[两二三四五六]人)/

/** How much what stands here speaks for a name before it: the length of a telling word, or a boundary. */
function weightBehind(text: string, at: number, first = true): number {
  const next = text[at]
  if (BELONGS_TO_OFFICE.test(text.slice(at, at + 3))) return 0
  if (next === undefined || /[\s,。、;:!?()+\-✅❌√×]/.test(next)) return BOUNDARY_WEIGHT
  const pattern = patternAt(text, at)
  if (pattern !== undefined) return pattern.length
  const title = titleLength(text, at)
  if (title > 0) return title
  if (text.startsWith('同志', at)) return 2
  if (AFTER_NAME.test(text.slice(at, at + 3))) return 1
  const word = wordAt(text, at)
  // 彭莉|邓群两人参加: another name may follow.
  if (word === undefined) return first && [2, 3].some(length => isName(text, at, length)) ? 1 : 0
  return TELLING.has(word.entry.kind) ? word.length : word.entry.kind === 'filler' ? BOUNDARY_WEIGHT : 0
}

function isName(text: string, at: number, length: number): boolean {
  const name = text.slice(at, at + length)
  if (NO_GIVEN_NAME.test(name.slice(1))) return false
  return looksLikeName(name) && weightBehind(text, at + length, false) >= 1
}

const TELLING = new Set([
  'cue',
  'reason',
  'hedge',
  'not',
  'entrust',
  'activity',
  'time',
  'hearsay',
  'fix',
  'exceptEnd',
  'all',
  'join',
  'noun',
  'self',
])

/** 张伟(大): what tells two people of one name apart belongs to the name. */
function nameWithTag(text: string, at: number, length: number): number {
  if (length === 0) return 0
  return /^\([大小老男女]\)/.test(text.slice(at + length, at + length + 3)) ? length + 3 : length
}

/** Whether a run of characters looks like a full name: a surname and one or two more characters. */
export function looksLikeName(run: string): boolean {
  if (!/^\p{Script=Han}{2,4}$/u.test(run) || NOT_NAMES.has(run) || NOT_NAMES.has(run.slice(0, 2)))
    return false
  if (wordAt(run, 0)?.length === run.length || TITLES.includes(run.slice(1))) return false
  return run.length <= 3 ? SURNAMES.has(run.slice(0, 1)) : DOUBLE_SURNAMES.has(run.slice(0, 2))
}
