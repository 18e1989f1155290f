import { says } from '../input.ts'
import type { GrammarRule, Input } from '../input.ts'
import { activityIn, dutyIn, dutyWord, periodIn, subjectsIn } from '../slots.ts'
import { DUTY_STEERING, PART_WORDS, PARTS } from '../words/duty-steering.ts'
import { NOTICE_MOVED } from '../words/said/reminder-change.ts'
import { phrases } from '../words/list.ts'

/** What is said of a duty besides 办好了: moved, given to somebody else, not to be done, said otherwise, ticked by mistake. */
export const dutySteeringRules: GrammarRule[] = [
  says('duty worded', 'duty.word', {
    said: /^.{2,12}?(?:内容)?改成[::](.{4,})$/,
    when: isDuty,
    slots: (input, match) => ({ ...dutyIn(input), text: match[1] ?? '' }),
  }),
  says('duty moved', 'duty.move', {
    said: phrases(String.raw`(?:顺延|推迟|延后|延期|提前|挪|改)(?:到|至)(.{2,14})$`),
    unless: /提醒|通知|地点/,
    form: 'statement',
    // 会审挪到下周了,我照常来 is about the sender.
    when: input => isDuty(input) && input.facts().marks.length === 0,
    slots: (input, match) => ({ ...dutyIn(input), when: match[1] ?? '' }),
  }),
  says('duty swapped', 'duty.assign', {
    said: phrases(String.raw`(?:跟|和|与|同)[\p{Script=Han}()]{2,8}(?:对?换|调换|对调|互换|换个?班)`, 'u'),
    form: 'statement',
    when: input => isDuty(input) && subjectsIn(input).subjects?.length === 1,
    slots: input => ({ ...dutyIn(input), ...subjectsIn(input), ask: 'swap' }),
  }),
  says('duty given to somebody', 'duty.assign', {
    said: phrases(
      String.raw`(?:交给|转给|移交给|换给|换成|改由|让给)[\p{Script=Han}]{2,} 由[\p{Script=Han}、()]{2,12}(?:负责|来办|去办|接)$`,
      'u',
    ),
    unless: /提醒|材料交给|表交给|交给办公室|补(?:学|课|完|上)|心得.{0,4}交给|交给.{1,6}了/,
    form: 'statement',
    when: input => isDuty(input) && subjectsIn(input).subjects !== undefined,
    slots: input => ({ ...dutyIn(input), ...subjectsIn(input) }),
  }),
  says('duty not to be done', 'duty.waive', {
    said: phrases(DUTY_STEERING.waive),
    unless: /提醒|怎么|要不要|是不是|心得|回复/,
    form: 'statement',
    when: isDuty,
    slots: dutyIn,
  }),
  says('duty ticked by mistake', 'duty.undo', {
    said: phrases(DUTY_STEERING.undo),
    form: 'statement',
    when: isDuty,
    slots: dutyIn,
  }),
  says('task done', 'duty.done', {
    // 修订接待办法办好了: a thing that somebody wrote down under a name of its own.
    said: /^[\p{Script=Han}A-Za-z0-9《》]{4,30}?(?:已经?|都|全部?)?(?:办好|办完|办结|办妥)(?:了|啦)$/u,
    unless: /请假|参加|没有?办|手续|证件|身份证|怎么|通知|名单/,
    form: 'statement',
    when: input => input.facts().marks.length === 0,
    slots: input => ({ ...dutyIn(input), ...periodIn(input) }),
  }),
  says('duty handed in', 'duty.done', {
    said: /(?:报|交|送|发)给[\p{Script=Han}]{2,8}了$|(?:准备|弄|整理)(?:好|完|妥|齐)了$/u,
    unless: /请假|参加|没|未/,
    form: 'statement',
    when: isDuty,
    slots: input => ({ ...dutyIn(input), ...periodIn(input) }),
  }),
  says('duty progress asked', 'duty.query', {
    said: phrases(DUTY_STEERING.progress),
    when: isDuty,
    slots: input => ({ ...dutyIn(input), ask: 'progress' }),
  }),
  says('reminders wanted again', 'remind.hear', {
    said: phrases(DUTY_STEERING.hear),
    form: 'statement',
  }),
  says('part in a session given', 'session.part', {
    said: phrases(PART_WORDS, 'u'),
    unless: /怎么|多久|规定|谁|吗|要求|几/,
    form: 'statement',
    // 27号我去省里开会,党日请假,由老蒋主持: the keeper's own leave comes first.
    when: input =>
      input.secretary &&
      !input.facts().marks.some(({ name, status }) => name === 'self' && status === 'leave') &&
      (subjectsIn(input).subjects !== undefined || /我(?:来)?(?:领读|主讲|主持)/.test(input.flat)),
    slots: input => ({
      ...activityIn(input),
      ...subjectsIn(input),
      field: PARTS.find(part => input.flat.includes(part)) ?? '',
    }),
  }),
  says('notice dictated', 'notice.publish', {
    said: /^.{0,16}(?:发|发布|下发|群发)(?:一?[个条份])?(?:到.{2,14})?通知[::]/,
    unless: /^.{0,16}通知[::].{0,30}(?:开会|召开|举行|开党|开支|参加)/,
  }),
  says('notice put otherwise', 'notice.change', {
    said: /^(?:把)?(?:刚才|刚刚|那条|上一条|这条)?(?:那条|的)?通知(?:内容)?(?:改成|改为|换成)[::,](.{2,})$/,
    slots: (_, match) => ({ text: match[1] ?? '' }),
  }),
  says('notice moved', 'notice.change', {
    said: NOTICE_MOVED,
    form: 'statement',
    slots: (_, match) => ({ when: match[1] ?? '' }),
  }),
  says('notice taken back', 'notice.withdraw', {
    said: /^(?:(?:撤回|撤销|取消|收回)(?:刚才|刚刚)?(?:那条|的|这条)?通知|(?:刚才|刚刚|那条|这条)?(?:那条|的)?通知(?:先)?(?:不发了|不要发了|别发了|撤回|取消|作废)|(?:先)?(?:别|不要|不|暂不)(?:发|群发)(?:了)?(?:刚才|刚刚)?(?:那条|这条|的)?通知)(?:吧|了)?$/,
  }),
]

/** The text names a duty, and not just the activity of that name: 警示教育改到周五 moves a session. */
function isDuty(input: Input): boolean {
  const duty = dutyWord(input.flat)
  if (duty === undefined) return false
  return input.tokens().every(token => token.kind !== 'activity' || duty.length > token.word.length)
}
