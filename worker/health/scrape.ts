import type { Health } from '../loop/index.ts'
import { prometheus, type Metric } from './prometheus.ts'

/** Milliseconds for which the figures of the queue are kept: scraping often must not load the database. */
const keepMs = 5000

/** Returns what /metrics answers: the worker's own figures and those of the queue, where it can be asked. */
export function scrape(health: () => Health | null): () => Promise<string> {
  let queue: Promise<Metric[]> | undefined
  let readAt = -Infinity
  const readQueue = async (from: Health): Promise<Metric[]> => {
    const up = { name: 'howdah_database_up', labels: {}, help: '1 while the database answers.' }
    try {
      const rows = await from.queue()
      return [
        { ...up, type: 'gauge', value: 1 },
        ...rows.map((row) => ({ ...row, labels: row.labels ?? {}, value: Number(row.value) })),
      ]
    } catch {
      // The worker's own log says why.
      return [{ ...up, type: 'gauge', value: 0 }]
    }
  }
  return async () => {
    const from = health()
    if (!from) return prometheus([])
    if (!queue || performance.now() - readAt >= keepMs) {
      readAt = performance.now()
      queue = readQueue(from)
    }
    return prometheus([...from.meter.read(), ...(await queue)])
  }
}
