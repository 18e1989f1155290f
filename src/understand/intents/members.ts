import { says } from '../input.ts'
import type { GrammarRule, Input } from '../input.ts'
import { subjectsIn, whenIn } from '../slots.ts'
import * as phrase from '../words/said/members.ts'

/** Who belongs to the branch, who is who, and what the bot keeps about them. */
export const memberRules: GrammarRule[] = [
  says('group tied', 'bind', {
    said: /^绑定(\d{4,8})$/,
    slots: (_, match) => ({ code: match[1] ?? '' }),
  }),
  says('group code asked', 'bindCode', {
    said: /^(?:生成|给我|要|来个|新)?(?:一个)?绑定码(.{0,20})$/,
    slots: (_, match) => ({
      ...(match[1] !== '' && { name: match[1] ?? '' }),
    }),
  }),
  says('claim confirmed', 'confirm.claim', {
    said: /^(?:同意|确认|通过|认可|批准)([\p{Script=Han}·]{2,4}(?:\([^)]{1,6}\))?)(?:的?(?:身份|绑定|认领|申请))?$/u,
    unless: /请假|发|报名|取消|归档|参加|改|一下/,
    when: input => input.secretary,
    slots: (_, match) => ({ name: match[1] ?? '' }),
  }),
  says('identity told', 'identify', {
    said: /^(?:你好|您好)?[,。]?(?:我是|我叫|本人是|我的名字是|我名字叫)([\p{Script=Han}·()]{2,12})$/u,
    form: 'statement',
    when: input =>
      input.tokens().some(token => token.kind === 'name' || token.kind === 'other') &&
      input.facts().marks.length === 0,
    slots: (_, match) => ({ name: (match[1] ?? '').replace(/(?:啊|呀|哈)$/, '') }),
  }),
  says('privacy asked', 'privacy.ask', {
    said: phrase.PRIVACY_ASKED,
    unless:
      /(?:上次|上回|这次|昨天|前天|那次|党日|读书会|大会|党课|支委会).{0,8}(?:给|把|帮|算)?我|我.{0,8}(?:上次|上回|这次|党日|读书会|大会).{0,6}记了|台账|廉政档案|会议记录(?!.*我)|看[见到](?:了)?我的?(?!.{0,4}(?:记录|信息|请假|原因|理由|数据|资料|情况))/,
    slots: input => (/谁|看/.test(input.flat) ? { ask: 'access' } : {}),
  }),
  says('roster imported', 'member.import', {
    said: phrase.ROSTER_IMPORTED,
    unless: /接龙|请假|登记表|台账/,
    form: 'statement',
  }),
  says('member taken off', 'member.remove', {
    said: phrase.MEMBER_TAKEN_OFF,
    fromKeeper: phrase.MEMBER_TAKEN_OFF_BY_KEEPER,
    unless: /刚才|请假|报名|登记|那条|记录|提醒|意见|活动|参加|没报|组织关系还在|奔丧|丧/,
    form: 'statement',
    slots: input => removalSubjects(input),
  }),
  says('member added', 'member.add', {
    said: phrase.MEMBER_ADDED,
    fromKeeper: phrase.MEMBER_ADDED_BY_KEEPER,
    unless: /改成|改为|提醒|通知|会议|活动|事项|报名|请假|参加|家属/,
    form: 'statement',
    slots: input => ({ ...subjectsIn(input), ...memberDetails(input) }),
  }),
  says('member changed', 'member.update', {
    said: phrase.MEMBER_CHANGED,
    fromKeeper: phrase.MEMBER_CHANGED_BY_KEEPER,
    unless: /[公病事年产婚]假|规定|办法|制度|试行|暂行|讨论|开会|大会|发起|请假|参加|通知|材料|表决|提醒/,
    form: 'statement',
    when: input =>
      /转正|退休/.test(input.flat) ||
      input.tokens().some(token => token.kind === 'name' || token.kind === 'self'),
    slots: input => ({ ...subjectsIn(input), ...whenIn(input), ...memberField(input) }),
  }),
  says('members listed', 'member.list', {
    said: phrase.MEMBERS_LISTED,
    fromKeeper: phrase.MEMBERS_LISTED_BY_KEEPER,
    when: input =>
      !/参加|报名|请假|没报|来|算不算|应到|提醒|能不能|可以|要|会议/.test(
        input.flat.replace(/新来|新进来|进来/g, ''),
      ),
    slots: input => (/不在名|没对上|匹配|绑定/.test(input.flat) ? { ask: 'unmatched' } : {}),
  }),
]

function removalSubjects(input: Input) {
  const { subjects } = subjectsIn(input)
  return { subjects: subjects ?? ['self'] }
}

function memberDetails(input: Input) {
  const type = /预备党员|预备/.test(input.flat)
    ? 'probationary'
    : /积极分子/.test(input.flat)
      ? 'activist'
      : /发展对象/.test(input.flat)
        ? 'candidate'
        : /流动/.test(input.flat)
          ? 'mobile'
          : /退休/.test(input.flat)
            ? 'retired'
            : /正式党员|正式/.test(input.flat)
              ? 'full'
              : undefined
  const dept = /([\p{Script=Han}]{1,6}(?:科|室|股|处|部))(?=$|[,。的])/u.exec(
    input.flat.replace(/名单里|名册/g, ','),
  )
  return {
    ...(type !== undefined && { memberType: type }),
    ...(dept?.[1] !== undefined && { dept: dept[1] }),
  }
}

function memberField(input: Input) {
  if (/转正/.test(input.flat)) return { field: 'memberType', value: 'full' }
  if (/退休/.test(input.flat)) return { field: 'memberType', value: 'retired' }
  if (/科|室|部门|处|股/.test(input.flat)) return { field: 'dept', ...memberDetails(input) }
  if (/别名|昵称|叫|称呼/.test(input.flat)) return { field: 'alias' }
  return {}
}
