import type { Stage } from './stage.ts'

/** November 2026 in the sample office, as its people would see it. */
export async function november(stage: Stage): Promise<void> {
  const { at, group, single, tap, unheard } = stage

  await at('2026-11-02', '09:10')
  await group(
    '刘芳',
    '病假要不要证明',
    /第八条/,
    'A rule question: the article, word for word, with version and status.',
  )
  await single(
    '李雪梅',
    '把主题党日改到11月27日下午3点',
    /11月27日/,
    'The secretary moves the party day; it is not announced yet, so only she hears of it.',
  )

  await at('2026-11-09', '09:45')
  await at(
    '2026-11-11',
    '09:45',
    [{ to: 'group', text: /读书会/ }],
    'The book club is announced five working days ahead, with book and lead reader.',
  )
  await group('何静', '读书会我参加', /已登记:读书会/, 'One sentence is enough.')
  await group(
    '曹阳',
    '读书会去不了,要下乡',
    /已登记:读书会,请假/,
    'Leave; the reason is not kept, its type is not shown in the group.',
  )

  await at('2026-11-17', '09:45')
  await at(
    '2026-11-19',
    '09:50',
    [{ to: 'group', text: /警示教育/ }],
    'The warning education is announced three working days ahead.',
  )
  await at(
    '2026-11-19',
    '10:12',
    [{ to: '李雪梅', text: /读书会/ }],
    'The day after the book club the secretary is asked to check it.',
  )
  await single('李雪梅', '除曹阳外都到了', /确认/, 'The paper list in one sentence, previewed first.')
  await single('李雪梅', '确认', /已登记/, 'Confirmed.')
  await single('李雪梅', '核对无误', /读书会.*归档/, 'Checked and archived. Nobody became absent.')

  await at('2026-11-20', '16:40')
  await group(
    '田甜',
    '警示教育我参加',
    /已登记:警示教育,参加/,
    'A member who is no party member: this roster is all staff.',
  )
  await at(
    '2026-11-23',
    '09:50',
    [{ to: '刘芳', text: /警示教育/ }],
    'Who has not answered hears of it once, in private. Nobody is named in the group.',
  )

  await at(
    '2026-11-24',
    '09:50',
    [
      { to: 'group', text: /主题党日/ },
      { to: 'group', text: /年终考核/ },
    ],
    'The moved party day and the year-end assessment, at the right number of working days before.',
  )
  await group('刘芳', '主题党日我参加', /已登记:主题党日,参加/, 'Registered.')
  await tap(
    '谢桂香',
    '参加',
    /参加2/,
    'The first answer brought a card. One tap is enough; it counts for everybody to see.',
  )
  await group('谭海波', '党日请假,下乡', /已登记:主题党日,请假/, 'Leave on duty.')
  await group('罗小燕', '党日参加', /已登记/, 'Registered ...')
  await group(
    '罗小燕',
    '更正一下,党日请公假,去市里开会',
    /已改为:主题党日,请假/,
    '... and corrected: a new fact beside the old one.',
  )
  await single('李雪梅', CHAIN, /按接龙登记21位/, 'The secretary pastes the chain of the others.')
  await group('王建平', '主题党日应到多少,报了多少', /应到26/, 'Counts in the group ...')
  await single('李雪梅', '主题党日还有谁没报', /1位没有报:马晓东/, '... names only for the secretary.')

  await at(
    '2026-11-25',
    '10:20',
    [{ to: '李雪梅', text: /警示教育/ }],
    'The day after the warning education the secretary is asked to check it.',
  )
  await single('李雪梅', '都到了', /确认/, 'Everybody came ...')
  await single('李雪梅', '确认', /已登记/, '... confirmed ...')
  await single('李雪梅', '核对无误', /警示教育.*归档/, '... and archived.')
  await group(
    '何静',
    '停电了可以居家办公吗',
    /没有找到|不在|最接近/,
    'No rule for that: said so, with whom to ask.',
  )
  await unheard('曹阳', '下午谁有空帮我搬一下桌子', 'A message without @ never reaches the bot.')
  await at('2026-11-25', '21:15')
  await single(
    '李雪梅',
    '提醒大家主题党日带上笔记本',
    /下班|8:30/,
    'A request at night waits for working hours.',
  )
  await at('2026-11-26', '08:31', [{ to: 'group', text: /笔记本/ }], 'And goes out in the morning.')
  await at(
    '2026-11-26',
    '09:50',
    [{ to: '马晓东', text: /主题党日/ }],
    'The one silent member is reminded, privately and once.',
  )
  await single('马晓东', '参加', /已登记:11月主题党日\(27日\),参加/, 'He answers.')

  await at(
    '2026-11-30',
    '10:12',
    [{ to: '李雪梅', text: /核对/ }],
    'The day after: the secretary is asked to check, by name.',
  )
  await single('李雪梅', '陈志强病假,其余都到了', /确认/, 'One exception, the rest came.')
  await single('李雪梅', '确认', /已登记/, 'Confirmed.')
  await single('李雪梅', '核对无误', /主题党日.*已核对归档/, 'Archived.')
  await single('李雪梅', '导出登记表', /登记表/, 'The register, in the office’s own layout ...')
  await at('2026-11-30', '10:13')
  stage.check('the register arrived as a file', await registerSent(stage))
}

async function registerSent({ app }: Stage): Promise<boolean> {
  const rows = await app.ledger.read
    .selectFrom('outbox')
    .select('state')
    .where('channel', '=', 'app-file')
    .execute()
  return rows.length === 1 && rows[0]?.state === 'sent'
}

const CHAIN = [
  '#接龙',
  '11月主题党日',
  '',
  ...[
    '王建平',
    '李雪梅',
    '张伟(档案室)',
    '张伟(综合科)',
    '陈志强',
    '欧阳晓',
    '彭莉',
    '向桂英',
    '何静',
    '曹阳',
    '肖静',
    '何秀英',
    '唐明亮',
    '龙飞跃',
    '谭敏',
    '谢桂香',
    '蒋国梁',
    '黄志远',
    '邓群',
    '向阳春',
    '秦素云',
    '田宝林',
  ].map((name, index) => `${index + 1}. ${name}`),
].join('\n')
