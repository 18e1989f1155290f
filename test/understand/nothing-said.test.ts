import { describe, expect, test } from 'vitest'
import type { Situation } from '../../src/understand/reading.ts'
import { inGroup, inSingleChat, secretary } from './branch.ts'
import { misread } from './registered.ts'

const addressed: Situation = { ...inGroup, addressed: true }

describe('nothing is registered of', () => {
  const told: [string, string[]][] = [
    [
      'a rule for all times',
      ['以后都不参加集中学习了,要走什么手续', '往后有事跟组长请假', '产假休到明年二月,每一次都得来跟你请吗'],
    ],
    ['what one is asked about', ['黄科来不来,他不来我那个汇报就不准备了', '你来不来,不来我就自己去了']],
    [
      'a seat kept while it is open',
      ['先帮我占个位,来不来要到明天才定得下', '我先占个位子,来不来看那天下不下雨'],
    ],
    ['two cases that exclude each other', ['排我出车我就来不成,不排就来', '轮到我值班我就请假,不轮到就来']],
    ['a comparison', ['今天雾大,慢慢开总比迟到强', '线上总比缺席好']],
    ['a choice between kinds of leave', ['按病假报合适还是事假合适', '请病假划算还是请事假划算']],
    ['an earlier time', ['俺七月那回报的线上,最后给俺算成么了', '党费我缴了,请假那天缴的']],
    ['being elsewhere with a report done', ['人在成都学习,述廉稿子昨晚发邮箱了', '在南京出差,表已经交了']],
    ['a leave that was not granted', ['领导还没批我的假', '我的假还没批下来']],
    ['other things one has no time for or does not go to', ['我就不去吃饭了', '停水了,来不及做饭了']],
    ['those who see to it that others come', ['我来负责签到', '我去叫人']],
    ['outsiders and superiors', ['教授临时来不了了', '大巴要晚到半小时', '领导来不了,会还开不开']],
    ['what others hold', ['妇联那个活动我不参加', '工会的拔河比赛我参加']],
    ['a question how to ask for leave', ['我想请假,该怎么说']],
  ]
  test.each(told)('%s', (_, texts) => {
    expect(misread('nothing', texts, addressed)).toEqual([])
  })

  test('the family, when a message for them goes to the wrong window', () => {
    const texts = ['老公你下班先去接孩子,我这边开会走不开', '老婆,你先吃,我在单位值班来不了']
    expect(misread('nothing', texts, inSingleChat)).toEqual([])
    expect(misread('self leave', ['老婆住院,我来不了', '儿子发烧,请假'], inSingleChat)).toEqual([])
  })

  test('what a keeper dictates, asks of everybody or calls off', () => {
    expect(
      misread(
        'nothing',
        [
          '后天中午给全体发一条:没报的抓紧报,来不了的请假',
          '写个通知:请全体党员准时参加,不能来的请假',
          '明天去参观,让大家七点五十到门口',
          '叫他们都带上身份证,准时到',
          '会场在三楼,签到在门口',
          '主城橙色预警,下午的参观不去了,已经出门的请返回',
          '教授临时来不了了,明天下午的专家辅导撤了吧',
          '警示教育那场撤了,机关党委统一组织',
        ],
        secretary,
      ),
    ).toEqual([])
  })

  test('what a keeper says of somebody who belongs to the branch in another way', () => {
    expect(
      misread(
        'nothing',
        [
          '龙飞跃从二组划到一组,往后有事跟一组组长请假',
          '导税岗的周小渝递了申请书,加进来,先按积极分子,开会列席',
        ],
        secretary,
      ),
    ).toEqual([])
  })
})

test('a leave that is regretted is a leave, one that is only thought of is none', () => {
  expect(
    misread(
      'self leave',
      [
        '家母住院,二十七号的活动恐怕要向支部告假一次',
        '怕是要请个假,局里抽我去巡察',
        '可能要辜负大家了,老伴住院,告个假',
        '可能要扫大家的兴了,来不了',
      ],
      addressed,
    ),
  ).toEqual([])
  expect(misread('nothing', ['可能要请假', '可能得请假'], addressed)).toEqual([])
})

test('what is told of an earlier time gives way to what is said of this one', () => {
  expect(
    misread(
      'self planned',
      ['上次请了假,这次不请了,我来', '昨天读书会请了假,今天党日我来', '上次没来成,这次一定到'],
      addressed,
    ),
  ).toEqual([])
})

test('who is asked to passes on what a colleague said; who only tells it registers nobody', () => {
  const told = ['欧阳姐说她来的,何静说她那天要去市里汇报来不了', '领导航班延误了', '昨天高铁晚点了']
  expect(misread('nothing', told, addressed)).toEqual([])
  expect(misread('谢桂香 leave', ['谢桂香要我跟支部讲一声 她产假还没休完 这次来不了'], addressed)).toEqual([])
  expect(misread('nothing', ['刘芳说她请假', '刘芳说她请假,是不是真的'], addressed)).toEqual([])
})

test('the hour that is guessed beside a late train leaves no doubt', () => {
  expect(
    misread('self late', ['坐的动车晚点了 估计三点十分进会场', '高铁晚点,大概三点一刻进场'], addressed),
  ).toEqual([])
})

test('the rest is the sender where they say so, and not where they counted it', () => {
  expect(misread('self planned', ['没报的就是我,参加参加'], addressed)).toEqual([])
  expect(misread('rest present', ['剩下没报的我点过名了 都在场'], secretary)).toEqual([])
})

test('no time to type is no leave', () => {
  expect(
    misread('邓群 planned; 谢桂香 planned', ['邓群和谢桂香都报名 她们两个在窗口没空打字'], addressed),
  ).toEqual([])
  expect(misread('self leave', ['没空来,在窗口', '这次没得来了,馆长叫我去北京'], addressed)).toEqual([])
})

test('what one organises, and what others hold, hides no mark in a clause of its own', () => {
  expect(misread('self present', ['我负责签到,已到', '组织签到,我已到场'], addressed)).toEqual([])
  const leaves = [
    '学校的家长会我去,党日请个假',
    '发烧39度:请病假',
    '客人来了走不开',
    '不参加党日了,昨天高铁晚点累坏了',
    '我请假,昨天高铁晚点了没睡好',
  ]
  expect(misread('self leave', leaves, addressed)).toEqual([])
})
