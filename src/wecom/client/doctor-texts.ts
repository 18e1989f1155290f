/** What `doctor` says to the administrator. */
export const doctorTexts = {
  aibotCallback: '智能机器人已配置。请确认后台“接收消息”的地址是本机的 /wecom/aibot,并且由超级管理员创建。',
  noAibot: '没有配置智能机器人,群里 @ 它不会有回答。请填好 WECOM_AIBOT_TOKEN 和 WECOM_AIBOT_AES_KEY。',
  appCallback: '自建应用已配置。请确认后台“接收消息”的地址是本机的 /wecom/app。',
  noApp:
    '没有配置自建应用,不能私下提醒成员,也不能核对账号。需要时请填好 WECOM_APP_ 和 WECOM_AGENT_ 开头的设置。',

  token: '应用凭证可以取得,企业 ID 和 Secret 正确。',
  inReach: (userid: string) => `管理员 ${userid} 在应用的可见范围里,本机的 IP 可信。`,
  outOfReach: (userid: string) =>
    `管理员 ${userid} 不在应用的可见范围里,或账号写错了。请核对 office.yaml,并在“应用管理→应用详情→可见范围”里加上他。`,

  robot: (group: string) => `群“${group}”的消息推送可用。`,
  noKey: (group: string) =>
    `群“${group}”还没有消息推送的密钥:可以回答,不能提醒。请在群设置里添加“消息推送”,再把它的地址存成文件,运行 npx qingfeng groups webhook 群名 < 文件。`,

  unreachable: '连不上企业微信。请检查服务器的网络、域名解析和出口代理。',
  lost: '企业微信没有及时回答。请过一会儿再试;如果一直如此,请检查服务器的网络。',
  notThePlatform: '回答的不是企业微信,可能是网络认证页。请检查服务器的出口网络。',
  status: (status: number) =>
    `企业微信或中间的代理返回 HTTP ${status}。请过一会儿再试,并检查出口代理和 WECOM_API_BASE。`,
}
