/**
 * What an errcode asks for: `again` and `backoff` pass by themselves (the latter after a minute or more), `token` needs a
 * new access token, `drop` concerns the recipient, `fatal` needs the administrator, `failed` is this message alone.
 */
export type Reaction = 'again' | 'backoff' | 'token' | 'drop' | 'fatal' | 'failed'

export interface Policy {
  reaction: Reaction
  /** For the administrator: what is wrong and what to do. */
  words: string
}

const CARD_PARAMETERS = Array.from({ length: 42051 - 42014 + 1 }, (_, index) => 42014 + index)

// No callback address for buttons; or a card, or a kind of message, that the platform does not know.
const CARD_REFUSALS = new Set([43012, 40008, 40058, ...CARD_PARAMETERS])

/** Whether the platform refused a card for being a card: its words may get through. */
export function isCardRefused(errcode: number | undefined): boolean {
  return errcode !== undefined && CARD_REFUSALS.has(errcode)
}

/** Codes of page 90313 (developer.work.weixin.qq.com/document/path/90313); decisions are made on the code, never on errmsg. */
const TABLE: readonly [codes: readonly number[], reaction: Reaction, words: string][] = [
  [[-1], 'again', '平台繁忙,稍后自动再发。'],
  [[6000], 'again', '平台上的数据有冲突,稍后自动再发。'],
  [[45009, 45033, 45035, 45036], 'backoff', '调用过于频繁,平台要求暂停,一分钟后自动再发。'],

  [
    [40014, 42001],
    'token',
    '平台不认程序刚取得的应用凭证,稍后自动再试。如果一直如此,请检查是否有别的程序在用同一个应用。',
  ],

  [
    [40001, 40091],
    'fatal',
    '应用的 Secret 不正确或已失效。请在“应用管理”里打开应用,重新复制 Secret 到 WECOM_AGENT_SECRET。',
  ],
  [[40013], 'fatal', '企业 ID 不正确。请在“我的企业→企业信息”最下方复制企业 ID 到 WECOM_CORP_ID。'],
  [
    [40056, 301002],
    'fatal',
    'AgentId 与 Secret 不是同一个应用。请在应用详情页核对 WECOM_AGENT_ID 和 WECOM_AGENT_SECRET。',
  ],
  [
    [60020],
    'fatal',
    '本机的出口 IP 不在应用的可信名单里。请在“应用管理→应用详情→企业可信IP”里加上(先要配置可信域名或接收消息的地址)。',
  ],
  [[301042], 'fatal', '本机的出口 IP 不在白名单里。请在管理后台对应的“IP 白名单”里加上。'],
  [[48001, 48002], 'fatal', '应用没有调用这个接口的权限。请在“应用管理→应用详情”里检查应用的权限。'],
  [[48006], 'fatal', '应用因长期未使用被平台收回了权限。请在“应用管理→应用详情”里重新启用。'],
  [[48009], 'fatal', '平台不允许这个 IP 读取通讯录详情。请改用自建应用的 Secret,不要用“通讯录同步”的。'],
  [[50001], 'fatal', '网页授权的域名不在可信域名里。请在“应用详情→网页授权及JS-SDK”里填上。'],
  [[50003, 60031], 'fatal', '应用已停用,或被禁止调用接口。请在“应用管理→应用详情”里启用应用。'],
  [
    [43012],
    'fatal',
    '应用没有配置接收消息的地址,不能发带按钮的卡片。请在“应用详情→接收消息→设置API接收”里填写。',
  ],
  [[41001], 'fatal', '这次调用没有带上应用凭证。这是程序的错误,请把这个错误码告诉维护人员。'],

  [
    [60011, 60021, 81013],
    'drop',
    '收件人不在应用的可见范围里。请在“应用管理→应用详情→可见范围”里加上他所在的部门或本人。',
  ],
  [
    [40003, 40031, 60111],
    'drop',
    '通讯录里没有收件人的账号。请核对名册里的账号,或把已离开的人从名册里删去。',
  ],

  [[93000], 'fatal', '群机器人的密钥无效,或机器人已被移出群。请在群设置的“消息推送”里重新添加,并更新密钥。'],
  [[93001, 93004], 'fatal', '这个群不允许消息推送。请让群主或管理员在群设置里打开“消息推送”。'],
  [[93006, 93008, 86003, 86008, 40050, 49008], 'fatal', '机器人不在这个群里,或群已解散。请重新绑定这个群。'],

  [[40007], 'failed', '文件没有上传成功,或上传已超过 3 天。请重新生成文件后再发。'],
  [[41005, 45001], 'failed', '文件是空的,或超过 20 MB,平台不收。请缩小范围后重新生成。'],
  [[44004, 93017, 82001], 'failed', '消息没有内容或没有收件人,平台没有接收。'],
  [[45002], 'failed', '消息太长,平台没有接收。请缩短后再发。'],
  [
    [40033, 40035, 40058, 40008, 301019, 93018, ...CARD_PARAMETERS],
    'failed',
    '消息格式不合平台的规定,没有发出。这是程序的错误,请把错误码告诉维护人员。',
  ],
  [[60140, 42052], 'failed', '已过平台允许的时间,或已经用过一次,这条消息不能再改或再答。'],
  [[40029, 42003, 42022], 'failed', '登录码已失效,请重新打开页面登录。'],
]

const POLICIES = new Map<number, Policy>(
  TABLE.flatMap(([codes, reaction, words]) =>
    codes.map((code): [number, Policy] => [code, { reaction, words }]),
  ),
)

/** What to do about an errcode. One that is not listed fails this message and says its number. */
export function policyOf(errcode: number): Policy {
  return POLICIES.get(errcode) ?? { reaction: 'failed', words: unlisted(errcode) }
}

function unlisted(errcode: number): string {
  return `平台没有接收,错误码 ${errcode}。请在企业微信开发者中心的“全局错误码”里查它的含义。`
}
