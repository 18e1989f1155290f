import { connect } from 'node:net'

export interface Drip {
  /** The server, without a path. */
  url: string
  path: string
  connections: number
  /** How long the server may take to close them all. */
  patienceMs: number
}

/**
 * Opens connections that send a header one letter at a time and never finish it. Gives how many of them the server
 * had closed when the patience ended.
 */
export async function dripOn({
  url,
  path,
  connections,
  patienceMs,
}: Drip): Promise<{ closed: number; open: number }> {
  const ends = await Promise.all(Array.from({ length: connections }, () => dripOnce(url, path, patienceMs)))
  const closed = ends.filter(end => end === 'closed').length
  return { closed, open: connections - closed }
}

function dripOnce(url: string, path: string, patienceMs: number): Promise<'closed' | 'open'> {
  const { promise, resolve } = Promise.withResolvers<'closed' | 'open'>()
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port) })
  socket.write(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: `)
  const drops = setInterval(() => socket.write('a'), 50)
  const patience = setTimeout(() => {
    resolve('open')
    socket.destroy()
  }, patienceMs)
  socket.on('error', () => {})
  socket.resume()
  socket.on('close', () => {
    clearInterval(drops)
    clearTimeout(patience)
    resolve('closed')
  })
  return promise
}
