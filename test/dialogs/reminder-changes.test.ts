import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { heardUntil } from '../support/heard.ts'
import { officeFiles } from '../support/office-files.ts'
import { openRoom, people, type Room } from '../support/room.ts'

// What people say of a reminder that they set themselves and that has not left yet.
let room: Room
let directory: string
beforeEach(async () => {
  directory = officeFiles(() => ({ duties: [], series: [] }))
  room = await openRoom({ CONFIG_DIR: directory })
})
afterEach(async () => {
  await room.stop()
  rmSync(directory, { recursive: true, force: true })
})
const until = (when: string) => heardUntil(room, when)
const setOne = () => room.says('李雪梅', '周一上午9点提醒大家交学习心得', /^好的,11月23日\(周一\)9:00发到/)
const movedTo = (when: string) => `好的,那条提醒改到${when}发到第一党支部工作群。`

describe('a reminder that waits', () => {
  test('moves when 要改时间请告诉我 is answered, and goes out once with its own words', async () => {
    await room.says('李雪梅', '明早8点半在群里提醒大家交学习心得', /要改时间请告诉我/)
    await room.says('李雪梅', '把提醒改到9点', movedTo('11月23日(周一)9:00'))
    await room.says('李雪梅', '改到10点', movedTo('11月23日(周一)10:00'))
    await room.says('李雪梅', '提醒时间改成下午3点', movedTo('11月23日(周一)15:00'))
    await room.says('李雪梅', '推迟半小时提醒', movedTo('11月23日(周一)15:30'))
    await room.says('李雪梅', '提前一小时', movedTo('11月23日(周一)14:30'))
    await room.says('李雪梅', '那条提醒换成周二', movedTo('11月24日(周二)14:30'))
    expect(await until('2026-11-24 15:00')).toEqual(['group sent: 提醒(李雪梅,11月20日(周五)):交学习心得。'])
  })

  test('does not go out after work, nor at a time that is over', async () => {
    await setOne()
    await room.says(
      '李雪梅',
      '提醒改到周日上午9点',
      '11月22日(周日)是休息日,休息日我不打扰大家。那条提醒改到11月23日(周一)8:30发到第一党支部工作群。要赶在那天以前,请回"改到11月20日14:30"。',
    )
    await room.says(
      '李雪梅',
      '提醒改到今晚8点',
      '11月20日(周五)20:00是下班时间,那条提醒改到11月23日(周一)8:30发到第一党支部工作群。',
    )
    await room.says('李雪梅', '提醒改到今天8点', '这个时间已经过去了,请换一个时间再说一次。')
    await room.says('李雪梅', '改时间', '请说改到什么时候,例如:提醒改到明天上午10点。')
    expect(await until('2026-11-23 08:35')).toEqual([expect.stringContaining('交学习心得')])
  })

  test('goes out at once when that is wanted', async () => {
    await setOne()
    await room.says('李雪梅', '现在就发吧', '好的,那条提醒现在就发到第一党支部工作群。')
    await room.app.settle()
    const sent = await room.app.ledger.read.selectFrom('outbox').select('state').execute()
    expect(sent).toEqual([{ state: 'sent' }])
    expect(await until('2026-11-23 09:15')).toEqual([])
  })

  test('gets other words', async () => {
    await setOne()
    await room.says('李雪梅', '改内容', /^请把新的内容一起告诉我/)
    await room.says(
      '李雪梅',
      '提醒内容改成:周三前交学习心得,收到请回复',
      /^好的,11月23日\(周一\)9:00发到第一党支部工作群:\n提醒\(李雪梅,11月20日\(周五\)\):周三前交学习心得。\n“收到请回复”我去掉了/,
    )
    await room.says('李雪梅', '内容改成周四前交', /:周四前交。/)
    expect(await until('2026-11-23 09:15')).toEqual(['group sent: 提醒(李雪梅,11月20日(周五)):周四前交。'])
  })

  test('keeps its words when the new ones cannot be planned', async () => {
    await setOne()
    await room.says('李雪梅', '提醒内容改成:\u200b\u2060', /^请把新的内容一起告诉我/)
    expect(await until('2026-11-23 09:15')).toEqual([expect.stringContaining('交学习心得')])
  })

  test('keeps its words when the recipient has no account any more', async () => {
    await room.tells('李雪梅', '周一上午9点提醒刘芳交学习心得', /^好的,11月23日\(周一\)9:00发到/)
    await room.app.ledger.write(async trx => {
      await trx
        .deleteFrom('person_identities')
        .where('external_id', '=', people['刘芳'] ?? '')
        .execute()
    })
    await room.tells('李雪梅', '提醒内容改成:交体会', /^这位同志还没有绑定企业微信账号.*原来那条没有变动。$/)
    await room.tells('李雪梅', '我定了哪些提醒', /还有1条没发/)
  })

  test.each(['先别发', '别发了', '算了', '提醒不要了', '取消提醒'])('is taken back with %s', async said => {
    await setOne()
    await room.says('李雪梅', said, '好的,11月23日(周一)9:00发到第一党支部工作群的那条提醒不发了。')
    expect(await until('2026-11-23 09:15')).toEqual([])
  })

  test('of a cadre for herself is changed by herself, at any hour', async () => {
    await room.tells('刘芳', '明天上午9点提醒我取快递', /明天9:00发到您的单聊/)
    await room.tells('刘芳', '改成10点', '好的,那条提醒改到明天10:00发到您的单聊。')
    await room.tells('彭莉', '提醒改到11点', /^您没有还没发的提醒/)
    await room.tells('刘芳', '不用发了', '好的,明天10:00发到您的单聊的那条提醒不发了。')
  })
})

