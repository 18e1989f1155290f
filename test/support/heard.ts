import type { SettableClock } from '../../src/clock.ts'
import type { Room } from './room.ts'

/**
 * Lets the clock go on to '2026-11-27 09:45', and gives what came by itself meanwhile: 'group sent: …' or '刘芳 sent: …'. That
 * next year's holidays are missing, which the administrator hears of, is left out.
 */
export async function heardUntil(room: Room, when: string): Promise<string[]> {
  const clock = room.app.clock as SettableClock
  const before = new Date(clock.now())
  const target = new Date(`${when.replace(' ', 'T')}:00+08:00`)
  for (
    let at = new Date(target.getTime() - 12 * 60_000);
    at <= target;
    at = new Date(at.getTime() + 3 * 60_000)
  ) {
    if (at <= clock.now()) continue
    clock.set(at)
    await room.app.settle()
  }
  const rows = await room.app.ledger.read
    .selectFrom('outbox')
    .leftJoin('people', 'people.id', 'outbox.target')
    .select(['outbox.channel', 'people.name', 'outbox.body', 'outbox.state'])
    .where('outbox.sent_at', '>', before.toISOString())
    .orderBy('outbox.sent_at')
    .orderBy('outbox.id')
    .execute()
  const heard = rows.map(({ channel, name, body, state }) => {
    const text = /"content":"((?:[^"\\]|\\.)*)"/.exec(wordsOf(body ?? '{}'))?.[1] ?? ''
    return `${channel === 'robot' ? 'group' : name} ${state}: ${text.replaceAll('\\n', '\n').replaceAll('\\"', '"')}`
  })
  return heard.filter(text => !text.includes('放假安排还没有载入'))
}

/** A card goes out with the words for where the platform takes none. */
function wordsOf(body: string): string {
  const { text } = JSON.parse(body) as { text?: unknown }
  return typeof text === 'string' ? text : body
}
