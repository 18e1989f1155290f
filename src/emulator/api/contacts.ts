import type { Platform } from '../platform.ts'
import type { EmulatorMember } from '../types.ts'
import { parseObject } from '../wire.ts'
import { failed, ok } from './call.ts'
import type { ApiCall, ApiResult, ApiRoute } from './call.ts'
import { stringsOf } from './text-limits.ts'

const MAX_IDS = 1000

/** What a self-built app may learn of the members in its visible range (pages 90196, 90200, 101521). */
export function contactRoutes({ directory }: Platform): ApiRoute[] {
  const visible = (member: EmulatorMember | undefined) => (member?.appVisible === false ? undefined : member)

  function getUser({ query }: ApiCall): ApiResult {
    const member = visible(directory.find(query.get('userid') ?? ''))
    return member ? ok({ ...brief(member), position: member.note ?? '', status: 1 }) : failed(60111)
  }

  function listUsers(): ApiResult {
    return ok({ userlist: directory.members.filter(visible).map(brief) })
  }

  function convert({ body }: ApiCall): ApiResult {
    const request = parseObject(body.toString('utf8'))
    const ids = stringsOf(request?.open_userid_list)
    if (ids.length === 0 || ids.length > MAX_IDS) return failed(40058)
    const found = ids.map(open_userid => ({
      open_userid,
      userid: visible(directory.memberOfOpenId(open_userid))?.userid,
    }))
    return ok({
      userid_list: found.filter(one => one.userid !== undefined),
      invalid_open_userid_list: found.filter(one => one.userid === undefined).map(one => one.open_userid),
    })
  }

  return [
    { method: 'GET', path: 'user/get', token: true, handle: getUser },
    { method: 'GET', path: 'user/simplelist', token: true, handle: listUsers },
    { method: 'POST', path: 'batch/openuserid_to_userid', token: true, handle: convert },
  ]
}

function brief({ userid, name }: EmulatorMember) {
  return { userid, name, department: [1] }
}
