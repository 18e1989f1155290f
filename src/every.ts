/** Repeats a job with a pause between its runs, from now on; a failure is told and the next run still comes. */
export function every(pauseMs: number, job: () => Promise<unknown>, failed: (error: unknown) => void) {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let running = run()

  return {
    /** Waits for the run under way and starts no other. */
    async stop(): Promise<void> {
      clearTimeout(timer)
      stopped = true
      await running
    },
  }

  async function run(): Promise<void> {
    try {
      await job()
    } catch (error) {
      failed(error)
    }
    if (stopped) return
    timer = setTimeout(() => {
      running = run()
    }, pauseMs)
    timer.unref()
  }
}
