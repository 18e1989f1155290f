#!/usr/bin/env node
// Plain JavaScript on purpose: it must run on an old Node, and hand over to the pinned one if that is installed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const major = Number(process.versions.node.split('.')[0])
const at = path => fileURLToPath(new URL(path, import.meta.url))
const pinned = at(
  process.platform === 'win32' ? '../node_modules/.bin/node.cmd' : '../node_modules/.bin/node',
)

if (major >= 24) {
  const { runCli } = await import('../src/cli.ts')
  process.exitCode = await runCli(process.argv.slice(2))
} else if (existsSync(pinned)) {
  const { status } = spawnSync(pinned, [at('../src/cli.ts'), ...process.argv.slice(2)], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  process.exitCode = status ?? 1
} else {
  await import('./check-node.mjs')
}
