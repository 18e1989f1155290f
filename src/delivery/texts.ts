import { isRepeatable, MOST_TRIES } from './lease.ts'
import type { DeliveryChannel } from './outcome.ts'

/** Why a delivery ended as it did, where the sender of its channel has not said so. */
export const texts = {
  gaveUp: (why: string) => `试了 ${MOST_TRIES} 次没有发成,不再自动发。最后一次:${why}`,
  perhapsSent: (channel: DeliveryChannel) =>
    isRepeatable(channel)
      ? '可能已发出,请问一下收件人,没有收到的话再发一次。'
      : '可能已发出,请在群里看一眼,没有的话再发一次。',
  tooLate: '过了该发的时间,没有发出。',
  noAccount: '收件人没有企业微信账号,没有发出。请先在名册里填上。',
  bodyGone: '待发的内容已经不在了,没有发出。',
}
