/** Where Node says that no connection came to stand: looking up the name, or connecting. */
const CONNECTING = new Set(['connect', 'getaddrinfo'])

/** The far end's certificate was not accepted, so not a byte of the request went out (nodejs.org/api/tls.html). */
const CERTIFICATE = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** Whether a failed fetch certainly sent nothing. In doubt it is false: then the call may have arrived. */
export function happenedBeforeSending(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  // A name with several addresses: every one of them was tried.
  if (cause instanceof AggregateError) return cause.errors.length > 0 && cause.errors.every(isEarly)
  return isEarly(cause)
}

function isEarly(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false
  const syscall = 'syscall' in cause ? String(cause.syscall) : ''
  const code = 'code' in cause ? String(cause.code) : ''
  return CONNECTING.has(syscall) || CERTIFICATE.has(code) || code === 'UND_ERR_CONNECT_TIMEOUT'
}
