import { request, type Agent } from 'node:http'
import { connect } from 'node:net'
import type { HttpCase, RawCase } from './case.ts'

export interface Outcome {
  /** Of all answers on the connection; none if it was closed without one. */
  statuses: number[]
  /** Neither answered nor closed in time. */
  hung: boolean
  body: string
  ms: number
}

// How long an unfinished request is held. A server may close earlier, and must not answer it with 2xx.
const HOLD_MS = 150

export function sendHttp(url: string, sent: HttpCase, agent: Agent, timeoutMs: number): Promise<Outcome> {
  return timed(timeoutMs, finish => {
    const address = `${url}${sent.path}${sent.query === '' ? '' : `?${sent.query}`}`
    const framing = 'transfer-encoding' in sent.headers ? {} : { 'content-length': sent.body.length }
    const headers = { ...sent.headers, ...framing }
    const outgoing = request(address, { method: sent.method, agent, headers }, response => {
      const statuses = [response.statusCode ?? 0]
      let body = ''
      response.setEncoding('utf8')
      response.on('data', chunk => (body += chunk))
      response.on('close', () => finish({ statuses, body }))
    })
    // A server may answer and close while a large body is still being sent.
    outgoing.on('error', () => finish({ statuses: [], body: '' }))
    outgoing.end(sent.body)
    return () => outgoing.destroy()
  })
}

export function sendRaw(url: string, sent: RawCase, timeoutMs: number): Promise<Outcome> {
  return timed(timeoutMs, finish => {
    const { hostname, port } = new URL(url)
    const socket = connect({ host: hostname, port: Number(port) })
    let received = ''
    socket.setEncoding('latin1')
    socket.on('data', chunk => (received += chunk))
    // A reset is a way to close.
    socket.on('error', () => {})
    socket.on('close', () => finish({ statuses: statusesIn(received), body: '' }))
    if (sent.afterwards === 'end') socket.end(sent.bytes)
    else {
      socket.write(sent.bytes)
      setTimeout(() => socket.destroy(), HOLD_MS)
    }
    return () => socket.destroy()
  })
}

function statusesIn(received: string): number[] {
  return [...received.matchAll(/^HTTP\/1\.[01] (\d{3})/gm)].map(([, status]) => Number(status))
}

type Finish = (end: Pick<Outcome, 'statuses' | 'body'>) => void

function timed(timeoutMs: number, start: (finish: Finish) => () => void): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>()
  const started = performance.now()
  const end = (outcome: Omit<Outcome, 'ms'>) => {
    clearTimeout(timer)
    resolve({ ...outcome, ms: performance.now() - started })
  }
  const stop = start(({ statuses, body }) => end({ statuses, body, hung: false }))
  const timer = setTimeout(() => {
    end({ statuses: [], body: '', hung: true })
    stop()
  }, timeoutMs)
  return promise
}
