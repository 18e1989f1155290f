import type { Clock } from '../clock.ts'
import type { ChatEntry, ChatRef } from './types.ts'

const KEPT_PER_CHAT = 500

export type NewEntry = Omit<ChatEntry, 'id' | 'rev' | 'at'>
export type Transcript = ReturnType<typeof createTranscript>

/** What every chat shows, in order. The oldest entries of a chat go when there are more than 500. */
export function createTranscript(clock: Clock) {
  const chats = new Map<string, ChatEntry[]>()
  let lastId = 0
  let rev = 0

  const entriesOf = (key: string) => {
    const known = chats.get(key)
    if (known) return known
    const fresh: ChatEntry[] = []
    chats.set(key, fresh)
    return fresh
  }

  return {
    add(chat: ChatRef, entry: NewEntry): ChatEntry {
      const added: ChatEntry = { ...entry, id: ++lastId, rev: ++rev, at: clock.now().toISOString() }
      const entries = entriesOf(chatKey(chat))
      entries.push(added)
      if (entries.length > KEPT_PER_CHAT) entries.splice(0, entries.length - KEPT_PER_CHAT)
      return added
    },
    /** A line of the platform itself, such as why it dropped something. */
    system(chat: ChatRef, text: string): ChatEntry {
      return this.add(chat, { kind: 'system', sender: '平台', text, format: 'text' })
    },
    change(entry: ChatEntry, change: Partial<NewEntry>): void {
      Object.assign(entry, change, { rev: ++rev })
    },
    find(chat: ChatRef, id: number): ChatEntry | undefined {
      return entriesOf(chatKey(chat)).find(entry => entry.id === id)
    },
    /** Copies, so that what a reader holds does not change under it. */
    read(chat: ChatRef, since = 0): ChatEntry[] {
      return entriesOf(chatKey(chat))
        .filter(entry => entry.rev > since)
        .map(entry => structuredClone(entry))
    },
    rev: () => rev,
    /** The id of the last entry of a chat, 0 when it is empty. */
    newest: (chat: ChatRef): number => entriesOf(chatKey(chat)).at(-1)?.id ?? 0,
  }
}

/** The name of a chat in addresses: 'group:ID', 'aibot:USERID' or 'app:USERID'. */
export function chatKey(chat: ChatRef): string {
  return 'group' in chat ? `group:${chat.group}` : `${chat.single}:${chat.of}`
}
