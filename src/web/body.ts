import type { IncomingMessage } from 'node:http'
import { getRawBody } from 'raw-body'

const MOST_BYTES = 1024 * 1024

/** Reads a callback's body as bytes, or gives the status that refuses it before anything is parsed. */
export async function readBody(request: IncomingMessage): Promise<Buffer | { status: 400 | 413 | 415 }> {
  const {
    'content-encoding': encoding,
    'content-type': type = '',
    'content-length': length,
  } = request.headers
  if (encoding !== undefined && encoding !== 'identity') return { status: 415 }
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(type)?.[1]
  if (charset !== undefined && charset.toLowerCase() !== 'utf-8' && charset.toLowerCase() !== 'utf8')
    return { status: 415 }
  if (length !== undefined && Number(length) > MOST_BYTES) return { status: 413 }
  try {
    return await getRawBody(request, { length: length ?? null, limit: MOST_BYTES })
  } catch (error) {
    const tooLarge = error instanceof Error && 'status' in error && error.status === 413
    return { status: tooLarge ? 413 : 400 }
  }
}
