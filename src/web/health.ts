import type { Ledger } from '../ledger/ledger.ts'

/** What /readyz tells: whether the ledger can be written, and what each channel can do. */
export async function readinessOf(
  ledger: Ledger,
  mode: 'trial' | 'live',
): Promise<{ ready: boolean; [detail: string]: unknown }> {
  const writable = await ledger
    .write(async trx => {
      await trx
        .insertInto('meta')
        .values({ key: 'ready', value: '1' })
        .onConflict(conflict => conflict.column('key').doUpdateSet({ value: '1' }))
        .execute()
    })
    .then(
      () => true,
      () => false,
    )
  return { ready: writable, mode, ledger: writable ? 'writable' : 'unavailable' }
}