describe('of several reminders that wait', () => {
  beforeEach(async () => {
    await setOne()
    await room.says('李雪梅', '周二上午9点提醒大家带党徽', /11月24日\(周二\)9:00/)
  })
  const both =
    '还有2条没发的提醒:\n1 11月23日(周一)9:00发到第一党支部工作群\n2 11月24日(周二)9:00发到第一党支部工作群\n'

  test('it is asked which one is meant', async () => {
    await room.says('李雪梅', '提醒改到10点', `${both}是哪一条?请回序号。`)
    await room.says('李雪梅', '2', movedTo('11月24日(周二)10:00'))
    await room.says('李雪梅', '改到11点', /是哪一条/)
    await room.says('李雪梅', '算了', '好的,都没有改动。')
    await room.says('李雪梅', '提醒改到11点', /是哪一条/)
    await room.says('李雪梅', '周三一早提醒大家打扫卫生', /^好的,11月25日/)
    await room.says('李雪梅', '那条别发了', /^好的,11月25日.*不发了/)
    await room.says('李雪梅', '提醒改到11点', /是哪一条/)
    await room.says(
      '李雪梅',
      '取消周一的提醒',
      '好的,11月23日(周一)9:00发到第一党支部工作群的那条提醒不发了。',
    )
    expect(await until('2026-11-24 11:00')).toEqual([expect.stringContaining('带党徽')])
  })

  test('the day, the time or a piece of its words says which one', async () => {
    await room.says('李雪梅', '周一的提醒改到10点', movedTo('11月23日(周一)10:00'))
    await room.says('李雪梅', '带党徽的提醒改到下午3点', movedTo('11月24日(周二)15:00'))
    await room.says('李雪梅', '提醒内容改成:带党章', /请连时间再说一次/)
    await room.says('李雪梅', '周二的提醒内容改成:带党章', /11月24日\(周二\)15:00.*\n.*:带党章。/)
    await room.says('李雪梅', '取消学习心得的提醒', /11月23日\(周一\)10:00.*不发了/)
    expect(await until('2026-11-24 15:10')).toEqual([expect.stringContaining('带党章')])
  })

  test('all are listed, and all taken back', async () => {
    const list = '11月23日(周一)9:00发到第一党支部工作群\n11月24日(周二)9:00发到第一党支部工作群'
    await room.says('李雪梅', '我定了哪些提醒', `您定的提醒还有2条没发:\n${list}`)
    await room.says(
      '李雪梅',
      '两条都取消',
      '好的,11月24日(周二)9:00发到第一党支部工作群、11月23日(周一)9:00发到第一党支部工作群的2条提醒不发了。',
    )
    await room.says('李雪梅', '我定了哪些提醒', /^您没有还没发的提醒/)
    expect(await until('2026-11-24 09:10')).toEqual([])
  })
})

test.each([
  '把提醒改到9点',
  '提醒改到后天',
  '那条提醒换成后天',
  '提醒时间改成下午3点',
  '提醒推迟半小时',
  '提醒改内容',
  '提醒内容改成:交材料',
  '提醒取消',
  '提醒先别发',
  '提醒别发了',
  '提醒不要了',
  '提醒改一下时间',
  '提醒一下改到9点',
  '提醒大家改到9点',
])('%s is never what the group is reminded of', async said => {
  const { text } = await room.says('李雪梅', said)
  expect(text).not.toMatch(/发到第一党支部工作群/)
  expect(await until('2026-11-25 09:00')).toEqual([])
})

test('what has moved may be what the group is reminded of', async () => {
  await room.says('李雪梅', '提醒大家例会改到三楼会议室', /:例会改到三楼会议室。/)
  await room.says('李雪梅', '提醒大家下午的会取消了', /:下午的会取消了。/)
})

