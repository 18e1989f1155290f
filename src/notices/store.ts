import { randomBytes } from 'node:crypto'
import type { Trx } from '../ledger/ledger.ts'
import type { NoticesTable } from '../ledger/tables.ts'

/** What somebody wants to be said in groups, before and after it was confirmed. */
export interface StoredNotice {
  id: string
  author: string
  words: string
  groups: string[]
  at: Date | undefined
  state: NoticesTable['state']
}

export async function addNotice(
  trx: Trx,
  notice: Omit<StoredNotice, 'id' | 'state'>,
  now: Date,
): Promise<string> {
  const id = `n${randomBytes(6).toString('hex')}`
  await trx
    .insertInto('notices')
    .values({
      id,
      author: notice.author,
      words: notice.words,
      groups_json: JSON.stringify(notice.groups),
      send_at: notice.at?.toISOString() ?? null,
      state: 'draft',
      created_at: now.toISOString(),
    })
    .execute()
  return id
}

export async function noticeById(trx: Trx, id: string): Promise<StoredNotice | undefined> {
  const row = await trx.selectFrom('notices').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** The newest notice of somebody that was not withdrawn. */
export async function newestOf(trx: Trx, author: string): Promise<StoredNotice | undefined> {
  const row = await trx
    .selectFrom('notices')
    .selectAll()
    .where('author', '=', author)
    .where('state', 'in', ['draft', 'planned'])
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function setNotice(
  trx: Trx,
  id: string,
  change: { state?: NoticesTable['state']; words?: string; send_at?: string },
): Promise<void> {
  await trx.updateTable('notices').set(change).where('id', '=', id).execute()
}

function fromRow(row: NoticesTable): StoredNotice {
  return {
    id: row.id,
    author: row.author,
    words: row.words,
    // Only addNotice writes this column.
    groups: JSON.parse(row.groups_json) as string[],
    at: row.send_at === null ? undefined : new Date(row.send_at),
    state: row.state,
  }
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000

/** Drops notices a week after they were to be said: what was sent stands in the groups. */
export async function dropOldNotices(trx: Trx, now: Date): Promise<void> {
  const weekAgo = new Date(now.getTime() - WEEK_MS).toISOString()
  await trx
    .deleteFrom('notices')
    .where('created_at', '<', weekAgo)
    .where(({ eb, or }) => or([eb('send_at', 'is', null), eb('send_at', '<', weekAgo)]))
    .execute()
}
