import { says } from '../input.ts'
import type { GrammarRule, Input } from '../input.ts'
import { deadlineIn, dutyIn, dutyWord, periodIn, subjectsIn, whenIn } from '../slots.ts'
import { phrases } from '../words/list.ts'

const RECURRING = phrases(String.raw`
      每(?:个)?(?:年|月|周|季|天|逢) 提前.{0,6}(?:天|周|个?月|小时).{0,6}(?:提醒|通知|告诉|打招呼) 季末 季度末 月末 月底前?.{0,8}提醒 年底前?.{0,12}提醒
      (?:之?前|底前)(?:签|交|报|填|完|办|上|更新|公开|公示).{0,14}提醒
    `)

/** Reminders of people and things with a date. What is done and what recurs is told apart before 提醒 decides. */
export const reminderRules: GrammarRule[] = [
  says('duty done', 'duty.done', {
    said: phrases(String.raw`
      (?:已经?|都|全部?|刚)?(?:交|报|填|办|签|更新|上墙|公开|公示|完成|弄|做|搞|处理|提交|上报|归档|写|缴|谈|开展|核对|落实|张贴|张榜|检查|自查|排查|盘点|审核|发)(?:完|好|妥|齐|掉|过|上|毕|完毕|完成|结束)?(?:了|啦|咯|哒|喽)(?!吗|没)
      已(?:上墙|完成|报送|提交|填报|更新|签订|签完|公开|公示|办结|办理|上报|缴纳|交|报|填|办|弄好|落实|张贴|归档|核对|开展|谈) 搞定 办妥 弄完
    `),
    unless: phrases(String.raw`
      请假 参加 没(?:交|报|填|办) 未(?:交|报|填|办|完成) 还没 提醒(?:大家|各) (?<!别再|不用再|不用)提醒我 报名 通知 看完 学完 补学 名单 花名册 发起 归档吧
      前(?:签|交|报|填)完 台账给 导出 错 转正
    `),
    form: 'statement',
    when: input =>
      dutyWord(input.flat) !== undefined ||
      /(?:别再|不用再?|不用)(?:提醒|催).*(?:弄|办|做|交|填|处理|搞|完成)|那个事|那件事|这件事|任务/.test(
        input.flat,
      ),
    slots: input => ({ ...dutyIn(input), ...periodIn(input) }),
  }),
  says('unanswered named in public', 'remind.pending', {
    said: phrases(String.raw`
      (?:没|未|还没)(?:报|来|回|登记|回复|参加|到|交|签|接龙)的?.{0,8}(?:通报|曝光|点名|批评|公布|晒|挂|扣分|处分|处理)
      (?:通报|点名|曝光|公布|晒|挂).{0,8}(?:没|未|还没)(?:报|来|回|登记|参加|到|交|接龙)
    `),
    form: 'statement',
    slots: () => ({ ask: 'shame' }),
  }),
  says('unanswered reminded', 'remind.pending', {
    said: phrases(String.raw`
      (?:提醒|催|催促|督促|问|私聊|私信|通知|喊|戳|联系|敲|@)(?:一?下|一催|一声|催|一遍|下)?.{0,10}(?:没|未|还没)(?:报|回|登记|答|动|填|确认|表态|接龙|签|来报|反馈|有报)
      (?:没|未|还没|冇)(?:报|回|登记|填|确认|表态|接龙|反馈|答复|有报)(?:名)?的?.{0,14}(?:提醒|催|问|私聊|私信|联系|发个|敲|通知|喊|戳) 只(?:提醒|催|问).{2,} ^催(?:一?下|催)?[^,。]{2,6}$
      ^(?:再)?(?:催|提醒)(?:一?下|一催|催|一遍|一次)(?:吧|大家报|他们|$) ^(?:可以)?(?:提醒|催)(?:吧|他们|这(?:几|两)(?:位|个))
      (?:单独|私下|悄悄)(?:地)?(?:提醒|催|问|联系)(?:一?下)?(?!我)
    `),
    unless: RECURRING,
    when: input =>
      (!input.asking || /能不能|可不可以|可以.{0,6}吗|^(?:再)?(?:催|提醒|私下|单独|给)/.test(input.flat)) &&
      !/再提醒我|别|不要|不用|党徽|带/.test(input.flat),
    slots: input => subjectsIn(input),
  }),
  says('reminder put off', 'remind.snooze', {
    said: phrases(String.raw`
      (?:再|晚点|晚些|过(?:一?会儿?|.{1,4}(?:分钟|小时|天))|稍后|等会儿?|待会儿?|回头|迟点|等(?:一?下)|推迟).{0,10}(?:再)?(?:提醒|叫|喊|通知|告诉|催)(?:一?下)?我
      (?:再提醒我|晚点提醒|稍后提醒|等会提醒|迟点提醒|过会提醒|推迟提醒|延后提醒|晚点再说这个)
      (?:先)?(?:放一放|缓一缓|推后)?(?:明天|明早|今晚|明晚|后天|下午|晚上|周.|下周.?|\d+点|.{1,3}小时后|.{1,4}分钟后|早上|上午).{0,6}再(?:提醒|喊|叫|催|通知)
    `),
    unless: /别再|不要再|不用再|每/,
    slots: input => whenIn(input),
  }),
  says('reminders to me stopped', 'remind.mute', {
    said: phrases(String.raw`
      (?:别|不要|不用|不想|甭|莫)(?:再|总|老|老是|总是)?(?:给我|在群里|私下|单独)?(?:发)?(?:提醒|催|艾特|@|私聊|打扰|通知|推送|喊|发消息|发信息|叫)(?:我|消息)?
      (?:提醒|推送|通知)(?:我)?(?:的)?(?:先|都|给我|可以)?(?:关了|关掉|关闭|停了|停掉|取消|屏蔽)
      (?:关|关闭|关掉|取消|停|停掉|屏蔽|退订)(?:一下)?(?:我的|对我的|给我的)?(?:私聊|个人|群)?(?:提醒|推送)
      不(?:想|要|愿|希望)(?:被|在群里被|在群里)(?:提醒|艾特|@|点名|催)? 免打扰 不再提醒我 不接收 不想(?:再)?(?:收到|接收|看到)(?:提醒|消息|推送) 静音
    `),
    unless: /大家|人齐|没报|都报|他们|各位|取消(?:这次|本次|今天|明天|那条|刚才)/,
    form: 'statement',
    when: input => /我|免打扰|静音|不接收|退订/.test(input.flat) || !input.secretary,
    slots: input =>
      /群里.{0,3}(?:被|@|艾特|点名)|在群里/.test(input.flat) ? { scope: 'group_mention' } : {},
  }),
  says('reminder called off', 'remind.cancel', {
    said: phrases(String.raw`
      (?:别|不要|不用|不必|莫|甭|先别|暂时不|先不|停止|取消|撤销|撤掉|撤回|停|停掉|删掉|删除|关掉|去掉)(?:再)?(?:发)?(?:掉|了)?.{0,10}(?:提醒|催|催促|催报)
      (?:提醒|催报)(?:先|都|就|可以|那条|.{0,4})?(?:停一停|停一下|缓一缓|取消|撤销|停了|停掉|不用|别发|不要发|不发|删|撤|作废|算了|免了)
    `),
    form: 'statement',
    slots: input => ({ ...whenIn(input), ...dutyIn(input) }),
  }),
  says('duty kept in mind', 'duty.create', {
    said: new RegExp(
      `${RECURRING.source}|(?:新增|增加|添加|加|建|设|设置|登记|新建)(?:一?[个条项])?(?:事项|任务|待办|定期提醒|工作提醒)|(?:列入|加到|加入|记到|放进)(?:事项|待办|任务|提醒)|(?:安排|布置)(?:一?[个项]).{0,6}(?:任务|事项)`,
    ),
    unless: /谁|报名/,
    form: 'statement',
    when: input => /提醒|事项|待办|任务|通知|告诉|打招呼/.test(input.flat),
    slots: input => ({
      ...dutyIn(input),
      ...deadlineIn(input),
      ...leadIn(input),
      ...scopeIn(input),
      ...periodIn(input),
      ...subjectsIn(input),
    }),
  }),
  says('reminder set', 'remind.set', {
    said: phrases(String.raw`
      (?:提醒|叫|喊|通知)(?:一?下)?(?:大家|各位|全体|我|所有人|他们|全员|同志们|支部|党员|各科室|.{2,4}(?:同志|主任|书记|科长)?)
      (?:发|设|定|加|来|弄|设置|设定|安排)(?:一?[个条下次])?.{0,6}提醒 .{0,12}(?:点|前|早上|下午|晚上|中午|天|周.)(?:再)?(?:提醒|催)(?:一?下|大家)?
      提醒一下
    `),
    form: 'statement',
    when: input => /提醒|闹钟/.test(input.flat),
    slots: input => ({ ...whenIn(input), ...subjectsIn(input), ...scopeIn(input) }),
  }),
]

