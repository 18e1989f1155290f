import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Listens on a free port of the loopback, prints `{"port":12345}` on a line of its own, and ends on SIGTERM. */
export function serve(listener: RequestListener): void {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1', () => {
    console.log(JSON.stringify({ port: (server.address() as AddressInfo).port }))
  })
  process.once('SIGTERM', () => {
    server.close()
    server.closeAllConnections()
  })
}

/** The reply of both reference servers: a finished stream that says what was said. */
export function echoOf(text: string): string {
  const message = JSON.parse(text)
  return JSON.stringify({
    msgtype: 'stream',
    stream: { id: message.msgid, finish: true, content: `收到：${message.text.content}` },
  })
}
