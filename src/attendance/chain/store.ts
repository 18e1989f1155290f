import { createHash } from 'node:crypto'
import type { Trx } from '../../ledger/ledger.ts'
import { noEdition, type ChainEdition } from './edition.ts'

/** The last edition of the chain of this title in a session, or an empty one. */
export async function lastEdition(trx: Trx, sessionId: string, titleDigest: string): Promise<ChainEdition> {
  const row = await trx
    .selectFrom('chain_editions')
    .select('json')
    .where('session_id', '=', sessionId)
    .where('title_digest', '=', titleDigest)
    .executeTakeFirst()
  // Only saveEdition writes this column.
  return row === undefined ? noEdition : (JSON.parse(row.json) as ChainEdition)
}

export async function saveEdition(
  trx: Trx,
  sessionId: string,
  titleDigest: string,
  edition: ChainEdition,
  now: Date,
): Promise<void> {
  const json = JSON.stringify(edition)
  await trx
    .insertInto('chain_editions')
    .values({ session_id: sessionId, title_digest: titleDigest, json, at: now.toISOString() })
    .onConflict(conflict =>
      conflict
        .columns(['session_id', 'title_digest'])
        .doUpdateSet(({ ref }) => ({ json: ref('excluded.json'), at: ref('excluded.at') })),
    )
    .execute()
}

/** A title or a name as it is kept: neither can be read back. */
export function digestOf(words: string): string {
  return createHash('sha256').update(words.normalize('NFKC').replace(/\s+/g, '')).digest('hex').slice(0, 24)
}

/** The names that wait for the keepers of these branches; whoever reads them out has told them. */
export async function takeUntold(trx: Trx, branches: readonly string[]): Promise<string[]> {
  if (branches.length === 0) return []
  const rows = await trx
    .selectFrom('chain_editions')
    .innerJoin('sessions', 'sessions.id', 'chain_editions.session_id')
    .select(['chain_editions.session_id', 'title_digest', 'json'])
    .where('sessions.branch', 'in', branches)
    .where('sessions.state', 'in', ['open', 'checking'])
    .execute()
  const names: string[] = []
  for (const { session_id, title_digest, json } of rows) {
    const edition = JSON.parse(json) as ChainEdition
    if (edition.untold.length === 0) continue
    names.push(...edition.untold)
    await trx
      .updateTable('chain_editions')
      .set({ json: JSON.stringify({ ...edition, untold: [] }) })
      .where('session_id', '=', session_id)
      .where('title_digest', '=', title_digest)
      .execute()
  }
  return [...new Set(names)]
}
