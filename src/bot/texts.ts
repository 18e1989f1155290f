type Role = 'cadre' | 'secretary' | 'admin' | 'stranger'

/** At most five lines, three sentences to copy. */
export function welcome(role: Role, botName: string): string {
  switch (role) {
    case 'secretary':
      return `您好,我是${botName},帮您记到会、查制度。可以直接发:\n发起主题党日,11月27日下午3点,三楼会议室\n还有谁没报\n病假要不要证明`
    case 'admin':
      return `您好,我是${botName}。可以直接发:\n绑定码 + 群名\n有哪些制度\n帮助`
    case 'cadre':
      return `您好,我是${botName},查制度、登记到会都可以找我。可以直接发:\n参加\n请假\n病假要不要证明`
    case 'stranger':
      return `您好,我是${botName}。我还不认识您,请回"我是+姓名"。\n查制度不用登记,可以直接问:\n病假要不要证明\n主题党日遇到国庆怎么办\n帮助`
  }
}

const choices: Record<Role, string[]> = {
  cadre: ['参加 / 请假', '病假要不要证明', '我的记录'],
  secretary: ['还有谁没报', '除老谭外都到了', '病假要不要证明'],
  admin: ['有哪些制度', '绑定码 + 群名', '病假要不要证明'],
  stranger: ['我是+姓名', '病假要不要证明', '帮助'],
}

/** Three choices, never the whole menu. */
export function notUnderstood(role: Role): string {
  return `我没有听明白。您可以这样说:\n${choices[role].map((choice, index) => `${index + 1}. ${choice}`).join('\n')}`
}

export const stillNotUnderstood = '还是没有听明白,抱歉。换个说法,或发"帮助"看看我能做什么。'

/** What this role can do in this chat, one example a line. */
export function help(examples: readonly string[], botName: string): string {
  const lines = examples.map(example => `· ${example}`)
  return [`我能做这些(群里请先@${botName}):`, ...lines, '听不懂时我会问一句,不会乱登记。'].join('\n')
}

/** What a stranger's menu begins with. */
export const iAm = '我是+姓名(私聊我,支部书记确认后就能登记)'

export const here = '我在。查制度、登记到会,用一句话告诉我就行。'

export function whatIAm(botName: string): string {
  return `我是${botName},一个程序,不是真人,也不是聊天的大模型。查制度只引条文原文,登记只按大家说的记;回"帮助"看能做什么。`
}

export const whatDay = (name: string, day: string, works: boolean) =>
  `${name}是${day},${works ? '工作日' : '休息日'}。`
export const whatTime = (time: string) => `现在${time.replace(/^0/, '')}。`
export function whoKeepsMe(administrators: readonly string[]): string {
  const names = administrators.length === 0 ? '' : `(${administrators.join('、')})`
  return `我由管理员${names}维护,出了问题找管理员。登记上的事找支部书记、副书记或组织委员;意见可以回"意见:……",不带姓名。`
}

export const howReliable =
  '我只引制度汇编的条文原文,写明依据;没有的不猜。怎么理解、怎么适用,以制度写明的负责解释的科室为准。答得不对请回"没用"。'
export const deletion =
  '登记错了可以直接告诉我更正。名单和登记是支部的组织生活记录,要删除请找管理员:调离后可以删去姓名、账号,登记只留代号;满3年的登记自动删除。存了什么,可以问"你们存了我哪些信息"。'
export const notMyTrade = '这个我不会。我只查制度、登记到会、提醒事项;回"帮助"看能做什么。'
export const trouble =
  '这件事我帮不上忙,也没有记下。可以找信得过的同志、支部书记或者工会谈谈;心里难受可以打12356心理援助热线,有危险请打110。'
export const troubleInGroup = '这样的事不便在群里说,可以私下找信得过的同志或者支部书记谈谈。'

export const unboundGroup =
  '这个群还没有绑定,暂时只能查公开的制度。请管理员取一个绑定码,在群里@我发"绑定 + 六位数字"。'
export const onlyKeepers = '这一步由支部书记、副书记或组织委员来做。'
export const inPrivate = '这件事请私聊我。'
export const notYet = '这件事我现在还不会办。发"帮助"可以看我能做什么。'
export const unreadable = '我只看得懂文字。请用一句话告诉我。'
export const holding = '正在办,稍等。'
export const apology = '抱歉,刚才没有办成,也没有登记任何内容。请再发一次;还不行请告诉管理员。'
export const moreFollows = '(回"更多"看其余部分)'
export const notAtAll = '不客气。'
export const noMore = '没有更多了。'
export const nothingMore = '好的。'

export const refusals: Record<string, string> = {
  default: '这类情况不适合在这里说,我不会记录。请通过单位公布的纪检监察渠道反映。',
  ranking: '按减负要求,我不做个人或科室的出勤排名。可以给您各次活动的总数。',
  surveillance:
    '我不统计谁在群里说没说话、看没看消息,也不留这样的记录。要紧的事,可以请我私下提醒一次没报的同志。',
  backdate: '没有开过的活动我不能补记录。如果确实开过、当时没登记,请以支部的纸质记录为准。',
  fabricate:
    '没有开过的活动我不能补记录,日期和到会情况也只按实际登记。如果确实开过、当时没登记,请告诉我实际日期和原因,按补录记。',
  files:
    '我不收照片、截图和文件,也不看位置。到会由书记登记一句话就可以;需要留存的材料,请按单位的办法交纸质件。',
  forced:
    '按减负要求,我不要求大家即时回复、接龙、打卡或转发,也不反复催。可以发一次通知,到时私下提醒一次没报的同志。',
  secret_ballot: '无记名投票要用纸质票,我不能代办。可以帮您提醒开会时间。',
  secrecy: '涉密和内部资料请不要发到这里,我没有保存。请走单位的保密渠道。',
  integrity_file: '廉政档案、谈话记录和测评结果都不在聊天里说,我不会记录。请按单位的办法找负责的同志。',
  three_rules: '三个规定请由本人在单位指定的表上如实填写,不要在聊天里写具体情况,我不会记录。到期我会提醒您。',
  petitioner: '信访件和来访人的情况不在这里登记,我不会记录。请走单位的信访渠道。',
  ballot: '无记名投票要用纸质票,我不能代办。可以帮您提醒开会时间。',
  shame: '我不会在群里点名。需要的话,我把没报的名单私下给您。',
}

export const privacy =
  '我只存:您的姓名、别名、账号、党员类别、党小组、科室、职务,每次活动的到会情况、假别(不存原因)和补学,以及该您办的事项办没办、要不要私下提醒。登记保存3年;聊天文字不保存,只有制度汇编没答上的问题会不带姓名地转给负责答复的同志(涉及个人情况的不留)。支部书记、副书记、组织委员看得到本支部的登记,其他同志看不到。'
