import { words } from './list.ts'

// Slips of the input method and of voice typing, each as wrong:right. Both sides have the same length, so that
// positions stay what they were.
const PAIRS = words(`
  请叚:请假 青假:请假 清假:请假 情假:请假 请价:请假 请嫁:请假 请佳:请假 晴假:请假 请架:请假
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
  线尚:线上 现上参加:线上参加 走不开深:走不开身
`).map(pair => {
  const at = pair.lastIndexOf(':')
  return [pair.slice(0, at), pair.slice(at + 1)] as const
})

/** Every slip, as one pattern; a slip may say what must not stand before it. */
export const TYPO = new RegExp(PAIRS.map(([wrong]) => wrong).join('|'), 'g')

const RIGHT = new Map(PAIRS.map(([wrong, right]) => [wrong.replace(/^\(.*\)/, ''), right]))

/** What was meant by a slip that `TYPO` found. */
export function meantBy(slip: string): string {
  return RIGHT.get(slip) ?? slip
}

// Wrong only when they are the whole message or clause: elsewhere they are words of their own.
export const WHOLE_TYPOS: ReadonlyMap<string, string> = new Map([
  ['qj', '请假'],
  ['cj', '参加'],
  ['yd', '已到'],
  ['sd', '收到'],
  ['请加', '请假'],
  ['请家', '请假'],
  ['一到', '已到'],
  ['受到', '收到'],
  ['售到', '收到'],
  ['补血', '补学'],
  ['吃到', '迟到'],
  ['参见', '参加'],
])
