import type { Api } from './api.ts'
import type { AccessToken } from './token.ts'
import type { Answer } from './wire.ts'

/** openuserid_to_userid takes this many ids (page 101521). */
const MOST_IDS = 1000

/**
 * The accounts behind encrypted sender ids of the smart bot, by the encrypted id. An id that is missing in the answer is
 * plain already, or belongs to somebody outside the app's visible range.
 */
export async function accountsOf(
  api: Api,
  token: AccessToken,
  openIds: readonly string[],
): Promise<Answer<Map<string, string>>> {
  const accounts = new Map<string, string>()
  for (let from = 0; from < openIds.length; from += MOST_IDS) {
    const some = openIds.slice(from, from + MOST_IDS)
    const answer = await token.use(value => api.convertOpenUserIds(value, { open_userid_list: some }))
    if (answer.kind !== 'ok') return answer
    for (const { open_userid, userid } of answer.value.userid_list) accounts.set(open_userid, userid)
  }
  return { kind: 'ok', value: accounts }
}
