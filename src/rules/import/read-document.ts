import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ReadDocument } from './extract.ts'
import { MOST_BYTES, READING_HEAP_MIB, READING_MEMORY, READING_MS } from './limits.ts'
import { ImportRefused } from './refusal.ts'

const PROCESS = fileURLToPath(new URL('reading-process.ts', import.meta.url))
const SOURCE = fileURLToPath(new URL('../../', import.meta.url))
const PDF_LIBRARY = dirname(dirname(fileURLToPath(import.meta.resolve('unpdf'))))
const MOST_OUTPUT = 16 * 1024 * 1024
const LOOK_MS = 25

const DAMAGED = '文件读不出来,可能已经损坏,没有导入。请用 WPS 或 Word 打开,另存一次再试。'
const TOO_SLOW = '文件读得太久,可能有问题,没有导入。请拆小,或者另存一次再试。'
const TOO_BIG = '文件解开后占用太多内存,不像一份制度,没有导入。'

/**
 * Reads a document in a process of its own that may read the program and nothing else, write nothing, and is ended after
 * 4.5 seconds or when it holds too much memory. Throws ImportRefused in words.
 */
export async function readDocument(name: string, bytes: Buffer): Promise<ReadDocument> {
  if (bytes.length > MOST_BYTES)
    throw new ImportRefused('文件超过 20 MB。制度一般只有几百 KB,请检查是不是选错了文件。')
  const output = await runProcess(name, bytes)
  const { document, refused } = parsed(output)
  if (document !== undefined) return document
  throw new ImportRefused(refused === undefined || refused === '' ? DAMAGED : refused)
}

function runProcess(name: string, bytes: Buffer): Promise<string> {
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${READING_HEAP_MIB}`,
      '--permission',
      `--allow-fs-read=${SOURCE}*`,
      `--allow-fs-read=${PDF_LIBRARY}/*`,
      '--no-warnings',
      PROCESS,
      name,
    ],
    // No setting of the bot, and so no secret, reaches it.
    { env: {}, stdio: ['pipe', 'pipe', 'ignore'] },
  )
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const end = (reason: string) => {
      child.kill('SIGKILL')
      reject(new ImportRefused(reason))
    }
    const deadline = setTimeout(() => end(TOO_SLOW), READING_MS)
    const look = setInterval(() => memoryOf(child.pid) > READING_MEMORY && end(TOO_BIG), LOOK_MS)
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > MOST_OUTPUT) end(TOO_BIG)
      else chunks.push(chunk)
    })
    child.on('error', cause => reject(new Error('starting the reading process', { cause })))
    child.on('close', code => {
      clearTimeout(deadline)
      clearInterval(look)
      if (code === 0) resolve(Buffer.concat(chunks).toString('utf8'))
      // Node ends itself when its heap is full.
      else reject(new ImportRefused(code === null || code === 134 ? TOO_BIG : DAMAGED))
    })
    // A process that gave up early does not read to the end.
    child.stdin.on('error', () => undefined)
    child.stdin.end(bytes)
  })
}

/** Resident bytes of a process; 0 where the system does not say, and then the limits on the heap and the time remain. */
function memoryOf(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096
  } catch {
    return 0
  }
}

function parsed(output: string): { document?: ReadDocument; refused?: string } {
  try {
    // Written by reading-process.ts, from values of these types.
    return JSON.parse(output) as { document?: ReadDocument; refused?: string }
  } catch {
    return {}
  }
}
