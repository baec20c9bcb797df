import type { Labels, Metric } from './prometheus.ts'

/** What a worker counts. */
const counters = {
  claims: ['howdah_worker_claims_total', 'Claims that brought jobs, or none.'],
  jobs: ['howdah_worker_jobs_total', 'Jobs by kind and how they ended.'],
  calls: ['howdah_worker_provider_calls_total', 'Calls of providers by how they ended.'],
  callSeconds: ['howdah_worker_provider_call_seconds_sum', 'Seconds spent in calls of providers.'],
  callCount: ['howdah_worker_provider_call_seconds_count', 'Calls of providers that are timed.'],
  databaseErrors: ['howdah_worker_database_errors_total', 'Errors of the database by code.'],
} as const

/** Name of a counter. */
export type Counter = keyof typeof counters

/** Counts what happens in one worker. */
export type Meter = {
  add(counter: Counter, labels: Labels, by?: number): void
  /** Jobs that are being worked on, of which kind. */
  running(kind: string, change: 1 | -1): void
  /** Everything as metrics. */
  read(): Metric[]
}

/** Makes a meter that has counted nothing. */
export function createMeter(): Meter {
  const values = new Map<Counter, Map<string, { labels: Labels; value: number }>>()
  const running = new Map<string, number>()
  return {
    add(counter, labels, by = 1) {
      const series = values.get(counter) ?? new Map<string, { labels: Labels; value: number }>()
      values.set(counter, series)
      const key = JSON.stringify(labels)
      series.set(key, { labels, value: (series.get(key)?.value ?? 0) + by })
    },
    running: (kind, change) => void running.set(kind, (running.get(kind) ?? 0) + change),
    read: () => [
      ...[...values].flatMap(([counter, series]) => {
        const [name, help] = counters[counter]
        return [...series.values()].map((one) => ({ name, help, type: 'counter', ...one }))
      }),
      ...[...running].map(([kind, value]) => ({
        name: 'howdah_worker_running_claims',
        help: 'Claims that are being worked on.',
        type: 'gauge',
        labels: { kind },
        value,
      })),
      {
        name: 'howdah_worker_resident_memory_bytes',
        help: 'Memory of the worker process.',
        type: 'gauge',
        labels: {},
        value: process.memoryUsage.rss(),
      },
    ],
  }
}
