import { connect, createServer, type Socket } from 'node:net'

/** A loopback connection to a server that can be made to misbehave. It starts out normal. */
export interface TcpProxy {
  port: number
  normal(): Promise<void>
  /** Nobody listens: open connections end, new ones are refused. */
  refuse(): Promise<void>
  /** Open and new connections are reset. */
  reset(): Promise<void>
  /** Connections open and stay open, and no byte passes until the fault is over; then all of them do, as after lost packets. */
  blackhole(): Promise<void>
  /** Every byte of an answer arrives this much later. */
  delay(ms: number): Promise<void>
  stop(): Promise<void>
}

type Fault = 'normal' | 'refuse' | 'reset' | 'blackhole'

/** Listens on a free loopback port and passes everything on to a port of this machine. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  let fault: Fault = 'normal'
  let delayMs = 0
  let gate = openGate()

  const server = createServer(client => {
    if (fault === 'reset') return void client.resetAndDestroy()
    const upstream = connect(targetPort, '127.0.0.1')
    relay(client, upstream, () => gate.passed)
    relay(upstream, client, () => (delayMs === 0 ? gate.passed : later(delayMs).then(() => gate.passed)))
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    }
  })

  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => resolve())
    })
  const close = () => new Promise<void>(resolve => void server.close(() => resolve()))

  await listen(0)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  const change = async (next: Fault, ms = 0) => {
    fault = next
    delayMs = ms
    if (next === 'blackhole') gate = closedGate()
    else gate.open()
    if (next === 'reset') for (const socket of sockets) socket.resetAndDestroy()
    if (next === 'refuse') for (const socket of sockets) socket.destroy()
    if (next === 'refuse' && server.listening) await close()
    if (next !== 'refuse' && !server.listening) await listen(port)
  }
  return {
    port,
    normal: () => change('normal'),
    refuse: () => change('refuse'),
    reset: () => change('reset'),
    blackhole: () => change('blackhole'),
    delay: ms => change('normal', ms),
    stop: () => change('refuse'),
  }
}

/** Passes bytes on in order, each chunk once its way is free; the end and a failure of one side reach the other. */
function relay(from: Socket, to: Socket, wayFree: () => Promise<void>): void {
  let passing = Promise.resolve()
  const inTurn = (step: () => void) => {
    const free = wayFree()
    passing = passing.then(() => free).then(step)
  }
  from.on('data', chunk => inTurn(() => to.writable && to.write(chunk)))
  from.on('end', () => inTurn(() => to.end()))
  from.on('error', () => to.destroy())
  from.on('close', () => inTurn(() => to.destroy()))
}

interface Gate {
  passed: Promise<void>
  open(): void
}

function closedGate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { passed: promise, open: resolve }
}

function openGate(): Gate {
  return { passed: Promise.resolve(), open: () => {} }
}

function later(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
