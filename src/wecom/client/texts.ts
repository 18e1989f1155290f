/** Why a delivery ended as it did, for the secretary and the administrator. No name, account or address stands in these. */
export const texts = {
  unreachable: '连不上企业微信,稍后自动再发。如果一直如此,请检查服务器的网络、域名解析和出口代理。',
  noAnswer: '没有等到企业微信的回答,稍后自动再发(平台会去掉重复的)。',
  gateway: (status: number) => `企业微信暂时不可用(HTTP ${status}),稍后自动再发。`,
  notThePlatform: '回答的不是企业微信,可能是网络认证页。稍后自动再发;请检查服务器的出口网络。',
  busyTooLong: '平台一直繁忙,过几分钟自动再发。',
  refusedOnTheWay: (status: number) =>
    `没有发出:服务器和企业微信之间有人拒绝了(HTTP ${status})。请检查出口代理和 WECOM_API_BASE。`,

  perhapsNoAnswer: '没有等到企业微信的回答,可能已经发出。请看一下聊天记录,没有的话再发一次。',
  perhapsGateway: (status: number) =>
    `企业微信的网关报错(HTTP ${status}),可能已经发出。请看一下聊天记录,没有的话再发一次。`,
  perhapsNotThePlatform:
    '回答的不是企业微信,不知道是否发出。请看一下聊天记录,没有的话再发一次,并检查服务器的出口网络。',
  perhapsBroken: '发送时程序出错,可能已经发出。请看一下聊天记录,没有的话再发一次。',

  noApp: '没有配置自建应用,不能私下发给成员。请按 .env.example 填好 WECOM_APP_ 和 WECOM_AGENT_ 开头的设置。',
  noKey: (group: string) =>
    `群“${group}”还没有消息推送的密钥。请在群设置里添加“消息推送”,再把它的地址存成文件,运行 npx qingfeng groups webhook 群名 < 文件。`,
  keysUnreadable: '暂时读不到群的密钥,稍后自动再发。',
  notReached: '收件人不在应用的可见范围里。请在“应用管理→应用详情→可见范围”里加上他所在的部门或本人。',
  notLicensed: '收件人没有接口许可,平台没有发给他。请在管理后台为他开通“接口许可”。',
  notFrozen: '文件已上传,但没有登记成功,稍后自动再发。',
  brokenBody: '待发的内容已损坏,没有发出。请重新生成后再发。',
  untrustedUrl: '一次性回复地址不是企业微信的,没有发出。',
  seenAs: (words: string, ip: string) => `${words}平台看到的 IP 是 ${ip}。`,
}
