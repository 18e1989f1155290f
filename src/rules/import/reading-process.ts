import { buffer } from 'node:stream/consumers'
import { extract } from './extract.ts'
import { ImportRefused } from './refusal.ts'

/**
 * A process that reads one document and nothing else: the name on its command line, the bytes on its input, one JSON
 * document on its output. Whoever started it ends it when it takes too long or too much.
 */
const answer = await extract(process.argv[2] ?? '', await buffer(process.stdin)).then(
  document => ({ document }),
  (error: unknown) => ({ refused: error instanceof ImportRefused ? error.message : '' }),
)
process.stdout.write(JSON.stringify(answer))
