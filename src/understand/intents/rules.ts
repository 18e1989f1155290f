import type { GrammarRule, Input, Outcome } from '../input.ts'
import { says } from '../input.ts'
import { RULE_DOCUMENTS, RULE_TOPICS, RULE_TAILS } from '../words/rule-topics.ts'
import { anyOf } from '../words/list.ts'
import * as phrase from '../words/said/rules.ts'

const addressed = (input: Input) => input.addressed
const DOC = new RegExp(`《([^》]{1,40})》|([\\p{Script=Han}]{0,10}?(?:${anyOf(RULE_DOCUMENTS)}))`, 'u')
const ARTICLE =
  /第[一二三四五六七八九十百零\d]{1,5}(?:条|章|款|项|节)(?:第[一二三四五六七八九十百零\d]{1,5}(?:条|款|项|节)){0,3}/

// 出差有什么规定 asks what a rule says, not which rules there are.
const SUBJECT_MATTER = new RegExp(
  anyOf(RULE_TOPICS.filter(topic => !/^(?:文件|通知|公文|规定|制度|培训|项目)$/.test(topic))),
)

/** 晚到几分钟才算迟到: where the line is drawn, not that somebody comes late. Stands before the marks. */
export const ruleLineRules: GrammarRule[] = [
  says('line of a rule asked', 'rule.ask', {
    said: phrase.LINE_ASKED,
    slots: input => topicOf(input),
  }),
]

/** 把请假与补学办法第七条贴出来: the title of a document and its article are no leave. */
export const ruleArticleRules: GrammarRule[] = [
  says('article of a document asked', 'rule.source', {
    said: new RegExp(
      `(?:${anyOf(RULE_DOCUMENTS)})(?:的|里的?|中的?|里面的?)?第[一二三四五六七八九十百零\\d]{1,5}[条章款项]`,
    ),
    slots: input => articleSlots(input),
  }),
  says('answer doubted', 'rule.ask', {
    said: phrase.ANSWER_DOUBTED,
    when: addressed,
    slots: input => ({ followUp: true, topic: input.flat }),
  }),
]

/** Where a rule stands, which version holds, which rules there are, and what a rule says. */
export const ruleRules: GrammarRule[] = [
  says('rules listed', 'rule.list', {
    said: phrase.RULES_LISTED,
    unless: new RegExp(`${ARTICLE.source}|凭(?:什么|啥)|依据|出处`),
    when: input => !SUBJECT_MATTER.test(input.flat),
    slots: input => (/新|最近|近期/.test(input.flat) ? { ask: 'new' } : {}),
  }),
  says('rule version asked', 'rule.version', {
    said: phrase.RULE_VERSION_ASKED,
    unless:
      /表决|大会|党员大会|报名|我(?:的)?请假|名单|记录(?:作废)|刚才|登记|到会|提醒|花名册|台账|该(?:换|更新)|(?:宣传栏|公示栏|名册|档案)/,
    slots: input => ({ ...topicOf(input), ...versionAsk(input) }),
  }),
  says('rule text asked', 'rule.source', {
    said: phrase.RULE_TEXT_ASKED,
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

/** Any other question to the bot is about a rule; the answer may be that the book has nothing on it. */
function readQuestion(input: Input): Outcome | undefined {
  if (!addressed(input) || phrase.CHATTER.test(input.flat)) return undefined
  const topical = TOPIC.test(input.flat)
  const isPhrase = topical && TAIL.test(input.flat) && input.flat.length <= 40
  const plain =
    topical &&
    input.flat.length <= 12 &&
    input.facts().marks.length === 0 &&
    /^(?:查|看|问|说说|讲讲|介绍|关于)/.test(input.flat)
  if (!input.asking && !isPhrase && !plain) return undefined
  if (input.flat.length < 3) return undefined
  return { intent: 'rule.ask', slots: topicOf(input) }
}
