import { request } from 'node:http'

export type PostResult =
  { kind: 'answer'; status: number; body: string } | { kind: 'timeout' } | { kind: 'unreachable' }

const MAX_ANSWER = 1024 * 1024

/** One POST on a connection of its own, as the platform does it (page 101463); the answer must be complete within `waitMs`. */
export function post(url: string, contentType: string, body: string, waitMs: number): Promise<PostResult> {
  return new Promise(resolve => {
    const bytes = Buffer.from(body, 'utf8')
    const headers = { 'content-type': contentType, 'content-length': bytes.length, connection: 'close' }
    const outgoing = request(url, { method: 'POST', agent: false, headers })
    const finish = (result: PostResult) => {
      clearTimeout(timer)
      outgoing.destroy()
      resolve(result)
    }
    const timer = setTimeout(() => finish({ kind: 'timeout' }), waitMs)
    outgoing.on('error', () => finish({ kind: 'unreachable' }))
    outgoing.on('response', answer => {
      const parts: Buffer[] = []
      let length = 0
      answer.on('data', (part: Buffer) => {
        length += part.length
        if (length > MAX_ANSWER) finish({ kind: 'unreachable' })
        else parts.push(part)
      })
      answer.on('error', () => finish({ kind: 'unreachable' }))
      answer.on('aborted', () => finish({ kind: 'unreachable' }))
      answer.on('end', () =>
        finish({
          kind: 'answer',
          status: answer.statusCode ?? 0,
          body: Buffer.concat(parts).toString('utf8'),
        }),
      )
    })
    outgoing.end(bytes)
  })
}
