import { Gauge, Registry } from 'prom-client'

/** Numbers for /metrics, read when somebody asks. Names say the unit; no label names a person. */
export interface Figures {
  outbox: Record<string, number>
  oldestDueSeconds: number
  lastSweepSeconds: number
  commonsDegraded: number
}

/** Prometheus text from figures that are read at each scrape. */
export function createMetrics(read: () => Promise<Figures>): {
  contentType: string
  text(): Promise<string>
} {
  const registry = new Registry()
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] })
  const outbox = gauge('qingfeng_outbox_rows', 'Deliveries by state; ended ones of the last seven days', [
    'state',
  ])
  const oldest = gauge(
    'qingfeng_outbox_oldest_due_seconds',
    'How long the longest due delivery has been waiting',
  )
  const sweep = gauge('qingfeng_last_sweep_seconds', 'Time since the last sweep for due slots')
  const degraded = gauge('qingfeng_commons_degraded', '1 while the shared store is out of reach')
  const memory = gauge('qingfeng_resident_memory_bytes', 'Resident memory of the process')
  return {
    contentType: registry.contentType,
    async text() {
      const figures = await read()
      for (const [state, count] of Object.entries(figures.outbox)) outbox.set({ state }, count)
      oldest.set(figures.oldestDueSeconds)
      sweep.set(figures.lastSweepSeconds)
      degraded.set(figures.commonsDegraded)
      memory.set(process.memoryUsage.rss())
      return registry.metrics()
    },
  }
}
