import { says } from '../input.ts'
import type { GrammarRule } from '../input.ts'
import * as phrase from '../words/said/sensitive.ts'

// 给静静登记个事假,她托我的: to speak for a colleague is no interference, nor is it when the errand is denied.
const ENTRUSTED =
  /^(?=.*托(?:了|过)?我).*(?:[公病事年产婚丧]假|到会|列席|线上|报的|登的|记的|请的|(?:替|帮|给|代).{1,6}(?:报|登|记|请))/
const CASE = /案|当事人|说情|求情|招呼|关系|关照|照顾|打听|过问/

/** What the bot must not take or do: it points to the right channel. Questions about the rule itself stay questions. */
export const sensitiveRules: GrammarRule[] = [
  says('interference told', 'sensitive.redirect', {
    said: phrase.INTERFERENCE_TOLD,
    unless: /托我.{0,8}(?:请|报|登记|代|说一声|跟你说)|(?:请|告).{0,3}假|报名|参加/,
    when: ({ flat }) => !(ENTRUSTED.test(flat) && !CASE.test(flat)),
    slots: () => ({ kind: 'three_rules' }),
  }),
  says('petitioner data', 'sensitive.redirect', {
    said: phrase.PETITIONER_DATA,
    unless: /要不要|规定|流程|怎么办理|答复|几天|期限|月报|数字/,
    slots: () => ({ kind: 'petitioner' }),
  }),
  says('clue told', 'sensitive.redirect', {
    said: phrase.CLUE_TOLD,
    unless: /请假|规定|怎么处理|如何处理|会怎么|什么处分|要不要上交|能不能收|人家|我收到/,
    slots: () => ({ kind: 'clue' }),
  }),
  says('file on a person', 'sensitive.redirect', {
    said: phrase.FILE_ON_A_PERSON,
    unless:
      /多久|规定|能不能代填|可以代填|什么时候|谁可以|查阅|审批|要求|包括|一次|更新到|几号|保存|能不能|哪些内容/,
    slots: () => ({ kind: 'integrity_file' }),
  }),
  says('watching people', 'sensitive.redirect', {
    said: phrase.WATCHING_PEOPLE,
    unless: /你们|会不会|我的|办法|规定/,
    slots: () => ({ kind: 'surveillance' }),
  }),
  says('ranking asked', 'sensitive.redirect', {
    said: phrase.RANKING_ASKED,
    unless:
      /申诉|被扣|规定|办法|细则|管用|还有效|有没有效|会不会|要不要扣|制度|怎么(?:打分|评|算|扣)|打分(?:的)?(?:标准|规则|依据)|(?:最少|最多)(?:要|得|能|可以|搞|开|学|上|几|多少|请|休|报|参加)|一年|至少/,
    when: input => !(input.asking && /扣.{0,3}分/.test(input.flat) && !/给|把|谁|统计/.test(input.flat)),
    slots: () => ({ kind: 'ranking', ask: 'ranking' }),
  }),
  says('record invented', 'sensitive.redirect', {
    said: phrase.RECORD_INVENTED,
    // 我这边会还没开完,先给我记个迟到: another meeting keeps the sender.
    unless: /我(?:们)?(?:这|那)?(?:边|头|里)?(?:的)?会?还?(?:没|没有)开完|没开完/,
    slots: () => ({ kind: 'fabricate' }),
  }),
  says('secret ballot on persons', 'sensitive.redirect', {
    said: phrase.SECRET_BALLOT_ON_PERSONS,
    unless: /投票/,
    form: 'statement',
    slots: () => ({ kind: 'secret_ballot', secret: true }),
  }),
  says('state secret', 'sensitive.redirect', {
    said: phrase.STATE_SECRET,
    form: 'statement',
    slots: () => ({ kind: 'secrecy' }),
  }),
]
