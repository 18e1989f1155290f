/**
 * The one-time code of a response_url, or undefined when the url is not the platform's: another scheme, host or port,
 * somebody's name before the host, another path. Only the code is taken from it; what is called is made of our own
 * address and this code, so nothing in a message can lead a call elsewhere.
 */
export function responseCodeOf(url: string, apiBase: string): string | undefined {
  if (url.length > 2048 || !URL.canParse(url)) return undefined
  const { origin, pathname, username, password, searchParams } = new URL(url)
  const base = new URL(apiBase)
  const path = `${base.pathname.replace(/\/+$/, '')}/cgi-bin/aibot/response`
  // The origin is scheme, host and port after parsing: 127.1 or ideographic full stops have become what they stand for.
  if (origin !== base.origin || pathname !== path || username !== '' || password !== '') return undefined
  const codes = searchParams.getAll('response_code')
  return codes.length === 1 && codes[0] !== '' ? codes[0] : undefined
}
