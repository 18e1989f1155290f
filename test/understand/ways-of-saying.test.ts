import { describe, expect, test } from 'vitest'
import type { Situation } from '../../src/understand/reading.ts'
import { understand } from '../../src/understand/understand.ts'
import { inGroup, inSingleChat, secretary } from './branch.ts'
import { misread, registered } from './registered.ts'

const addressed: Situation = { ...inGroup, addressed: true }

describe('a private occasion', () => {
  test('is no session, whoever says in the group that they come to it', () => {
    expect(
      misread(
        'nothing',
        [
          '今晚聚餐我参加,给我留个位',
          '周末同学聚会我去',
          '晚上喝酒算我一个',
          '今晚饭局我也参加',
          '算我一个,晚上撸串',
          '明天婚礼我一定到',
          '下班后打篮球我报名',
          '今天晚上聚餐参加',
          '生日会我来',
          '科里聚餐我去不了',
          '吃饭我晚点到',
        ],
        inGroup,
      ),
    ).toEqual([])
  })

  test('may be the reason of a leave, or be given up for the session', () => {
    expect(
      misread('self leave', ['参加婚礼,请假', '同学会我要去,请个假', '战友聚会我得去,请事假'], addressed),
    ).toEqual([])
    expect(
      misread(
        'self planned',
        ['聚餐推了,党日我参加', '晚上的饭局我推掉了,准时到', '在吃饭,我参加'],
        addressed,
      ),
    ).toEqual([])
    expect(misread('self late', ['中午有喜酒要吃,晚点到'], addressed)).toEqual([])
  })
})

test('a case that is only supposed registers nothing', () => {
  expect(
    misread(
      'nothing',
      [
        '假如我值班走不开,算公假还是事假?',
        '比如我值班走不开,算公假吗',
        '假设我那天开庭来不了,记公假不',
        '打个比方我住院来不了,算缺席吗',
        '假若我家里有事来不了,怎么请假',
        '比方说我请病假,要交证明不',
        '譬如我在外学习来不了,算不算到会',
        '就好比我请病假,要补学吗',
        '要是我临时出差来不了,算公假还是事假',
        '比如张伟请假',
      ],
      addressed,
    ),
  ).toEqual([])
})

describe('a colleague with whom the sender had to do', () => {
  test.each([
    ['黄志远 absent', '黄志远我问过了,没来也没请假,记缺席'],
    ['李雪梅 planned', '李雪梅我联系过了,参加'],
    ['陈志强 present', '陈志强我看见了,已经到了'],
    ['小张伟 present', '小张伟我刚看见他进会场了'],
    ['刘芳 planned', '刘芳我通知到了,参加'],
    ['何静 online', '何静我刚问了,线上参加'],
    ['老谭 present', '老谭我见着了,坐在会场'],
    ['罗小燕 leave', '罗小燕我查过了,是公假'],
    ['李雪梅 present', '李雪梅我刚在门口碰到,已到'],
  ])('is registered alone: %s', (expected, text) => {
    expect(registered(text, secretary)).toBe(expected)
  })

  test('is not registered where the sender speaks of themselves or only addresses somebody', () => {
    expect(
      misread('self leave', ['王书记我问过了,27号我来不了', '陈志强我找过他了,我请假'], addressed),
    ).toEqual([])
    expect(misread('self present', ['芳姐能作证,我到了'], addressed)).toEqual([])
  })

  test('is not the sender where nobody is named', () => {
    const texts = ['书记本人有事来不了,他跟谁告假?', '主任本人来不了', '他下乡,请公假', '我师傅下乡,请公假']
    expect(misread('nothing', texts, addressed)).toEqual([])
    expect(misread('self leave', ['他下乡,我请公假', '书记您好,本人请假'], addressed)).toEqual([])
  })

  test('is one of several for whom a plural word speaks', () => {
    const both = '邓群 leave; 蒋国梁 leave'
    expect(
      misread(both, ['邓群在党校,蒋国梁出差,两个都来不了', '邓群值班,蒋国梁接访,他们都请假'], addressed),
    ).toEqual([])
    expect(misread('罗小燕 leave', ['肖静在党校,罗小燕下乡,她来不了'], addressed)).toEqual([])
  })

  test('is reported with a reason nobody told', () => {
    expect(
      misread(
        '肖静 leave',
        [
          '刚肖静打电话来,说她不来了,没讲啥原因',
          '肖静发微信说不来了,没讲什么原因',
          '肖静托我请假,不晓得啥原因',
        ],
        addressed,
      ),
    ).toEqual([])
  })
})

