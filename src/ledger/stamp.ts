import { createHmac } from 'node:crypto'
import { LedgerRefused, type Ledger } from './ledger.ts'

/**
 * Refuses a ledger whose audit chain was written under another secret: a restored ledger without its secret, or a
 * replica with one of its own, would break the chain without a word.
 */
export async function refuseOtherSecret(ledger: Ledger, auditKey: Buffer): Promise<void> {
  const value = createHmac('sha256', auditKey).update('the secret of this ledger').digest('base64url')
  const stamped = await ledger.write(async trx => {
    await trx
      .insertInto('meta')
      .values({ key: 'secret', value })
      .onConflict(conflict => conflict.doNothing())
      .execute()
    return trx.selectFrom('meta').select('value').where('key', '=', 'secret').executeTakeFirstOrThrow()
  })
  if (stamped.value === value) return
  throw new LedgerRefused(
    '这份账本是用另一个 secret 写的。请把原来数据目录里的 secret 文件一起恢复,或在 QINGFENG_SECRET 里填原来的值。',
  )
}
