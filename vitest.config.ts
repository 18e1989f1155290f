import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Most tests wait for a server, so that a small machine has time for one more.
    maxWorkers: '100%',
    // The programs that tests start need not be compiled each time.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url)) },
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