test('the reminder of a session or a duty follows its day', async () => {
  await room.tells('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
  await room.tells('李雪梅', '主题党日的提醒改到周四', /^这项的提醒跟着它的日子走/)
})

test('what a cadre set for herself she calls off in any words', async () => {
  await room.tells('刘芳', '周一9点提醒我开会', /11月23日\(周一\)9:00/)
  await room.tells('刘芳', '周一的提醒取消', /^好的,11月23日\(周一\)9:00发到您的单聊的那条提醒不发了。$/)
  await room.tells('刘芳', '周一的提醒取消', /^您没有还没发的提醒/)
})

test('what is said around the words of a reminder is not read out', async () => {
  await room.tells('李雪梅', '马上提醒大家交表,现在发', /:交表。$/)
  await room.tells('李雪梅', '再提醒一次大家', /^请把要提醒的内容一起告诉我/)
  await room.tells('李雪梅', '下班前提醒大家关电脑', /^好的,今天17:00发到第一党支部工作群:\n.*:关电脑。/)
  await room.says(
    '李雪梅',
    '周三上午九点半提醒各位委员开会',
    /^好的,11月25日\(周三\)9:30发到\d位的单聊:\n.*:开会。/,
  )
})

describe('what was not set is not taken back', () => {
  const none = '没有您定的、还没发出的提醒,没有变动。要停某项活动的提醒,请带上名称,例如:取消主题党日提醒。'

  test.each(['取消提醒', '撤回提醒', '把刚才那条提醒撤回', '明天那条提醒不用发了', '提醒删掉吧'])(
    '%s stops no session’s reminders',
    async said => {
      await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
      await room.tells('李雪梅', said, none)
      const paused = await room.app.ledger.read
        .selectFrom('session_facts')
        .select('id')
        .where('fact', '=', 'paused')
        .execute()
      expect(paused).toEqual([])
    },
  )

  test('the session is stopped by its name, or by 别催了', async () => {
    await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
    await room.tells('李雪梅', '别催了', '好的,11月主题党日不再提醒没报的同志。')
    await room.tells('李雪梅', '取消主题党日提醒', '好的,11月主题党日不再提醒没报的同志。')
  })
})

describe('a mute with an end', () => {
  const told = (when: string, unsure = '') =>
    `好的,${when}以前不私下提醒您,之后照常${unsure}。群里的通知照常看得到;要提前恢复请回"恢复提醒"。`

  test.each([
    ['静音到下周', '11月23日(周一)8:30'],
    ['静音到周三', '11月25日(周三)8:30'],
    ['静音到下周五', '11月27日(周五)8:30'],
    ['静音到11月24日下午3点', '11月24日(周二)15:00'],
    ['这周别提醒我', '11月23日(周一)8:30'],
    ['今天别提醒我了', '11月23日(周一)8:30'],
    ['静音两小时', '今天11:00'],
    ['下个月之前别提醒我', '12月1日(周二)8:30'],
    ['静音到月底', '12月1日(周二)8:30'],
    ['静音到月底前', '11月30日(周一)8:30'],
    ['元旦前别提醒我', '12月31日(周四)8:30'],
    ['静音到12月5号', '12月7日(周一)8:30'],
    ['静音到十一月三十号', '11月30日(周一)8:30'],
  ])('%s ends %s', async (said, end) => {
    await room.tells('刘芳', said, told(end))
  })

  test.each([
    ['静音到下个月底', '1月4日(周一)8:30'],
    ['静音到季末', '1月4日(周一)8:30'],
    ['静音到年底', '1月4日(周一)8:30'],
    ['静音到明年', '1月4日(周一)8:30'],
    ['静音到元旦', '1月4日(周一)8:30'],
    ['免打扰到节后', '1月4日(周一)8:30'],
    ['静音到春节后', '2月9日(周二)8:30'],
    ['静音到国庆后', '10月4日(周一)8:30'],
  ])('%s ends %s, by what the law says of next year', async (said, end) => {
    await room.tells('刘芳', said, told(end, '(那一年的放假安排还没有公布,日子待核)'))
  })

  test('whose end cannot be reckoned is asked about, and nothing is muted', async () => {
    await room.tells('刘芳', '静音到忙完这阵', /^请说清楚静音到哪一天/)
    const wishes = await room.app.ledger.read.selectFrom('reminder_wishes').selectAll().execute()
    expect(wishes).toEqual([])
  })

  test('is over when it ends: who was left out hears again', async () => {
    await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
    await room.tells('刘芳', '静音到下周', told('11月23日(周一)8:30'))
    await room.tells('彭莉', '静音到下周五', told('11月27日(周五)8:30'))
    const heard = await until('2026-11-26 10:00')
    expect(heard.filter(line => line.startsWith('刘芳'))).toHaveLength(1)
    expect(heard.filter(line => line.startsWith('彭莉'))).toEqual([])
  })

  test('ends no mute for good that stood before it, of everything or of one thing', async () => {
    await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
    await room.tells('刘芳', '别再提醒我', /^好的,不再私下提醒您/)
    await room.tells('刘芳', '静音三天', stillStands)
    await room.tells('彭莉', '别再提醒我主题党日', /^好的,主题党日不再私下提醒您/)
    await room.tells('彭莉', '静音三天', told('11月23日(周一)9:00'))
    await room.tells('何静', '静音三天', told('11月23日(周一)9:00'))
    const heard = await until('2026-11-26 10:00')
    const names = ['刘芳', '彭莉', '何静']
    expect(names.filter(name => heard.some(line => line.startsWith(name)))).toEqual(['何静'])
  })

  test('is followed by a mute for good that is said meanwhile, and ended by 恢复提醒', async () => {
    await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
    await room.tells('刘芳', '静音三天', told('11月23日(周一)9:00'))
    await room.tells('刘芳', '别再提醒我', /^好的,不再私下提醒您/)
    await room.tells('彭莉', '别再提醒我', /^好的,不再私下提醒您/)
    await room.tells('彭莉', '静音到12月1日', stillStands)
    await room.tells('彭莉', '恢复提醒', '好的,到时再私下提醒您。')
    const heard = await until('2026-11-26 10:00')
    expect(['刘芳', '彭莉'].filter(name => heard.some(line => line.startsWith(name)))).toEqual(['彭莉'])
  })

  const stillStands = '好的。您此前请我不再私下提醒,那一条没有期限,到期也不会自动恢复;要恢复请回"恢复提醒"。'
})

test('a day of rest is named as one, and the afternoon of work before it is offered', async () => {
  await room.says(
    '李雪梅',
    '周六提醒大家植树',
    '11月21日(周六)是休息日,休息日我不打扰大家。这条11月23日(周一)8:30发到第一党支部工作群:\n提醒(李雪梅,11月20日(周五)):植树。\n要改时间请告诉我(要赶在那天以前,请回"改到11月20日14:30"),不想发请回"取消提醒"。',
  )
  await room.says('李雪梅', '改到11月20日14:30', movedTo('今天14:30'))
})

describe('what repeats otherwise than once a week, a month, a quarter or a year', () => {
  test.each([
    '每天9点提醒我打卡',
    '每天提醒我吃药',
    '每个工作日9点提醒我看邮件',
    '每小时提醒我喝水',
    '每两周提醒我交周报',
    '每周一三五提醒我交周报',
  ])('is neither kept nor said once: %s', async said => {
    await room.tells('刘芳', said, /^重复的提醒,我只记每周的一天和每月、每季度、每年的固定日子/)
    expect(await room.app.ledger.read.selectFrom('outbox').select('id').execute()).toEqual([])
    expect(await room.app.ledger.read.selectFrom('duty_facts').select('id').execute()).toEqual([])
  })
})

describe('谁设的提醒', () => {
  test('names whoever set the last one that came here, and takes nothing back', async () => {
    await room.says('刘芳', '谁设的提醒', /^最近两周我没有在这里发过提醒。/)
    await setOne()
    await room.says('李雪梅', '谁设的提醒', /^最近两周我没有在这里发过提醒。/)
    await room.tells('刘芳', '周一上午9点提醒我取快递')
    expect(await until('2026-11-23 09:15')).toHaveLength(2)
    for (const said of ['谁设的提醒', '这个提醒谁发的', '刚才那条提醒是谁定的'])
      await room.says('彭莉', said, '上一条提醒是李雪梅在11月20日(周五)定的。')
    await room.says('李雪梅', '提醒是谁设的', '上一条提醒是您自己在11月20日(周五)定的。')
    await room.tells('刘芳', '这条提醒是谁发的', '上一条提醒是您自己在11月20日(周五)定的。')
    await room.tells('彭莉', '这条提醒是谁发的', /^最近两周我没有在这里发过提醒。/)
  })

  test('what follows from the plan has nobody behind it', async () => {
    await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
    await until('2026-11-26 10:00')
    await room.tells(
      '刘芳',
      '这个提醒谁发的',
      '上一条提醒是按支部的活动安排到日子自动发的,不是哪位同志临时定的。',
    )
  })
})

test('a weekly matter may be reminded of on one day', async () => {
  await room.tells('刘芳', '每周例会的材料明天下午3点提醒我带', /11月21日|15:00/)
})
