/** The sort of thing a question wants to hear, read from its question word. */
export type Expected =
  | 'money'
  | 'standard'
  | 'amount'
  | 'often'
  | 'span'
  | 'minutes'
  | 'moment'
  | 'clock'
  | 'who'
  | 'where'
  | 'length'

const ASKED: [Expected, RegExp][] = [
  [
    'money',
    /多少钱|好多钱|几块|几元|多少元|什么标准|标准是?多少|补[助贴]?(?:是|有|给)?(?:多少|好多)|限额|费用?是?多少/,
  ],
  ['standard', /标准[?。]?$/],
  ['length', /多少字|几千字|几百字|字数/],
  [
    'often',
    /多久[一开搞办公通更]|几次|多长时间[一开通]|多久.{0,6}一次|几回|多少次|频率|频次|一[年月季]上?几/,
  ],
  ['minutes', /(?:几|多少)个?(?:分钟|小时|钟头)/],
  ['clock', /(?<!哪)几点(?!要求|意见|建议)/],
  [
    'moment',
    /什么时候|啥时候|什么时间|何时|哪天|哪一天|几号|几月|星期几|周几|哪个月|截止日期|(?:日期|时间)[?。]?$/,
  ],
  ['span', /多久|多长时间|几天|多少天|几日|几个月|几年|多少年|几个?礼拜|几周|多长|期限|时限/],
  ['who', /谁(?!出|掏|付)|哪个(?:部门|科室|人|领导)|哪位|什么人|哪些人|跟哪个|找哪个|向哪个/],
  ['where', /在哪|哪里|哪儿|什么地方|去哪|放哪/],
  ['amount', /多少人|几个人|几人|几个|多少|比例|几分之几|好多/],
]

const N = '[0-9一二两三四五六七八九十百千半]'
const ANSWERS: Record<Expected, RegExp> = {
  money: /\d元|元[（(、，。]/,
  standard: /元|面积|等[座舱级次]|限额|不超过/,
  length: new RegExp(`${N}字`),
  often: new RegExp(`每(?:个|一)?(?:半?年|季度?|月|周|次|日|天)|一?年${N}次|${N}次`),
  moment: new RegExp(
    `${N}(?:月|日|号|个?工作日)|${N}周|内完成|第${N}个|星期|周[一二三四五六日]|每(?:年|月|季度)|[前后上下中]旬|日前|节`,
  ),
  span: new RegExp(`${N}(?:个?工作日|个?月|日|天|年|周|分钟|小时|个半)|半年|一年`),
  minutes: /分钟|小时/,
  clock: new RegExp(`${N}(?:点|时(?![间限候])|[:：]\\d)`),
  who: /书记|负责人|科室|综合科|领导|组长|秘书|专人|派驻|党委|委员|人员|干部|本人|党员|党支部|成员/,
  where: /地点|场所|处所|专柜|定点|指定|现场|室|存放|保管|停放/,
  amount: new RegExp(`${N}(?:人|名|个|元|至|分之|次|字|%)|半数|以上|不超过|不少于`),
}

/** The noun under which a rule sets out what is asked for; captions and headings use it. */
export const HEADING_WORDS: Record<Expected, string> = {
  money: '限额标准',
  standard: '限额标准',
  amount: '人数',
  often: '次数',
  span: '时限',
  minutes: '时限',
  moment: '时间',
  clock: '时间',
  who: '',
  where: '地点',
  length: '',
}

export function expectedOf(question: string): Expected | undefined {
  return ASKED.find(([, asked]) => asked.test(question))?.[0]
}

/** Whether a sentence of a rule holds the sort of thing that was asked for. */
export function offers(sentence: string, expected: Expected): boolean {
  return ANSWERS[expected].test(sentence)
}
