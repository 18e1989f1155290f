import type { GrammarRule, Input, Outcome } from '../input.ts'
import { says } from '../input.ts'
import { RULE_DOCUMENTS, RULE_TOPICS, RULE_TAILS } from '../words/rule-topics.ts'
import { anyOf, phrases } from '../words/list.ts'

const addressed = (input: Input) => input.addressed
const DOC = new RegExp(`《([^》]{1,40})》|([\\p{Script=Han}]{0,10}?(?:${anyOf(RULE_DOCUMENTS)}))`, 'u')
const ARTICLE =
  /第[一二三四五六七八九十百零\d]{1,5}(?:条|章|款|项|节)(?:第[一二三四五六七八九十百零\d]{1,5}(?:条|款|项|节)){0,3}/

// 出差有什么规定 asks what a rule says, not which rules there are.
const SUBJECT_MATTER = new RegExp(
  anyOf(RULE_TOPICS.filter(topic => !/^(?:文件|通知|公文|规定|制度|培训|项目)$/.test(topic))),
)

/** 把请假与补学办法第七条贴出来: the title of a document and its article are no leave. */
export const ruleArticleRules: GrammarRule[] = [
  says('article of a document asked', 'rule.source', {
    said: new RegExp(
      `(?:${anyOf(RULE_DOCUMENTS)})(?:的|里的?|中的?|里面的?)?第[一二三四五六七八九十百零\\d]{1,5}[条章款项]`,
    ),
    slots: input => articleSlots(input),
  }),
]

/** Where a rule stands, which version holds, which rules there are, and what a rule says. */
export const ruleRules: GrammarRule[] = [
  says('rules listed', 'rule.list', {
    said: phrases(String.raw`
      (?:有|都有|出了|出台|发布|更新|新增|新出|印发|收录|收了|现行|列|列出|查看|看看|查)(?:了|过)?(?:一?下)?(?:所有|全部)?(?:哪些|什么|啥|几个|多少)?(?:新|新的|现行|有效)?(?:的)?(?:制度|规定|办法|文件|规章|规矩)(?:汇编)?(?:有)?(?:哪些|清单|目录|列表|吗|没|$)
      (?:制度|规定|文件|办法|汇编)(?:汇编)?(?:的)?(?:目录|清单|列表|一览|总目|都有哪些|有哪些|有几)
      (?:最近|近期|今年|新)(?:有|出|发|印发|更新)?(?:了)?(?:哪些|什么|啥)?新(?:的)?(?:制度|规定|办法|文件)
      (?:哪些|什么|啥|几个)(?:制度|规定|办法|文件)(?:是|属于)?(?:有效|现行|新|试行|废止|在用|能查|可以查) (?:新出|出了|新发|新印发)(?:了)?(?:哪些|什么|啥)
    `),
    unless: ARTICLE,
    when: input => !SUBJECT_MATTER.test(input.flat),
    slots: input => (/新|最近|近期/.test(input.flat) ? { ask: 'new' } : {}),
  }),
  says('rule version asked', 'rule.version', {
    said: phrases(String.raw`
      (?:20\d\d|[二〇零一二三四五六七八九]{4})年?(?:的时候|那时|当时|时|版|那版|以前|之前|底|初|\d+月|.{0,6}(?:标准|规定|办法|多少|按|怎么))
      (?:去年|前年|大前年|以前|之前|原来|当时|过去|早先|旧)(?:的)?.{0,10}(?:标准|住宿|给多少|补多少|规定|办法|制度|版本|版|是怎么规定|怎么规定|住宿|是多少|的话)
      (?:哪|第几|几)(?:一)?(?:年|个)?(?:的)?版 版本 最新(?:的)?(?:版|是) 新版 旧版 老版 现行(?:有效|版)? 有效(?:吗|不|没|期) 还有效 是否有效
      作废(?:了)?(?:没|吗|的) 废止 失效 (?:什么时候|何时|哪天|哪年|几时|啥时候|几号)(?:开始|起)?(?:执行|施行|实施|生效|发布|印发|出台|修订|修改|改的|废止|到期)
      试行.{0,6}(?:到|多久|期) 试行(?:期|到|多久|还|了|结束|办法到期) (?:修订|修改|改)(?:过|了)(?:没|吗|几次|哪些|什么|哪里|多少|啥) 改了(?:哪|什么|啥)
      (?:新旧|跟以前|和以前|与原来|比以前|跟旧版|和旧版).{0,6}(?:区别|不同|变化|一样|对比|差) 变化大 按(?:哪|老|新|旧)(?:个|一)?(?:版|文件|标准|办法) 哪(?:个|一)版
      过期
    `),
    unless: /表决|大会|党员大会|报名|我(?:的)?请假|名单|记录(?:作废)|刚才|登记|到会|提醒|花名册|台账/,
    slots: input => ({ ...topicOf(input), ...versionAsk(input) }),
  }),
  says('rule text asked', 'rule.source', {
    said: phrases(String.raw`
      第[一二三四五六七八九十百零\d]{1,5}(?:条|章|款|项) 原文 出处 依据(?:是|在|哪|什么|啥|呢|$)
      (?:根据|按照?|依据)(?:的)?(?:哪|什么|啥)(?:个|一|条|份)?(?:条|款|文件|制度|规定)? 哪(?:一)?[条款章] 那条(?:规定|说|写|里|款|制度) 第几[条款章] 全文 条文
      (?:哪个|哪份|哪一个|什么|啥)(?:文件|制度|办法)(?:规定|里|上|说|写|的|$) 在哪(?:个|一)(?:文件|制度|条|章) 文号 哪里(?:写|规定|说)
      (?:发|给|看|贴|调)(?:我|一?下|出)?.{0,8}(?:办法|制度|细则|规定)(?:看看|全文|原文|$)
    `),
    unless: /第[一二三四\d](?:季度|支部|组)(?!.*第.条)/,
    slots: input => articleSlots(input),
  }),
  { name: 'rule answer continued', read: readFollowUp },
  { name: 'rule asked', read: readQuestion },
]

