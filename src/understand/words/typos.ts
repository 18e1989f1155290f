import { words } from './list.ts'

// Slips of the input method and of voice typing, each as wrong:right. Both sides have the same length, so that
// positions stay what they were.
const PAIRS = words(`
  主题档日:主题党日 主题荡日:主题党日 主提档日:主题党日 四假:事假 寺假:事假 四甲:事假 丙假:病假 兵假:病假 宾假:病假 工甲:公假 弓假:公假 功甲:公假 晴个假:请个假 情个假:请个假 请各假:请个假 请过假一次:请个假一次 醒假:请假 挺假:请假 掺和加:参加了
  亲家一次:请假一次 亲家一天:请假一天 亲家半天:请假半天 亲家一下:请假一下 (?<=我)亲家(?=[,。 ]|$):请假
  叚:假 请稼:请假  轻假:请假 请夹:请假 请暇:请假 请段:请假 庆假:请假 参jia:参加 参夹:参加 参甲:参加 参嘉:参加 参与加:参加了 主题当日:主题党日 主题党曰:主题党日 主提党日:主题党日 主题挡日:主题党日 主题党目:主题党日 党目:党日 党课当:党课档 读书惠:读书会 毒书会:读书会 读书慧:读书会 包名:报名 报民:报名 抱民:报名 持到:迟到 迟道:迟到 牵到:签到 签倒:签到 功假:公假 宫假:公假 式假:事假 饼假:病假 冰假:病假 出岔:出差 出查:出差 开廷:开庭 住村:驻村 注村:驻村 夏乡:下乡 补穴:补学 首到:收到 守到:收到 线商:线上 显上:线上 支委汇:支委会 党员大汇:党员大会 警世教育:警示教育 井示教育:警示教育 警式教育:警示教育
  (?<=请)公家:公假 (?<=请)公价:公假 请叚:请假 青假:请假 清假:请假 情假:请假 请价:请假 请嫁:请假 请佳:请假 晴假:请假 请架:请假
  清个假:请个假 青个假:请个假 请个加:请个假
  参家:参加 叁加:参加 餐加:参加 惨加:参加 参佳:参加 三加:参加 参假:参加 掺加:参加 參加:参加
  (?<![可难所足予])以到:已到 己到:已到 巳到:已到 已道:已到 已倒:已到 以经:已经 己经:已经
  签道:签到 签倒:签到 迁到:签到 铅到:签到 千到:签到 报道了:报到了 己报道:已报到
  手到:收到 受到请:收到请 收道:收到 收倒:收到
  迟道:迟到 池到:迟到 迟倒:迟到 早腿:早退 列习:列席 列西:列席 裂席:列席
  保名:报名 抱名:报名 报明:报名 爆名:报名
  病加:病假 并假:病假 公加:公假 工假:公假 事加:事假 世假:事假 市假:事假
  主体党日:主题党日 主提党日:主题党日 主题党曰:主题党日 党曰:党日 读书汇:读书会 独书会:读书会
  警是教育:警示教育 警示叫育:警示教育
  结龙:接龙 接笼:接龙 街龙:接龙 载止:截止 结止:截止 截只:截止 题醒:提醒 提配:提醒 会总:汇总
  住速:住宿 住缩:住宿 差率:差旅 差驴:差旅 抱销:报销 保销:报销 公物接待:公务接待 招代:招待
  下香:下乡 下相:下乡 驻存:驻村 出叉:出差 初差:出差 值斑:值班 直班:值班 补血了:补学了 补雪:补学
  完点儿到:晚点儿到 完点到:晚点到 完点来:晚点来 完十分钟:晚十分钟 完几分钟:晚几分钟 线尚:线上 现上参加:线上参加 走不开深:走不开身
`).map(pair => {
  const at = pair.lastIndexOf(':')
  return [pair.slice(0, at), pair.slice(at + 1)] as const
})

// The characters that an input method offers for the same sound, per character of a word, and what of it is a word itself.
const BY_SOUND: readonly { word: string; sounds: readonly [string, string]; words: string }[] = [
  { word: '请假', sounds: ['请青清情晴轻倾', '假叚价架嫁佳甲驾夹稼'], words: '清甲 轻甲 情价 清佳' },
  { word: '参加', sounds: ['参叁餐惨掺灿残', '加家佳甲夹嘉架'], words: '残甲' },
  { word: '已到', sounds: ['已己巳', '到道倒导捣'], words: '' },
  { word: '已到', sounds: ['以', '倒导捣'], words: '' },
  { word: '签到', sounds: ['签千铅牵谦', '到道倒'], words: '' },
  { word: '收到', sounds: ['收手首', '到道倒'], words: '首道 手道 首到' },
  { word: '迟到', sounds: ['迟持池驰', '到道倒'], words: '驰道' },
  { word: '报名', sounds: ['报保抱爆', '名明民鸣'], words: '保民 抱民 报明 保明 爆鸣' },
  { word: '病假', sounds: ['病并饼', '假叚价架嫁佳甲'], words: '并价 饼价 饼架' },
  { word: '公假', sounds: ['公工功攻', '假叚嫁甲'], words: '' },
  { word: '事假', sounds: ['事世式试', '假叚嫁甲'], words: '' },
  { word: '列席', sounds: ['列裂烈', '席习西息'], words: '' },
  { word: '接访', sounds: ['接结', '访防仿'], words: '' },
  { word: '出差', sounds: ['出初', '差叉岔'], words: '' },
]

/** Every slip, as one pattern; a slip may say what must not stand before it. */
export const TYPO = new RegExp([...PAIRS.map(([wrong]) => wrong), ...soundAlikes().keys()].join('|'), 'g')

const RIGHT = new Map([
  ...soundAlikes(),
  ...PAIRS.map(([wrong, right]) => [wrong.replace(/^\(.*\)/, ''), right] as const),
])

function soundAlikes(): Map<string, string> {
  const slips = new Map<string, string>()
  for (const { word, sounds, words: real } of BY_SOUND) {
    const [firsts, seconds] = sounds
    for (const first of firsts)
      for (const second of seconds)
        if (first + second !== word && !words(real).includes(first + second)) slips.set(first + second, word)
  }
  return slips
}

/** What was meant by a slip that `TYPO` found. */
export function meantBy(slip: string): string {
  return RIGHT.get(slip) ?? slip
}

// Wrong only when they are the whole message or clause: elsewhere they are words of their own.
export const WHOLE_TYPOS: ReadonlyMap<string, string> = new Map([
  ['qj', '请假'],
  ['报道', '报到'],
  ['报导', '报到'],
  ['参+', '参加'],
  ['参➕', '参加'],
  ['到惹', '到了'],
  ['来惹', '来了'],
  ['qingjia', '请假'],
  ['canjia', '参加'],
  ['yidao', '已到'],
  ['shoudao', '收到'],
  ['baoming', '报名'],
  ['chidao', '迟到'],
  ['liexi', '列席'],
  ['xianshang', '线上'],
  ['wolai', '我来'],
  ['cj', '参加'],
  ['yd', '已到'],
  ['sd', '收到'],
  ['请加', '请假'],
  ['请家', '请假'],
  ['一到', '已到'],
  ['受到', '收到'],
  ['搜到', '收到'],
  ['收道', '收到'],
  ['手刀', '收到'],
  ['瘦到', '收到'],
  ['明败', '明白'],
  ['售到', '收到'],
  ['补血', '补学'],
  ['吃到', '迟到'],
  ['参见', '参加'],
])
