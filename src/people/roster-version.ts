import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Trx } from '../ledger/ledger.ts'
import { rememberedOnce } from '../ledger/remembered.ts'

/** Tells everybody who keeps something of the roster in memory that it changed. */
export async function rosterChanged(trx: Trx): Promise<void> {
  const value = randomBytes(6).toString('base64url')
  await trx
    .insertInto('meta')
    .values({ key: 'roster_version', value })
    .onConflict(conflict => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/** Differs after every change of names, roles, memberships and accounts. */
export const rosterVersion = rememberedOnce<[], { value: string }, string>(
  db => db.selectFrom('meta').select('value').where('key', '=', sql.lit('roster_version')),
  ([row]) => row?.value ?? '0',
)
