import { cardSeenBy } from '../aibot.ts'
import type { Card } from '../card.ts'
import type { Platform } from '../platform.ts'
import { blocksOf } from '../page/blocks.ts'
import type { Block } from '../page/blocks.ts'
import { chineseTime, wallClock } from '../shanghai.ts'
import { chatKey } from '../transcript.ts'
import type { ChatEntry, ChatRef, EntryKind } from '../types.ts'

/** An entry as the page shows it: text already cut into blocks, so that the browser only sets textContent. */
export interface EntryView {
  id: number
  kind: EntryKind
  mine: boolean
  sender: string
  day: string
  time: string
  /** For quoting. */
  text: string
  blocks: Block[]
  quote?: string
  note?: string
  card?: Card
  file?: { mediaId: string; name: string; size: number }
  open?: boolean
  rateable?: boolean
  rated?: 'up' | 'down'
}

/** Everything the page needs for one poll; `entries` holds what changed in this chat since revision `since`. */
export function stateFor(platform: Platform, as: string, chat: ChatRef, since: number) {
  const { clock, directory, switches, transcript, wire, boot } = platform
  const now = clock.now()
  return {
    boot,
    rev: transcript.rev(),
    clock: { shown: chineseTime(now), wall: wallClock(now) },
    entries: transcript.read(chat, since).map(entry => viewOf(entry, as)),
    newest: Object.fromEntries(chatsOf(as).map(one => [chatKey(one), transcript.newest(one)])),
    switches,
    wire: { callback: wire.last('out'), call: wire.last('in') },
  }

  function chatsOf(userid: string): ChatRef[] {
    const groups = directory.groupsOf(userid).map(({ chatid }) => ({ group: chatid }))
    return [...groups, { single: 'aibot', of: userid }, { single: 'app', of: userid }]
  }
}

function viewOf(entry: ChatEntry, as: string): EntryView {
  const { id, kind, sender, text, userid, quote, note, file, open, feedbackId } = entry
  const rated = entry.ratedBy?.[as]
  const wall = wallClock(new Date(entry.at))
  const card = cardSeenBy(entry, as)
  return {
    id,
    kind,
    mine: userid !== undefined && userid === as,
    sender,
    day: wall.slice(0, 10),
    time: wall.slice(11),
    text,
    blocks: card ? [] : blocksOf(text, entry.format),
    ...(quote !== undefined && { quote }),
    ...(note !== undefined && { note }),
    ...(card && { card }),
    ...(file && { file }),
    ...(open && { open }),
    ...(feedbackId !== undefined && { rateable: true }),
    ...(rated && { rated }),
  }
}
