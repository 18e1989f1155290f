import type { LexiconEntry } from './lexicon.ts'

export type Found = { length: number; entry: LexiconEntry } | undefined

const NUMBER = '[\\d一二三四五六七八九十几半两]{1,4}'
const SPAN = `${NUMBER}个?多?来?(?:分钟|小时|钟头|刻钟)`
const SEAT =
  '省|市|县|区|州|旗|镇|乡|村|局|厅|院|部|街道|社区|园区|工地|乡镇|法院|检察院|政府|党校|北京|省城|长沙|广州'
const BODY =
  '头|腰|腿|脚|膝盖|胃|肚子|牙|牙龈|嗓子|喉咙|眼睛|眼|耳朵|肩膀|肩|肩周|颈椎|腰椎|脖子|背|手|手腕|手臂|胳膊|脚踝|脚脖子|脚底板|心脏|心口|胸口|关节|腰杆|脑壳|脑袋|脑|太阳穴|血压|血糖|痔疮|皮肤|扁桃体|鼻子|鼻炎|膀子|屁股|尾椎|肺|肝|胆|肾'
const ROOM =
  '第?[一二三四五六七八九十\\d最]{1,2}后?排|前排|党员活动室|党建活动室|党员之家|党建室|职工之家|多功能厅|视频会议室|阶梯教室|培训室|学习室|荣誉室|后排|座位上|签到台|签到处|会议室|会场|活动室|报告厅|礼堂|现场|阅览室|集合点'

// Cues with a number or a place in them, which no word list can hold. All are anchored where they are tried.
const PATTERNS: readonly { first: string; pattern: RegExp; entry: LexiconEntry }[] = [
  {
    // 晚十几分钟, 要迟到半个小时
    first: '要会晚迟晏',
    pattern: new RegExp(
      `(?:要|会)?[晚迟晏](?:到|来|个|上|了)?(?:个|大概|大约|差不多|约)?${SPAN}(?:左右)?(?:到|来)?`,
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
    // 四点要走, 三点半得先离开
    first: '0123456789一二三四五六七八九十',
    pattern: new RegExp(
      `(?:\\d{1,2}:\\d{2}|${NUMBER}点(?:半|${NUMBER}分?|[一三]刻)?)(?:钟|左右)?(?:就|要|得|必须|须|我)*(?:提前|先|早点)?(?:走人?|离开|离场|撤|退场)(?:一步)?`,
      'y',
    ),
    entry: { kind: 'cue', status: 'leftEarly' },
  },
  {
    // 在三楼会议室了
    first: '在到坐等候站守搁跨走踏迈',
    pattern: new RegExp(
      `(?:(?:坐|等|候|站|守)?[在到]|搁|跨进|走进|踏进|迈进)了?[一二三四五六七八九十\\d]{0,2}楼?[大小]?(?:${ROOM})(?:里面?|内|门口)?(?:第?[一二三四五六七八九十最前后]{1,2}后?[排座])?(?:等候|坐着|候着|等着|坐好)?了?|[在到]了?[一二三四五六七八九十\\d]{1,2}楼(?:等候|等着|候着|坐着|了)`,
      'y',
    ),
    entry: { kind: 'cue', status: 'present' },
  },
  {
    // 去县里, 到市委开会, 跑省里
    first: '去到赴跑上下',
    pattern: new RegExp(
      `[去到赴跑上下](?:趟|一趟|了)?(?:${SEAT})(?:里|上|委|政府|直机关|纪委|组织部)?(?:开会|开个会|汇报|办事|送材料|送文件|取材料|参会|培训|学习|调研|检查|出差|开对账会|跑项目|对接)?(?=$|[\\s,。;!?)、了去]|请|回|来|赶|不|参|缺)`,
      'y',
    ),
    entry: { kind: 'reason', leaveType: 'official' },
  },
  {
    // 开个对账会, 有个调度会: a meeting elsewhere
    first: '开有参',
    pattern:
      /(?:要)?(?:开|有|参加)(?:个|一个|场|一场)?(?:[\p{Script=Han}]{2,4}(?<!家长|同学|茶话|演唱|联欢|年|班|庙|晚|聚|约|主题|党日|大|党员|支委|支部|读书|小组|生活|这个|那个|这次|什么|哪个))会(?!议?室|员|计)/uy,
    entry: { kind: 'reason', leaveType: 'official' },
  },
  {
    // 膝盖不好, 腰疼得厉害
    first: '头腰腿脚膝胃肚牙嗓喉眼耳肩颈脖背手胳心胸关脑太血痔皮扁鼻膀屁尾肺肝胆肾',
    pattern: new RegExp(
      `(?:${BODY})(?:又|有点|有些|实在|突然|一直|老|都|也|太|给|被)?(?:疼|痛|酸|麻|肿|不好|不行|不适|不舒服|不得劲|难受|受伤|扭了?|崴了?|闪了?|伤了?|摔了?|折了?|骨折|发炎|发作|出血|高|低|犯病|肿了|动不了)(?:得?(?:厉害|很|不行|要命|下不了床|走不了路|走不动))?了?`,
      'y',
    ),
    entry: { kind: 'reason', leaveType: 'sick' },
  },
  {
    first: '(',
    pattern: /\((?:因?公|公假|公务|出差|下乡|值班|开会|培训)\)/y,
    entry: { kind: 'reason', leaveType: 'official' },
  },
  { first: '(', pattern: /\((?:因?病|病假|住院|看病)\)/y, entry: { kind: 'reason', leaveType: 'sick' } },
  {
    first: '(',
    pattern: /\((?:事|因私|事假|家事|私事)\)/y,
    entry: { kind: 'reason', leaveType: 'personal' },
  },
  {
    // 五分钟后到
    first: '0123456789一二三四五六七八九十几两半',
    pattern: new RegExp(`${SPAN}(?:之?后|内|左右)?[就能]?(?:到|来|过来|赶到)`, 'y'),
    entry: { kind: 'cue', status: 'planned' },
  },
]

const BY_FIRST = new Map<string, { pattern: RegExp; entry: LexiconEntry }[]>()
for (const { first, pattern, entry } of PATTERNS)
  for (const character of first)
    BY_FIRST.set(character, [...(BY_FIRST.get(character) ?? []), { pattern, entry }])

/** The pattern that begins at this place. */
export function patternAt(text: string, at: number): Found {
  const first = text[at]
  if (first === undefined) return undefined
  for (const { pattern, entry } of BY_FIRST.get(first) ?? []) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match !== null) return { length: match[0].length, entry }
  }
  return undefined
}
