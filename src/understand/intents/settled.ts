import { says } from '../input.ts'
import type { GrammarRule } from '../input.ts'
import { activityIn, newCapacityIn } from '../slots.ts'
import { phrases } from '../words/list.ts'

/** What was settled about a session or about oneself: who has a task in it, and why one's own mark is what it is. */
export const settledRules: GrammarRule[] = [
  // 不来才怪 and 参加个鬼 say the opposite of their words; what is meant is asked rather than guessed.
  says('said in jest', 'mark.ambiguous', {
    said: phrases(
      String.raw`(?:不|没)(?:来|去|到|参加).{0,2}才怪 (?:来|去|到|参加)个(?:鬼|屁|头|毛|球) 开(?:个|你的|你们的)?玩笑(?:的|而已)?$ (?:逗|骗|哄)(?:一下)?(?:你|你们|大家|大伙)(?:的|玩|玩的|呢|啦)?(?:$|[,。])`,
    ),
    unless: /不是.{0,4}(?:开玩笑|逗|骗)|没(?:有)?(?:开玩笑|逗|骗)|不(?:开玩笑|逗|骗)|别(?:开玩笑|逗|骗)/,
    when: input => /来|去|到|参加|请假|请个假/.test(input.flat),
  }),
  // 改回来 names neither what was before nor what is to hold.
  says('put back without a word', 'mark.ambiguous', {
    said: phrases(
      String.raw`^(?:那|就|还是|帮我|给我|请|麻烦|再|先|把它?)*(?:改|换|调|变|恢复)(?:回(?:来|去|原来的?|原样|成?之前的)?|成?原来的?|成?原样)(?:吧|了|哈|一下)?$`,
    ),
    when: input => input.addressed && !input.asking,
  }),
  says('own mark questioned', 'roster.why', {
    said: phrases(String.raw`
      (?:为什么|为啥|为何|凭什么|怎么|咋)(?:就|会|又|把|给)?(?:算|记|登记?|写|判)(?:成|为|作)?(?:了)?(?:我|本人)(?:是|成|为)?.{0,4}(?:缺席|缺勤|没到|没来|未到|未报|请假|事假|病假|公假|旷会|迟到|不计)
      (?:为什么|为啥|为何|凭什么|怎么|咋)(?:就|会|又)?(?:把|给|说)?我(?:算|记|登记?|写|被)?(?:成|为|作|是)?(?:了)?(?:缺席|缺勤|旷会|未报)
      谁(?:给|帮|替|把|代)我(?:登记|登|报|请|记|填|写|弄|改)(?:的|成|了|上)? (?:这|那)?(?:不|可不)是我(?:自己|本人)?(?:请|报|登|填|记|写|改|点)的(?:假|名)?$
      我(?:的|.{0,12})?(?:怎么|为什么|为啥|咋)(?:是|会是|成了|记成|算|算成|记的|变成)(?:了)?(?:缺席|缺勤|没到|未到|未报|请假|旷会)
    `),
    slots: input => activityIn(input),
  }),
  says('tasks of a session given', 'session.roles', {
    said: phrases(
      String.raw`
      (?<![跟和向给对找])(?:主持人|记录人|主讲人)(?:是|为|由|换成|换|改为|改成|请|:)?[\p{Script=Han}·]{2,4}(?:\([^)]{1,8}\))?(?:$|[,。;、]) 列席(?:人员)?(?:是|有|:).{2,}
      领读.{0,4}(?:我|由我)?(?:换成|换给|换|改为|改成|由)[\p{Script=Han}·]{2,4} ^(?:这个?月|本月|这次|本次|这期)?(?:的)?(?:领读)?我(?:和|跟)?(?:换给)[\p{Script=Han}·]{2,4}$
    `,
      'u',
    ),
    unless: /发起|补录|几点|会议记录|记录模板|请假|登记表/,
    when: input => !input.asking,
    slots: input => activityIn(input),
  }),
  says('places of a session changed', 'session.places', {
    said: phrases(String.raw`
      (?:名额|人数|座位)(?:限制)?(?:就|再|给)?(?:改|加|增|放|扩|调|减|降|提)[为成到至加宽大整少]{0,2}(?:限)?[\d一二两三四五六七八九十百]+
      (?:改|加|增|放|扩|调|减|降)[为成到至加宽大整少]{1,2}(?:限)?[\d一二两三四五六七八九十百]+个?(?:人|名额|位)
      [加增添减][加少掉]?[\d一二两三四五六七八九十百]+个名额 ^(?:请|那|就|帮我|麻烦)*再?(?:加|增加|添|减|减少|减掉)[\d一二两三四五六七八九十百]+个(?:吧|了)?$
      (?:名额|人数)(?:就)?不(?:再)?(?:限|设上限)了? 不限(?:名额|人数)了? 取消名额(?:限制)?
    `),
    unless:
      /发起|新建|组织一|多少|几个|经费|预算|花名册|名册|实到|应到|订餐|用餐|就餐|(?:参会|到会|出席)的?人数/,
    when: input => input.secretary && !input.asking,
    slots: input => ({ ...activityIn(input), ...newCapacityIn(input) }),
  }),
]
