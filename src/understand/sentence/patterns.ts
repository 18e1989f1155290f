import type { LexiconEntry } from './lexicon.ts'

export type Found = { length: number; entry: LexiconEntry } | undefined

const NUMBER = '[\\d一二三四五六七八九十几半两]{1,4}'
const SPAN = `(?:(?:个把(?:小时|钟头|钟)|刻把钟)|[小大]?${NUMBER}个?[多来把]?个?[小大]?(?:分钟|分(?![钟之])|小时|钟头|个钟|钟(?!头)|刻钟|刻(?!钟)))`
const SEAT =
  '省|市|县|区|州|旗|镇|乡|村|局|厅|院|部|街道|社区|园区|工地|乡镇|法院|检察院|政府|党校|北京|省城|长沙|广州'
const BODY =
  '头|腰|腿|脚|膝盖|胃|肚子|牙|牙龈|嗓子|喉咙|眼睛|眼|耳朵|肩膀|肩|肩周|颈椎|腰椎|脖子|背|手|手腕|手臂|胳膊|脚踝|脚脖子|脚底板|心脏|心口|胸口|关节|腰杆|脑壳|脑袋|脑|太阳穴|血压|血糖|痔疮|皮肤|扁桃体|鼻子|鼻炎|膀子|屁股|尾椎|肺|肝|胆|肾'
const ROOM =
  '第?[一二三四五六七八九十\\d最]{1,2}后?排|最[前后]面?[一那]?排|前排|党员活动室|党建活动室|党员之家|党建室|职工之家|多功能厅|视频会议室|阶梯教室|培训室|学习室|荣誉室|后排|座位上|签到台|签到处|会议室|会场|活动室|报告厅|礼堂|现场|阅览室|集合点'

