/** Sentences that a newcomer can try with one click. */
export const MEMBER_EXAMPLES = ['参加', '请假,下乡', '病假要不要证明', '帮助']

/** More for those who keep the register. */
export const SECRETARY_EXAMPLES = [
  '发起主题党日,11月27日下午3点,三楼会议室',
  '还有谁没报',
  '除老谭外都到了',
  '核对无误',
]

/** Members whose note holds one of these keep the register. */
export const SECRETARY_NOTE = /书记|组织委员/

export const TEXTS = {
  title: '清风 · 演示',
  strip: '演示环境 · 数据只在本机',
  who: '我是',
  chats: '会话',
  others: '换个身份',
  clock: '时钟',
  clockHint: '机器人与平台共用这个时钟,提醒按它发出。',
  switches: '开关',
  wire: '线路',
  wireHint: '消息经加密、签名后,由真实的HTTP请求送到机器人。',
  needsScript: '演示页需要启用JavaScript。',
  placeholder: '写一句话,回车发送',
  send: '发送',
}