function leadIn(input: Input) {
  const match = /提前(.{1,6}?(?:天|周|星期|个月|小时|工作日))/.exec(input.flat)
  return match?.[1] === undefined ? {} : { lead: match[1] }
}

function scopeIn(input: Input) {
  const match =
    /提醒(?:一下)?(大家|各位|全体党员|全体|各科室|班子(?:成员)?|各支部|支委|各小组|我|所有人|党员|各单位|各村)/.exec(
      input.flat,
    )
  return match?.[1] === undefined ? {} : { scope: match[1] }
}

const DUE = /什么时候|啥时候|几号|哪天|何时|几月|多久|还有几天|还剩几天|截止|期限|最晚|最迟|时间|到期|几时/

/** When something is due, and what there is to do. */
export const dutyQuestionRules: GrammarRule[] = [
  says('duties asked', 'duty.query', {
    said: phrases(String.raw`
      (?:本周|这周|下周|这个月|本月|下个?月|最近|近期|今天|明天|年底前?|月底前?|今年|这季度|本季度|下季度|十?[一二三四五六七八九十]月份?|\d+月份?|接下来|手头|目前|现在|节前|节后|我)(?:还)?(?:都)?(?:有|要)?.{0,6}(?:(?:哪些|什么|啥|几件|几项|多少)(?:事|任务|工作|事项|材料|要办|要交|要报|待办|安排|活儿|该办|要做|报表|重点|到期|节点|期限|提醒)|(?:要|该|需要)(?:办|交|报|做|填)(?:的)?(?:什么|啥|哪些|几)|待办|事项(?:清单|列表|有|$))
      (?:哪些|什么|啥)(?:事|事项|任务|材料|工作)(?:还没|没|未|快|要|该|需要|到期|得)(?:办|交|完成|到期|报|做|填|弄)? 待办(?:事项|清单|列表)?$
      事项(?:清单|列表|一览) (?:还有)?(?:哪些|什么|啥)(?:要|没)(?:办|交|报|填)(?:的|完)? (?:有|还有)(?:什么|啥|哪些)(?:要|该|没)(?:交|办|报|填)
    `),
    when: input =>
      !/党日|读书会|大会|党课|支委会|谁|规定|制度(?:汇编)?/.test(input.flat.replace(/三个规定/, '')),
    slots: input => ({ ...whenIn(input), ...dutyIn(input) }),
  }),
  {
    name: 'due date asked',
    read(input) {
      const duty = dutyWord(input.flat)
      if (duty === undefined || !input.addressed || !DUE.test(input.flat)) return undefined
      const due = phrases(String.raw`
      (?:什么时候|啥时候|几号|哪天|何时|几月|几时|多久).{0,6}(?:交|报|截止|填|签|办|完成|更新|上墙|公开|公示|开始|到期|上报|缴|截|要|搞|弄|提交|评|前)
      (?:交|报|截止|填|签|更新|公开|公示|缴|提交|上报|办).{0,8}(?:什么时候|啥时候|几号|哪天|何时|到哪|最晚|最迟|期限|截止) 安排在(?:几|什么|哪) 还有几天 还剩几天 最晚 最迟
      截止(?:时间|日期|到|是|没)? 到期(?:没|了|是) (?:什么时候|啥时候|几号|哪天|几月)$ 几月(?:份)?(?:搞|开|安排|交|进行)? (?:交|报)了(?:没|吗)
    `).test(input.flat)
      const rule =
        /多久.{0,4}一次|每(?:年|月|季|周).{0,4}几|规定|一般|频次|周期|怎么|第几|按什么|星期几/.test(
          input.flat.replace(/三个规定/, ''),
        )
      return due && !rule ? { intent: 'duty.query', slots: { duty, ...whenIn(input) } } : undefined
    },
  },
]
