import { execFile } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from './port.ts'
import { startServer, type Account } from './server.ts'

const DEBIAN_FOLDER = '/usr/lib/postgresql'

export interface TestPostgres {
  /** postgres://postgres@127.0.0.1:port/postgres */
  url: string
  pid: number
  stop(): Promise<void>
}

export function postgresInstalled(): boolean {
  return binaries() !== undefined
}

/**
 * Starts a private PostgreSQL on loopback with an empty cluster: no password, UTF-8, byte order as collation. It does not
 * wait for the disk, so it is for tests only.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const bin = binaries()
  if (bin === undefined)
    throw new Error('No PostgreSQL was found. Install it with: apt-get install postgresql')
  const account = serverAccount()
  const folder = mkdtempSync(join(tmpdir(), 'qingfeng-postgres-'))
  if (account) chownSync(folder, account.uid, account.gid)
  await initialise(bin, folder, account)
  const port = await freePort()
  const server = await startServer({
    name: 'postgres',
    program: join(bin, 'postgres'),
    args: ['-D', join(folder, 'data'), '-h', '127.0.0.1', '-p', String(port), '-F', ...QUICK],
    folder,
    account,
    readyLine: 'database system is ready to accept connections',
    // "Fast": open transactions are rolled back instead of waited for.
    stopSignal: 'SIGINT',
  })
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, pid: server.pid, stop: server.stop }
}

const QUICK = [
  'unix_socket_directories=',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=50',
].flatMap(setting => ['-c', setting])

function binaries(): string | undefined {
  if (!existsSync(DEBIAN_FOLDER)) return undefined
  return readdirSync(DEBIAN_FOLDER)
    .toSorted((a, b) => Number(b) - Number(a))
    .map(version => join(DEBIAN_FOLDER, version, 'bin'))
    .find(bin => existsSync(join(bin, 'initdb')))
}

async function initialise(bin: string, folder: string, account: Account | undefined): Promise<void> {
  const args = [
    '-D',
    join(folder, 'data'),
    '-U',
    'postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]
  try {
    await promisify(execFile)(join(bin, 'initdb'), args, { cwd: folder, ...account })
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true })
    throw new Error('initdb could not make a PostgreSQL cluster', { cause })
  }
}

// PostgreSQL refuses to run as root, so root lends it the account that Debian's package made for it.
function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const fields = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .find(([name]) => name === 'postgres')
  if (fields === undefined)
    throw new Error('PostgreSQL does not run as root and there is no account "postgres" to run it under.')
  return { uid: Number(fields[2]), gid: Number(fields[3]) }
}
