import { says } from '../input.ts'
import type { GrammarRule, Input } from '../input.ts'
import { subjectsIn, whenIn } from '../slots.ts'
import { phrases } from '../words/list.ts'

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
    said: phrases(String.raw`
      我的(?:信息|记录|数据|请假|资料).{0,4}谁(?:能|可以|会) 谁(?:能|可以|会|都能)?(?:看|查|知道|接触)(?:到|得到|见)?.{0,8}(?:我|记录|请假|信息|数据|名单|原因)
      (?:存|保存|记录|收集|采集|留|保留|记|掌握)(?:了|着)?(?:我(?:们)?|个人)?(?:的)?(?:哪些|什么|啥|多少)(?:信息|数据|东西|资料|内容)?
      (?:我|个人)(?:的)?(?:信息|数据|记录|资料|隐私|请假原因|原因).{0,10}(?:存|保存|留|公开|泄|安全|删|会不会|多久|给谁|外传|看到|去哪|怎么处理|保密|清) 隐私
      (?:你|机器人).{0,4}(?:看|读|听|记|存)(?:到|得到)?.{0,8}(?:群聊|聊天|消息|说话|私聊) (?:把|将)我的(?:数据|信息|资料|记录).{0,4}删
      (?:会不会|是不是|有没有)(?:记录|监控|监听|存|保存|看|收集|定位|追踪).{0,10}(?:聊天|位置|定位|消息|说话|群|我)
      (?:记录|信息|数据|聊天).{0,4}(?:保存|存|留)(?:多久|几年|多长|到什么时候) 删(?:掉|除)?(?:我)(?:的)?(?:所有|全部)?(?:信息|记录|数据|资料)
      请假(?:的)?(?:原因|理由).{0,8}(?:存|保存|记录|留|公开|看到|看得到|知道|保密|泄露) (?:我)(?:说|发|写)的(?:话|原因|理由|内容).{0,8}(?:会|存|记|看|给)
      (?:书记|领导|别人|同事|大家|其他人).{0,6}(?:能|会|可以)(?:不能)?看(?:到|见)我
    `),
    unless: /台账|廉政档案|会议记录(?!.*我)/,
    slots: input => (/谁|看/.test(input.flat) ? { ask: 'access' } : {}),
  }),
  says('roster imported', 'member.import', {
    said: phrases(String.raw`
      (?:导入|上传|批量(?:加|导入|更新|添加))(?:一?下)?.{0,10}(?:名单|名册|花名册|人员|党员|表)?
      (?:名单|花名册|名册|人员|党员信息).{0,8}(?:用|按|照|以).{0,12}(?:表|文件|excel|名单|版).{0,6}(?:更新|为准|替换|导入|换|改)?
      (?:用|按|照|拿|根据)(?:我)?(?:刚|刚才|这个|这份|新|附件|下面|上面|发的).{0,8}(?:表|文件|excel|名单|名册|花名册).{0,8}(?:更新|导入|替换|建|换|覆盖|为准|录)
      (?:更新|替换|覆盖)(?:一?下)?(?:名单|花名册|名册).{0,8}(?:表|文件|附件|excel) (?:新|最新)(?:的)?(?:花名册|名册|名单)(?:发你|发给你|发了|给你|来了)
    `),
    unless: /接龙|请假|登记表|台账/,
    form: 'statement',
  }),
  says('member taken off', 'member.remove', {
    said: phrases(
      String.raw`
      (?:从|在)?(?:名单|花名册|名册|支部|群|系统)(?:里|中|上)?.{0,6}(?:去掉|删掉|删除|移除|移出|划掉|拿掉|剔除|清出|除名|删了|删去|撤下)
      (?:去掉|删掉|删除|移除|移出|划掉|剔除|清理)(?:一?下)?.{1,12}(?:名单|花名册|名册|名字)?$
      (?:调走|调离|转走|转出|调出|离职|辞职|离开(?:单位|支部|本单位|我们))(?:了)?.{0,20}(?:去掉|删|移|名单|不用|划|名册|除|不再|$)
      (?:组织关系|关系|党组织关系)(?:已经?|也)?(?:转走|转出|转到|转去|迁走|转离) 不在(?:我们|咱们|本)?支部了
      [\p{Script=Han}]{2,3}(?:同志)?(?:去世|过世|病故)了? (?:已经?)?(?:转出|调出|调离)(?:本)?(?:支部|单位)
    `,
      'u',
    ),
    unless: /刚才|请假|报名|登记|那条|记录|提醒|意见|活动|参加|没报|组织关系还在|奔丧|丧/,
    form: 'statement',
    slots: input => removalSubjects(input),
  }),
  says('member added', 'member.add', {
    said: phrases(String.raw`
      (?<!参)(?:加|添加|增加|补|录入|加入|新增|纳入|拉)(?:到|进|入|上|一?[个名位]|一?下)?.{0,10}(?:名单|花名册|名册|支部|名字|党员$|新党员|同志|成员|新同志|积极分子|预备党员)
      (?:名单|花名册|名册)(?:里|中|上)?(?:再)?(?:加|添|增加|补|录)(?:上|一?[个名位]|入|进)?
      新(?:来|调来|转来|分来|调入|转入|进)(?:了|的)?.{0,20}(?:加|名单|登记|录|补) (?:调入|转入|转来|调来|转进来|调进来|分配来)(?:了)?.{0,16}
      新(?:来|转来|调来)(?:的)?(?:同志|党员|同事).{2,} 新(?:同志|党员|同事)[^,。]{2,10}(?:报到|来了|到岗).{0,12}(?:加|登记|录|名单|花名册)
    `),
    unless: /改成|改为|提醒|通知|会议|活动|事项|报名|请假|参加|家属/,
    form: 'statement',
    slots: input => ({ ...subjectsIn(input), ...memberDetails(input) }),
  }),
  says('member changed', 'member.update', {
    said: phrases(String.raw`
      转正(?:了|日期|时间)? (?:按期|已经?|正式|刚)转正 退休(?:了)? (?:调|转|换|分)(?:到|去|入)(?:了)?(?:.{1,8}(?:科|室|处|组|部|股|小组|支部))(?:了)?
      (?:改|换|调)(?:成|为|到).{0,6}(?:科|股|处|组)$ (?:改|更新|修改|变更|调整|换)(?:一?下)?.{0,10}(?:科室|部门|名字|姓名|昵称|别名|职务|组别|小组|手机|类别|信息|身份|称呼|党员类型)
      (?:科室|部门|名字|姓名|职务|别名|小组|类别|身份|组别).{0,6}(?:改|换|变|更新|写错|错了|调)
      (?:任|当|担任|改任|兼任|选为|当选|接任|任命为)(?:了)?(?:.{0,8}(?:委员|书记|组长|科长|主任)) 别名 (?:叫|喊)(?:他|她|我).{1,6}(?:就行|也行|也可以|都行)
      (?:是|为|成)(?:预备党员|正式党员|积极分子|发展对象)了 (?:成了|成为|列为|确定为|发展为|接收为|吸收为)(?:.{0,4})(?:预备党员|正式党员|积极分子|发展对象)
      (?:预备期满|延长预备期) 生病住院.{0,6}不计应到 (?:列为|标记?为|设为)(?:流动|离退休|不计应到)
    `),
    unless: /讨论|开会|大会|发起|请假|参加|通知|材料|表决|提醒/,
    form: 'statement',
    when: input =>
      /转正|退休/.test(input.flat) ||
      input.tokens().some(token => token.kind === 'name' || token.kind === 'self'),
    slots: input => ({ ...subjectsIn(input), ...whenIn(input), ...memberField(input) }),
  }),
  says('members listed', 'member.list', {
    said: phrases(String.raw`
      (?:哪些|谁|哪几|有没有|还有).{0,8}不在名(?:单|册) 名单(?:里|上|中)(?:有|都有|现在有|一共|共)(?:谁|哪些|几|多少)
      (?:支部|名单|名册|花名册|党小组|[一二三四五]组|全体).{0,6}(?:有)?(?:多少|几)(?:个|名|位)?(?:人|党员|同志|成员|正式|预备|积极分子)
      (?:看|查|列|给我|发|调|拉|显示|看看|查看|核对)(?:一?下|我|出|给我)?.{0,6}(?:花名册|名册|党员名单|人员名单|成员名单|支部名单|全体名单|名单)$
      ^(?:花名册|名册|党员名单|人员名单|名单|成员名单|支部名单)$
      (?:预备党员|积极分子|正式党员|流动党员|退休党员|离退休党员|党员|成员|新同志)(?:都)?(?:有)?(?:哪些|哪几|几个|多少|是谁|有谁|名单)
      (?:花名册|名册|名单)(?:发我|给我|发一?下|看看|看一?下|列一?下|是不是最新) 没(?:有)?(?:绑定|对上|匹配|认领|关联)(?:的)?(?:账号|人|名单|有)?
      哪些人(?:没|还没)(?:绑定|对上|匹配)
    `),
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
