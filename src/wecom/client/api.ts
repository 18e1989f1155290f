import type { components } from '../api.gen.d.ts'
import * as shapes from './shapes.ts'
import type { Wire } from './wire.ts'

type Schemas = components['schemas']

export type Api = ReturnType<typeof createApi>

/** The calls of config/wecom-api.yaml, one function each. Bodies given as a string go out byte for byte. */
export function createApi(wire: Wire) {
  return {
    getToken: (corpid: string, corpsecret: string) =>
      wire({ path: '/cgi-bin/gettoken', query: { corpid, corpsecret } }, shapes.TokenGiven),

    sendMessage: (access_token: string, body: string) =>
      wire({ path: '/cgi-bin/message/send', query: { access_token }, body }, shapes.MessageSent),

    updateCard: (access_token: string, body: string) =>
      wire({ path: '/cgi-bin/message/update_template_card', query: { access_token }, body }, shapes.Done),

    upload: (access_token: string, file: File) =>
      wire(
        { path: '/cgi-bin/media/upload', query: { access_token, type: 'file' }, body: formOf(file) },
        shapes.Uploaded,
      ),

    sendToGroup: (key: string, body: string) =>
      wire({ path: '/cgi-bin/webhook/send', query: { key }, body }, shapes.Done),

    answerLater: (response_code: string, body: string) =>
      wire({ path: '/cgi-bin/aibot/response', query: { response_code }, body }, shapes.Done),

    user: (access_token: string, userid: string) =>
      wire({ path: '/cgi-bin/user/get', query: { access_token, userid } }, shapes.UserFound),

    convertOpenUserIds: (access_token: string, ids: Schemas['OpenUserIds']) =>
      wire(
        { path: '/cgi-bin/batch/openuserid_to_userid', query: { access_token }, body: JSON.stringify(ids) },
        shapes.Converted,
      ),
  }
}

function formOf(file: File): FormData {
  const form = new FormData()
  form.append('media', file)
  return form
}
