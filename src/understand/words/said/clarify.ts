import { phrases } from '../list.ts'

// Short answers to what the bot asked. One way of saying it a line; a name that ends in _NOT holds what gives the words another meaning.

export const BOTH = phrases(
  String.raw`
    ^(?:两个|两项|两场|两样|俩|两个活动|两边|这两个|2个|二个)?(?:我)?都(?:是|要|选|报|算|登记|改)?(?:的|吧)?$
    ^1(?:和|、|,|跟|\+|\/)?2(?:都是|都要|都)?$
    ^全部?(?:都)?(?:是|要)$
  `,
)
