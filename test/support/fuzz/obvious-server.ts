import { createServer, type RequestListener, type Server } from 'node:http'
import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import { XMLParser } from 'fast-xml-parser'
import type { EnvelopeSettings } from '../../../src/wecom/envelope.ts'
import type { ChannelKeys } from '../fuzz.ts'

/**
 * A server as it is written after the library's manual: it checks the signature and nothing else. The attack must get
 * into it, or the attack is no good.
 */
export function obviousServer(keys: ChannelKeys): Server {
  const parser = new XMLParser()
  const json = listenerFor(keys.json, body => JSON.parse(body).encrypt)
  const xml = listenerFor(keys.xml, body => parser.parse(body).xml.Encrypt)
  return createServer((request, response) =>
    (request.url?.startsWith('/wecom/app') ? xml : json)(request, response),
  )
}

function listenerFor(
  { token, aesKey, receiveId }: EnvelopeSettings,
  encryptOf: (body: string) => string,
): RequestListener {
  const answer = async (request: Parameters<RequestListener>[0]): Promise<string> => {
    const query = new URL(request.url ?? '', 'http://localhost').searchParams
    const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? '']
    const sealed = request.method === 'GET' ? (query.get('echostr') ?? '') : encryptOf(await bodyOf(request))
    if (getSignature(token, timestamp, nonce, sealed) !== query.get('msg_signature'))
      throw new Error('signature')
    const { message } = decrypt(aesKey, sealed)
    return request.method === 'GET' ? message : encrypt(aesKey, message, receiveId)
  }
  return async (request, response) => {
    try {
      response.end(await answer(request))
    } catch {
      response.writeHead(500).end()
    }
  }
}

async function bodyOf(request: AsyncIterable<Buffer>): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}