function articleSlots(input: Input) {
  const doc = DOC.exec(input.flat)
  const article = ARTICLE.exec(input.flat)
  const name = doc?.[1] ?? doc?.[2]
  return { ...(name !== undefined && { doc: name }), ...(article !== null && { article: article[0] }) }
}

function topicOf(input: Input) {
  return { topic: input.flat.slice(0, 200) }
}

function versionAsk(input: Input) {
  const year = /(20\d\d)年?/.exec(input.flat)
  if (year?.[1] !== undefined) return { asOf: year[1] }
  if (/最新|现行|哪一?版/.test(input.flat)) return { ask: 'latest' }
  if (/什么时候|何时|哪天|哪年|几号/.test(input.flat)) return { ask: 'effective_date' }
  if (/有效|作废|废止|失效|过期/.test(input.flat)) return { ask: 'status' }
  return {}
}

function readFollowUp(input: Input): Outcome | undefined {
  if (!addressed(input)) return undefined
  const more =
    /^(?:还有呢|还有(?:没有|吗)|然后呢|接着说|继续说?|详细(?:点|一点|说说|些)?|具体(?:点|一点|呢|说说|怎么说)|展开说说|说详细点|那.{1,14}呢|那如果.{1,20}|.{1,8}呢)$/
  return more.test(input.flat) &&
    !/^(?:人|谁)/.test(input.flat) &&
    !input.tokens().some(({ kind }) => kind === 'name' || kind === 'family')
    ? { intent: 'rule.ask', slots: { followUp: true, topic: input.flat } }
    : undefined
}

const TOPIC = new RegExp(anyOf(RULE_TOPICS))
const TAIL = new RegExp(`(?:${anyOf(RULE_TAILS)})$`)
const CHATTER = phrases(String.raw`
      天气 下雨 吃(?:什么|啥|饭没) 中午吃 晚上吃 早饭 几点下班 下班没 在吗 在不在 在么 你是谁 你叫什么 你多大 多大了 笑话 股票 彩票 电影院 打球 打牌 唱歌 喝酒不 喝茶 快递 外卖 车位
      停车 堵不堵 睡 周末去哪 玩什么 好看吗 多少钱一斤 房价 孩子上学 足球 篮球 游戏 明星 星座 机器人吗 真人 吃了吗 忙不忙 辛苦吗 谁的车 谁的伞 钥匙 wifi 密码 打印机 复印机 空调 电脑
      网怎么 停电 停水 厕所
    `)

/** Any other question to the bot is about a rule; the answer may be that the book has nothing on it. */
function readQuestion(input: Input): Outcome | undefined {
  if (!addressed(input) || CHATTER.test(input.flat)) return undefined
  const topical = TOPIC.test(input.flat)
  const phrase = topical && TAIL.test(input.flat) && input.flat.length <= 40
  const plain =
    topical &&
    input.flat.length <= 12 &&
    input.facts().marks.length === 0 &&
    /^(?:查|看|问|说说|讲讲|介绍|关于)/.test(input.flat)
  if (!input.asking && !phrase && !plain) return undefined
  if (input.flat.length < 3) return undefined
  return { intent: 'rule.ask', slots: topicOf(input) }
}
