import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Line } from '../bench.ts'
import { quantile } from './rounds.ts'

/** What the disk allows: a 4 kB append and fdatasync, which bounds every durable commit. */
export function measureDisk(): Line[] {
  const folder = mkdtempSync(join(tmpdir(), 'qingfeng-disk-'))
  const file = openSync(join(folder, 'log'), 'w')
  const block = Buffer.alloc(4096, 1)
  const milliseconds = Array.from({ length: 300 }, () => {
    writeSync(file, block)
    const startedAt = performance.now()
    fdatasyncSync(file)
    return performance.now() - startedAt
  })
  closeSync(file)
  rmSync(folder, { recursive: true, force: true })
  const figure = `p50 ${quantile(milliseconds, 0.5).toFixed(2)} ms, p99 ${quantile(milliseconds, 0.99).toFixed(2)} ms`
  return [{ name: 'disk: append 4 kB and fdatasync', figure }]
}
