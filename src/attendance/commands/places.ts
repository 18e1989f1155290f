import type { Command, Turn } from '../../talk/command.ts'
import type { Reply } from '../../talk/message.ts'
import { takenPlaces } from '../capacity.ts'
import { activityNamed } from '../here.ts'
import { withKeptSession } from '../kept-session.ts'
import { textOf } from '../people-in-text.ts'
import * as texts from '../session-texts.ts'
import { setDetails } from '../store.ts'

/** 名额加到30, 不限人数: who is registered already stays so, whatever the number. */
export const placesCommand: Command = {
  intents: ['session.places'],
  for: 'keepers',
  where: 'bound',
  run: changePlaces,
}

function changePlaces(turn: Turn): Promise<Reply> {
  const meant = { named: activityNamed(turn), tense: 'coming', drafts: true } as const
  return withKeptSession(turn, meant, async session => {
    const { capacity } = turn.reading.slots
    const text = textOf(turn).replace(/\s/g, '')
    if (capacity === undefined && !UNLIMITED.test(text)) return texts.placesUnclear
    // 把人数改成28 may be about lunch or the minutes.
    if (capacity !== undefined && meant.named === undefined && !/名额|座位|上限/.test(text))
      return texts.placesOfWhich
    const { trx, now, speaker } = turn
    await setDetails(trx, session, { capacity }, speaker.personId, now)
    if (capacity === undefined) return texts.placesUnlimited(session)
    return texts.placesSet(session, capacity, await takenPlaces(trx, session.id))
  })
}

const UNLIMITED =
  /不(?:再)?限(?:制)?(?:名额|人数)|(?:名额|人数)(?:就)?不(?:再)?(?:限|设上限)|取消名额(?:限制)?/
