/** 2,000 delayed jobs in BullMQ on a Redis (REDIS_URL), worked off by one worker of its usual size: how late does each begin? */
import { Redis } from 'ioredis'
import { HEAD_START_MS, JOBS, report } from './plan.ts'

interface Job {
  data: { due: number }
}
interface BullMq {
  Queue: new (
    name: string,
    options: object,
  ) => {
    addBulk(jobs: object[]): Promise<unknown>
    close(): Promise<void>
  }
  Worker: new (name: string, work: (job: Job) => Promise<void>, options: object) => { close(): Promise<void> }
}
// Named by a variable: it is installed by hand and unknown to the type checker.
const name = 'bullmq'
const { Queue, Worker } = (await import(name)) as BullMq

const connection = () => new Redis(process.env['REDIS_URL'] ?? '', { maxRetriesPerRequest: null })
const connections = [connection(), connection()]
const queue = new Queue('reminders', { connection: connections[0] })
const late: number[] = []
const { promise: done, resolve } = Promise.withResolvers<void>()
const worker = new Worker(
  'reminders',
  async ({ data }) => {
    late.push(Date.now() - data.due)
    if (late.length === JOBS) resolve()
  },
  { connection: connections[1], concurrency: 50 },
)
const first = Date.now() + HEAD_START_MS
await queue.addBulk(
  Array.from({ length: JOBS }, (_, index) => {
    const due = first + index
    return { name: 'reminder', data: { due }, opts: { delay: due - Date.now() } }
  }),
)
await done
report(late)
await worker.close()
await queue.close()
for (const each of connections) each.disconnect()
