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
  if (title === undefined || NOT_NAMES.has(surname + title)) return 0
  const length = surname.length + title.length
  return isPlaceBefore(text.slice(at + length, at + length + 3)) ? 0 : length
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
  if (isPartOfWord(text, at)) return 0
  const double = DOUBLE_SURNAMES.has(text.slice(at, at + 2))
  if (!double && !SURNAMES.has(text[at] ?? '')) return 0
  const needed = atBoundary ? BOUNDARY_WEIGHT : 2
  return nameWithTag(text, at, double ? longestName(text, at, 3, needed) : longestName(text, at, 2, needed))
}

function longestName(text: string, at: number, short: number, needed: number): number {
  if (PLACE.test(text.slice(at + short, at + short + 2))) return 0
  const long = short + 1
  const weigh = (length: number) =>
    looksLikeName(text.slice(at, at + length)) ? weightBehind(text, at + length) : 0
  const behindShort = NO_GIVEN_NAME.test(text[at + short - 1] ?? '') ? 0 : weigh(short)
  const behindLong = NO_GIVEN_NAME.test(text[at + long - 1] ?? '') ? 0 : weigh(long)
  if (Math.max(behindShort, behindLong) < needed) return 0
  // A boundary behind the longer one counts less than a word behind the shorter one: 刘芳|到.
  return behindShort >= behindLong ? short : long
}

/** 这张表, 下面这段话, 地方换了, 接龙报名: a measure word or the end of another word, whatever surname it looks like. */
function isPartOfWord(text: string, at: number): boolean {
  const before = text[at - 1] ?? ''
  const first = text[at] ?? ''
  if ('张段封项卷位单米石车包万方'.includes(first) && /[这那哪每几两一二三四五六七八九十整半\d]/.test(before))
    return true
  return WORD_ENDS.has(before + first)
}

const WORD_ENDS = new Set(
  '接龙 地方 全文 原文 对方 双方 各方 官方 乙方 甲方 警方 院方 校方 男方 女方 我方 多方 远方 大方 官方 医方 资方 换季 淡季 旺季 雨季 四季 全年 大段 阶段 地段 路段 手段 高段 主张 夸张 紧张 慌张 开张 信封 密封 查封 冰封 小包 背包 红包 面包 书包 钱包 承包 大包 结石 化石 落石 滚石 玉米 虾米 大米 小米 堵车 开车 停车 坐车 下车 上车 打车 修车 拼车 赶车 公车 专车 大车 小车 火车 汽车 客车 货车 卡车 叉车 班车 校车 包车 动车 列车 单车 骑车 提车 买车 换车 倒车 误车 晕车 岗位 单位 定位 到位 各位 诸位 几位 座位 席位 名单 订单 账单 罚单 假单 清单 简单 保单 菜单 工单 表单 底单 回单 收单 住院单 千万 百万 几万 上万 关项 事项 各项 单项 选项 款项 奖项 强项 立项 节点关 有关 机关 相关 海关 把关 难关 开关 无关 攸关'.split(
    ' ',
  ),
)

const BOUNDARY_WEIGHT = 0.5

// 纪检组, 向阳村, 石桥镇: what stands before these is a place of work, no person.
const BELONGS_TO_OFFICE =
  /^(?:组(?![长织])|[科室局院队镇村县](?!长)|处(?![长理])|委(?![员托])|中心|支部|小组|大队)/
const PLACE = /^(?:水库|库区|电站|工地|码头|隧道|大桥|小区|街道|车站|路口|广场)/

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

// 莫 says "do not" before a verb; 谈完, 关了, 包着 are verbs with their ending.
const NO_NAME =
  /^.[了着过完掉吗呢吧们的么]|^.{2}[了着过吗呢吧们的么]|^莫.?$|^向(?:大家|各|全)|^[占关][几负]|^莫[写等算记登给把要得法去来报说讲搞忙怪催管让叫再往动忘发漏混当按填点选看落嫌愁老太急]|^[祝敬](?:大|各|您|你|老|全|福|贺|愿|悉|请|礼|上|业)|^[关封解][早晚掉上下开好住死了它除决释放]|^谈[心话完过妥到成好]|^纪[委检律要念实录]|^季[报度通末初节]|^段[话发转文]|^张[嘴口罗开望表票纸]|^路[抢通断塌滑堵不面况修封远难窄冻结口边段还又太没遥]|^车[堵坏抛限送还又不没开到]|^[雷雨][暴打]|^池[塘子水]|^房[子东租顶]/

// 台上, 林场, 金属矿, 冷链: places and things of work; no given name is written so.
const NO_NAME_END = /^.[上下]|[上下外内场厂站矿棚堤圃库店铺滩沟线链]$|^..[村镇乡县区局厅院校街社队科股所]$/

/** 龙湖|水库值守: what stands before this is a place. */
export function isPlaceBefore(word: string): boolean {
  return BELONGS_TO_OFFICE.test(word) || PLACE.test(word)
}

/** 地|方换, 全|文贴: the run begins with the end of another word, or ends in a word that closes no name. */
export function isPieceOfWord(run: string, before: string): boolean {
  return WORD_ENDS.has(before.slice(-1) + run.slice(0, 1)) || NO_GIVEN_NAME.test(run.slice(-1))
}

/** Whether a run of characters looks like a full name: a surname and one or two more characters. */
export function looksLikeName(run: string): boolean {
  if (NO_NAME.test(run) || NO_NAME_END.test(run)) return false
  if (!/^\p{Script=Han}{2,4}$/u.test(run) || NOT_NAMES.has(run) || NOT_NAMES.has(run.slice(0, 2)))
    return false
  if (wordAt(run, 0)?.length === run.length || TITLES.includes(run.slice(1))) return false
  return run.length <= 3 ? SURNAMES.has(run.slice(0, 1)) : DOUBLE_SURNAMES.has(run.slice(0, 2))
}