// Cues with a number or a place in them, which no word list can hold. All are anchored where they are tried.
const PATTERNS: readonly { first: string; pattern: RegExp; entry: LexiconEntry }[] = [
  {
    // 晚十几分钟, 要迟到半个小时
    first: '要会得晚迟晏',
    pattern: new RegExp(
      `(?:要|会|得)?[晚迟晏](?:到|来|上|了)?(?:大概|大约|差不多|约)?个?${SPAN}(?:左右)?(?:到|来)?`,
      'y',
    ),
    entry: { kind: 'cue', status: 'late' },
  },
  {
    // 等我十分钟
    first: '等',
    pattern: new RegExp(`等(?:一?下)?(?:我|俺)(?:个|大概|大约)?${SPAN}`, 'y'),
    entry: { kind: 'cue', status: 'late' },
  },
  {
    // 后半截就不参加了, 下半场不在
    first: '后下',
    pattern:
      /[后下]半(?:场|截|段|程|节)(?:的)?(?:讨论|会|议程|内容|环节|部分)?我?(?:就|只能|要|得|都|也|再)*(?:不参加|参加不了|不在|听不[到成了上]|不听|不陪|先走|要走|走人|缺席|撤|溜|请假|来不了|不来)了?/y,
    entry: { kind: 'cue', status: 'leftEarly' },
  },
  {
    // 没吱声的, 还空着没登记的, 剩下没打勾的那些人
    first: '没未冇还空剩名人到花表接册上前',
    pattern:
      /(?:(?:(?:人员|到会)?名单|花名册|表|接龙|册子)(?:里面?|里头|上|中)|上面|前面|上头)?(?:还|空着|剩下)*(?:没|未|冇)(?:有)?(?:在群里|在接龙里)?(?:吱声|吭声|作声|出声|打勾|打钩|勾|登记|登|签到|签|报名|报备|报|回话|回信|回复|回|说话|说|表态|动静|填|写|提到|点名|点到|举手|来信|接龙|冒泡|反馈|响应|回应|发话|音信|消息)(?:过|上|名|的名)?(?:的|个)(?:那?些?(?:人|同志|同事|党员|几位|几个|位))?/y,
    entry: { kind: 'rest' },
  },
  {
    // 让市里叫去, 被局里抽走, 领导临时派我去
    first: '让被叫喊派抽调给局市县镇省区领主科书上',
    pattern:
      /(?:(?:让|被|给|叫|喊)(?:市|县|省|局|区|镇|乡|州|厅|部|委|院|所|处|街道|上面|上头|上级|领导|主任|局长|科长|书记|组织部|纪委|单位)[里上委府办]?|(?:局|市|县|镇|省|区)里|上面|上头|上级|领导|主任|局长|科长|书记)(?:今天|临时|突然|又|刚|那天|上午|下午)?(?:要|让|叫|喊|派|抽|拉|调|拽|抓|点名)(?:我|俺)?(?:去|走|过去|到|顶|住|参加|陪|盯|守|值班|赶)/y,
    entry: { kind: 'reason', leaveType: 'official' },
  },
  {
    // 派我去高铁站接人
    first: '安派指委抽',
    pattern:
      /(?:安排|派|指派|委派|抽)(?:我|我们|俺)?(?:去|到|跑)\p{Script=Han}{0,5}?(?:接|送)(?:人|站|机|客|专家|领导)?/uy,
    entry: { kind: 'reason', leaveType: 'official' },
  },
  {
    // 砸了脚, 崴到脚脖子, 切到手
    first: '砸夹撞划割切磕碰烫冻扎戳扭崴闪伤摔折抻硌',
    pattern: new RegExp(
      `(?:砸|夹|撞|划|割|切|磕|碰|烫|冻|扎|戳|扭|崴|闪|伤|摔|折|抻|硌)(?:了|到|着|伤|破|断|裂)+(?:我)?(?:左|右)?(?:${BODY}|指头|手指|脚趾|骨头|筋)`,
      'y',
    ),
    entry: { kind: 'reason', leaveType: 'sick' },
  },
  {
    // 膝盖做了手术, 眼睛刚动过刀
    first: '头腰腿脚膝胃肚牙嗓喉眼耳肩颈脖背手胳心胸关脑痔扁鼻膀尾肺肝胆肾',
    pattern: new RegExp(
      `(?:${BODY})(?:上|里)?(?:刚刚?|才|上周|前几天|前些天)?(?:做|动|开|挨)(?:了|过|完)(?:个|一个|一?次)?(?:大|小|微创)?(?:手术|刀)`,
      'y',
    ),
    entry: { kind: 'reason', leaveType: 'sick' },
  },
  {
    // 坐的动车晚点了,估计三点十分进会场
    first: '高动火列飞航大中班',
    pattern:
      /(?:高铁|动车|火车|列车|飞机|航班|大巴|中巴|班车)(?:又|今天|临时|都)?(?:晚点|误点|延误)了?(?=[,。\s]{0,2}(?:我)?(?:估计|大概|可能|大约|预计|得|要)?[^,。]{0,3}[点分刻时][^,。]{0,8}(?:到|进|赶))/y,
    entry: { kind: 'cue', status: 'late' },
  },
  {
    // 陪外省来的专家, 陪同检查组: guests of the office
    first: '陪',
    pattern:
      /陪(?:着|同)?(?:一?下)?(?:来|从)?\p{Script=Han}{0,6}?(?:来的)?\p{Script=Han}{0,3}?(?:专家|客商|来宾|督查组|督导组|检查组|巡察组|考察团|考察组|调研组|验收组|审计组|代表团)/uy,
    entry: { kind: 'reason', leaveType: 'official' },
  },
  {
    // 听完前半截就得撤
    first: '听开坐看学',
    pattern:
      /[听开坐看学]完?(?:前半[截段场节]|一半|前面(?:一?点)?|第一[项个段节](?:议程|议题)?|头一[段节])(?:就|只能|我){0,2}(?:得|要|必须)?先?(?:走人?|撤|溜|离开|离场)(?:了)?/y,
    entry: { kind: 'cue', status: 'leftEarly' },
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
    first: '在到坐等候站守搁跨走踏迈已',
    pattern: new RegExp(
      `(?:已经?)?(?:(?:坐|等|候|站|守)?[在到]|搁|跨进|走进|踏进|迈进)了?[一二三四五六七八九十\\d]{0,2}楼?[大小]?(?:${ROOM})(?:里面?|内|门口)?(?:的?(?:最[前后]面?[一那]?排|第?[一二三四五六七八九十最前后]{1,2}后?[排座]))?(?:等候|坐着|候着|等着|坐好|坐定|落座|就座|入座|就坐|就位)?了?|[在到]了?[一二三四五六七八九十\\d]{1,2}楼(?:等候|等着|候着|坐着|了)`,
      'y',
    ),
    entry: { kind: 'cue', status: 'present' },
  },
  {
    // 坐在里头了, 坐这儿呢, 坐在角落里: where in the room one sits
    first: '坐',
    pattern:
      /(?<![请往快])坐(?:在|到|进)?(?:会场)?(?:最)?(?:(?:里|外|前|后|台)[面头边下](?!来|去|点|些|吧)(?:了|呢|着|听)*|角落里?(?:了|呢)?|靠(?:墙|窗|门)(?:边)?(?:的)?(?:位置|位子|座位|那边|那里)?(?:了|呢)?|(?:这|那)(?:里|儿|边)?(?:了|呢|着|半天|好久)+)/y,
    entry: { kind: 'cue', status: 'present' },
  },
  {
    // 一直坐在最后一排
    first: '一始',
    pattern: /(?:一直|始终)都?(?=坐|在)/y,
    entry: { kind: 'filler' },
  },
  {
    // 请假不请假的: neither is said
    first: '参请报出到列',
    pattern: /(参加|参会|请假|报名|出席|到会|列席)不\1(?:的)?/y,
    entry: { kind: 'filler' },
  },
  {
    // 要晚一阵阵, 晚一会会儿才到
    first: '要会得晚迟晏',
    pattern:
      /(?:要|会|得)?[晚迟晏](?:到|来)?一(?:小)?(?:阵阵|阵子?|会儿?会?儿?|下下|歇歇?|丢丢|点点|哈哈?儿?|脚)(?:儿)?(?:才|再)?(?:到|来)?/y,
    entry: { kind: 'cue', status: 'late' },
  },
  {
    // 去县里, 到市委开会, 跑省里
    first: '去到赴跑上下克',
    pattern: new RegExp(
      `[去到赴跑上下克](?:趟|一趟|了)?(?:${SEAT}){1,2}(?:里|上|委|政府|直机关|纪委|组织部|办)?(?:开会|开个会|汇报|办事|送卷宗|送卷|送件|送报表|送标书|领材料|领文件|盖章|报数据|对账|陪检|迎检|应诉|开庭|查档|面谈|谈话|领奖|比赛|送材料|送文件|取材料|参会|培训|学习|调研|检查|出差|开对账会|跑项目|对接)?(?=$|[\\s,。;!?)、了去]|请|回|来|赶|不|参|缺)`,
      'y',
    ),
    entry: { kind: 'reason', leaveType: 'official' },
  },
  {
    // 去市财政局对账, 去省厅送卷宗
    first: '去到赴跑上下克',
    pattern: new RegExp(
      `[去到赴跑上下克](?:趟|一趟|了)?(?:${SEAT}|财政|税务|审计|信访|民政|人社|教育|发改|住建|公安|司法|水利|交通|农业|卫健|档案|统计|环保|应急){1,4}(?:里|上|委|政府|办)?(?:送|对账|领|盖章|报|查档|汇报|开|参会|培训|调研|检查|对接|办|跑|取|交|谈|协调|应诉|开庭|陪|迎|接|拿)`,
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
    // 手术台下不来: the surgeon at work
    first: '手',
    pattern:
      /手术(?:台|间|室)(?:上|里)?(?=(?:实在|一时|又|还|都|也)*(?:走不|离不|下不|脱不|抽不|换不|撤不|缺人|要人|没人))/y,
    entry: { kind: 'reason', leaveType: 'official' },
  },
  {
    // 排了三台, 连着做两台手术
    first: '排有连接做',
    pattern: new RegExp(
      `(?:排|有|连|接|做)(?:了|着|连|做|到)*${NUMBER}台(?:(?:急诊|大|小)?(?:手术|刀)(?:要做|没做)?|(?=$|[\\s,。;!]))`,
      'y',
    ),
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
