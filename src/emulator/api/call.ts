/** One call of the bot to the platform's API, read from the wire. */
export interface ApiCall {
  query: URLSearchParams
  contentType: string
  body: Buffer
}

/** What the platform answers: always HTTP 200 with an errcode. */
export interface ApiResult {
  errcode: number
  errmsg: string
  [field: string]: unknown
}

export interface ApiRoute {
  method: 'GET' | 'POST'
  /** Without the leading /cgi-bin/. */
  path: string
  /** Whether an access token of the app is needed. */
  token: boolean
  handle(call: ApiCall): ApiResult
}

export function ok(fields: Record<string, unknown> = {}): ApiResult {
  return { errcode: 0, errmsg: 'ok', ...fields }
}

/** The words matter to nobody: callers decide on the code (page 90313). */
export function failed(errcode: number, errmsg = WORDS[errcode] ?? 'failed'): ApiResult {
  return { errcode, errmsg }
}

const WORDS: Record<number, string> = {
  [-1]: 'system busy',
  40001: 'invalid credential',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40031: 'invalid userid list',
  40035: 'invalid parameter. Warning: wrong json format.',
  40056: 'invalid agentid',
  40058: 'invalid Request Parameter',
  41001: 'access_token missing',
  41005: 'media data missing',
  42001: 'access_token expired',
  44004: 'text content is empty',
  45001: 'media size out of limit',
  45002: 'content size out of limit',
  45009: 'api freq out of limit',
  60020: 'not allow to access from your ip, from ip: 127.0.0.1',
  60111: 'userid not found',
  60140: 'response_code invalid or expired',
  81013: 'all touser & toparty & totag are invalid',
  93000: 'invalid webhook url',
}