test('a leave that waits for consent is not said yet', () => {
  const texts = ['领导批了我再请公假,现在还没批', '休假批了我就走,没批我就去开会', '主任准了再报']
  expect(misread('nothing', texts, addressed)).toEqual([])
  expect(misread('self leave', ['书记批了,请公假', '领导同意了,我请公假'], addressed)).toEqual([])
})

describe('a mark is put right', () => {
  test.each([
    ['self present', '前头说的晚到不用记了,我准点到的'],
    ['self planned', '之前报的请假不用记了,我能来'],
    ['self leave', '打漏字了,我是要说“不参加”,少了个不'],
    ['self leave', '少打了个不,是不来'],
    ['self online', '我其实要说“线上参加”'],
    ['老谭 present', '刚才帮老谭报的迟到搞错了,他早就坐在里头了'],
  ])('%s: %s', (expected, text) => {
    expect([understand(text, addressed).intent, registered(text, addressed)]).toEqual([
      'mark.correct',
      expected,
    ])
  })
})

test('who says where in the room they sit is there', () => {
  expect(
    misread(
      'self present',
      [
        '我没请假啊,一直坐在最后一排',
        '请假不请假的先别问了,我人都坐这儿了',
        '坐在角落里呢',
        '我坐这儿半天了',
        '我坐在最前排',
        '始终在会场',
      ],
      addressed,
    ),
  ).toEqual([])
  expect(misread('nothing', ['请坐在前面', '谁坐在后面', '老人坐在里头'], addressed)).toEqual([])
})

test('a mark behind a call, a courtesy or a question in one breath is heard', () => {
  expect(
    misread(
      'self leave',
      ['在吗 我27号来不了 被抽去市委办跟班了', '书记在吗 我今天发烧来不了'],
      inSingleChat,
    ),
  ).toEqual([])
  expect(
    misread('self planned', ['在吗?27号我参加', '忙吗 帮我登记一下参加', '你先给我登个参加'], inSingleChat),
  ).toEqual([])
  expect(
    misread('self leave', ['可能要麻烦你给我请个假,村里验收走不脱', '可能得麻烦您给登个请假'], addressed),
  ).toEqual([])
  expect(
    misread(
      'self planned',
      ['我想问一下党日是下午三点对吧反正我肯定来的你先给我记上参加', '想问下党日是在三楼对吧我参加'],
      inSingleChat,
    ),
  ).toEqual([])
  expect(
    misread(
      'nothing',
      ['在吗', '可能要请假', '你先参加', '你先给他登参加', '请假可以吗我不太舒服'],
      inSingleChat,
    ),
  ).toEqual([])
})

test('who cannot move on the road comes late', () => {
  expect(
    misread(
      'self late',
      ['堵在收费站动不得,要晚一阵阵才到', '车挪不动,晚到一会儿', '要晚一小会儿', '堵得开不动,晚到'],
      addressed,
    ),
  ).toEqual([])
})

test('the digit that stands for coming may be said to be typed', () => {
  expect(misread('self planned', ['扣个1', '我也扣个1', '扣一', '回个1', '敲1'], addressed)).toEqual([])
  expect(misread('nothing', ['大家扣1', '能来的扣1', '扣1吗'], addressed)).toEqual([])
})

test('a child taken to the doctor in a chain is the reason of a leave, and no guest', () => {
  const chain = '#接龙\n党日\n\n1. 谢桂香 请假 带孩子看病\n2. 周敏 参加 带孩子\n3. 彭莉 请假 带爱人体检'
  const { slots } = understand(chain, inGroup)
  expect(slots.marks?.map(({ name, leaveType, extra }) => [name, leaveType, extra])).toEqual([
    ['谢桂香', 'personal', undefined],
    ['周敏', undefined, 1],
    ['彭莉', 'personal', undefined],
  ])
})
