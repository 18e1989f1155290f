import { says } from '../input.ts'
import type { GrammarRule, Input } from '../input.ts'
import { deadlineIn, dutyIn, dutyWord, periodIn, subjectsIn, whenIn } from '../slots.ts'
import * as phrase from '../words/said/reminders.ts'

/** Reminders of people and things with a date. What is done and what recurs is told apart before 提醒 decides. */
export const reminderRules: GrammarRule[] = [
  says('duty done', 'duty.done', {
    said: phrase.DUTY_DONE,
    unless: phrase.DUTY_DONE_NOT,
    form: 'statement',
    when: input =>
      (dutyWord(input.flat) !== undefined &&
        !input
          .facts()
          .marks.some(
            mark =>
              mark.nameKind === 'self' &&
              (mark.status !== 'present' || (dutyWord(input.flat) ?? '').length < 2),
          )) ||
      /(?:别再|不用再?|不用)(?:提醒|催).*(?:弄|办|做|交|填|处理|搞|完成)|那个事|那件事|这件事|任务/.test(
        input.flat,
      ),
    slots: input => ({ ...dutyIn(input), ...periodIn(input) }),
  }),
  says('unanswered named in public', 'remind.pending', {
    said: phrase.UNANSWERED_NAMED_IN_PUBLIC,
    form: 'statement',
    slots: () => ({ ask: 'shame' }),
  }),
  says('undone reminded', 'remind.pending', {
    said: phrase.UNDONE_REMINDED,
    unless: /通报|点名|别|不要|不用|提前|每|提醒我/,
    form: 'statement',
    // 明天9点提醒没交的科室: it goes out now or not at all.
    when: input => dutyWord(input.flat) !== undefined && input.tokens().every(({ kind }) => kind !== 'time'),
    slots: input => ({ ...dutyIn(input) }),
  }),
  says('unanswered reminded', 'remind.pending', {
    said: phrase.UNANSWERED_REMINDED,
    fromKeeper: phrase.UNANSWERED_REMINDED_BY_KEEPER,
    unless: phrase.RECURRING,
    when: input =>
      (!input.asking || /能不能|可不可以|可以.{0,6}吗|^(?:再)?(?:催|提醒|私下|单独|给)/.test(input.flat)) &&
      !/再提醒我|别|不要|不用|不必|不消|莫|甭|先停|停[一了掉]|撤|取消|算了|免了|党徽|带/.test(input.flat),
    slots: input => subjectsIn(input),
  }),
  says('reminder put off', 'remind.snooze', {
    said: phrase.REMINDER_PUT_OFF,
    // 过20分钟提醒我关空调 says what to remind of: a reminder of its own.
    unless: /(?:别|不要|不用|莫|甭|勿|少)再|每|(?:分钟|小时|钟头)(?:之?后|以后)?提醒(?:一?下)?我.{2}/,
    slots: input => whenIn(input),
  }),
  says('reminders to me stopped', 'remind.mute', {
    said: phrase.REMINDERS_TO_ME_STOPPED,
    unless:
      /先别催|(?:剩|其余|余下|没报|没回|那几|那两|那俩)[^,。]{0,8}我(?:来|再|去|单独|挨个|逐个|亲自|自己)*(?:打|联系|问|通知|催|喊|找)|我(?:来|自己|亲自)(?:打|去|联系|问|说|催)|大家|人齐|没报|都报|他们|各位|取消(?:这次|本次|今天|明天|那条|刚才)/,
    form: 'statement',
    // 别催啦,我保证不缺席 says that one comes.
    when: input => (/我|免打扰|静音|不接收|退订/.test(input.flat) || !input.secretary) && !saysToCome(input),
    slots: input =>
      /群里.{0,3}(?:被|@|艾特|点名)|在群里/.test(input.flat) ? { scope: 'group_mention' } : {},
  }),
  says('reminder called off', 'remind.cancel', {
    said: phrase.REMINDER_CALLED_OFF,
    fromKeeper: phrase.REMINDER_CALLED_OFF_BY_KEEPER,
    unless: /(?:发|催|弹|推|提醒|叫|喊)(?:给)?我(?!们|自己)/,
    form: 'statement',
    when: input => input.secretary || !saysToCome(input),
    slots: input => ({ ...whenIn(input), ...dutyIn(input) }),
  }),
  says('duty kept in mind', 'duty.create', {
    said: new RegExp(
      `${phrase.RECURRING.source}|(?:新增|增加|添加|加|建|设|设置|登记|新建)(?:一?[个条项])?(?:事项|任务|待办|定期提醒|工作提醒)|(?:列入|加到|加入|记到|放进)(?:事项|待办|任务|提醒)|(?:安排|布置)(?:一?[个项]).{0,6}(?:任务|事项)`,
    ),
    unless: /谁|报名/,
    form: 'statement',
    when: input => /提醒|催|喊|记到|事项|待办|任务|通知|告诉|打招呼/.test(input.flat),
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
    said: phrase.REMINDER_SET,
    fromKeeper: phrase.REMINDER_SET_BY_KEEPER,
    unless:
      /(?:不用|不要|不必|别|莫|甭|勿)(?:再|老|总|天天)?(?:来)?(?:提醒|催|喊)|(?:转|挂|贴|放|丢|推|甩|发)(?:到|至|给|在|进).{0,6}群|提醒谈话|(?:谢谢|多谢|感谢|谢)(?:你|您|书记|主任|领导)?(?:的)?提醒|帮我(?:带|捎)(?:个|句)话|(?:叫|喊|让|托)我(?:帮.{0,3})?(?:跟你)?(?:讲|说|报|登|吱|言语)/,
    form: 'statement',
    when: input =>
      /提醒|提.{0,3}个醒|给.{0,4}个醒|闹钟|打个招呼|(?:发|捎|带)(?:条|个|句)|(?:说|讲|提|吱|喊|招呼|念叨?|知会|播|吼|叮嘱|唠叨)(?:一?[声下嘴遍次句]|个话|一嗓子)/.test(
        input.flat,
      ),
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

const DUE =
  /好久|轮到|轮[哪谁]|啥时|哪一天|过了(?:没|吗)|到日子|排到|该到(?:谁|哪)|还是(?:明年|下个?月|后年|年初)|该.{1,3}了?(?:没|吗)|哪[个位]领导|谁(?:值|当班|坐班|接待|去接)|到(?:哪|几)(?:一)?(?:年|月|号|天)|什么时候|啥时候|几号|哪天|何时|几月|多久|还有几天|还剩几天|截止|期限|最晚|最迟|时间|到期|几时/

/** When something is said.due, and what there is to do. */
export const dutyQuestionRules: GrammarRule[] = [
  says('whether all is done', 'duty.query', {
    said: phrase.ALL_DONE_ASKED,
    unless: /规定|制度|条例|要求|怎么/,
    slots: () => ({ ask: 'all-done' }),
  }),
  says('duties asked', 'duty.query', {
    said: phrase.DUTIES_ASKED,
    when: input =>
      !/党日|读书会|大会|党课|支委会|谁|规定|制度(?:汇编)?/.test(input.flat.replace(/三个规定/, '')),
    slots: input => ({ ...whenIn(input), ...dutyIn(input) }),
  }),
  {
    name: 'due date asked',
    read(input) {
      const duty = dutyWord(input.flat)
      if (duty === undefined || !input.addressed || !DUE.test(input.flat)) return undefined
      const due = phrase.DUE_DATE.test(input.flat) && !/试行/.test(input.flat)
      const rule =
        /多久.{0,4}一次|每(?:年|月|季|周).{0,4}几|规定|一般|频次|周期|怎么|第几|按什么|星期几/.test(
          input.flat.replace(/三个规定/, ''),
        )
      return due && !rule ? { intent: 'duty.query', slots: { duty, ...whenIn(input) } } : undefined
    },
  },
]

function saysToCome(input: Input): boolean {
  return input.facts().marks.some(({ status }) => status === 'planned' || status === 'late')
}
