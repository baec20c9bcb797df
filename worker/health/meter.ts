import { packageVersion } from '../package-version.ts'
import type { Labels, Metric } from './prometheus.ts'

/** What a worker counts. */
const counters = {
  claims: ['howdah_worker_claims_total', 'Claims that brought jobs, or none.'],
  jobs: ['howdah_worker_jobs_total', 'Jobs by kind and how they ended.'],
  calls: ['howdah_worker_provider_calls_total', 'Calls of providers by how they ended.'],
  events: ['howdah_worker_events_total', 'Events posted, by how that ended.'],
  databaseErrors: ['howdah_worker_database_errors_total', 'Errors of the database by code.'],
} as const

/** What a worker times. */
const histograms = {
  callSeconds: ['howdah_worker_provider_call_seconds', 'How long calls of providers took.'],
  firstTextSeconds: [
    'howdah_worker_first_text_seconds',
    'How long the first text of answers took.',
  ],
} as const

/** Upper bounds of the buckets in seconds: a first text to a long answer. */
const bounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300]

/** Name of a counter. */
export type Counter = keyof typeof counters

/** Name of a histogram. */
export type Histogram = keyof typeof histograms

type Timed = { labels: Labels; buckets: number[]; sum: number; count: number }

/** Counts what happens in one worker. */
export type Meter = {
  add(counter: Counter, labels: Labels, by?: number): void
  /** Something took so many seconds. */
  time(histogram: Histogram, labels: Labels, seconds: number): void
  /** Jobs that are being worked on, of which kind. */
  running(kind: string, change: 1 | -1): void
  /** Everything as metrics. */
  read(): Metric[]
}

function ofHistogram(
  family: string,
  help: string,
  { labels, buckets, sum, count }: Timed,
): Metric[] {
  const shared = { family, help, type: 'histogram' }
  return [
    ...bounds.map((le, index) => ({
      ...shared,
      name: `${family}_bucket`,
      labels: { ...labels, le },
      value: buckets[index]!,
    })),
    { ...shared, name: `${family}_bucket`, labels: { ...labels, le: '+Inf' }, value: count },
    { ...shared, name: `${family}_sum`, labels, value: sum },
    { ...shared, name: `${family}_count`, labels, value: count },
  ]
}

const startedAt = Date.now() / 1000 - process.uptime()

/** What every program tells, under the names that dashboards know. */
function ofProcess(): Metric[] {
  const { user, system } = process.cpuUsage()
  const one = (name: string, help: string, type: string, value: number, labels: Labels = {}) => ({
    name,
    help,
    type,
    labels,
    value,
  })
  return [
    one('howdah_worker_build_info', 'The version of the worker.', 'gauge', 1, {
      version: packageVersion,
      node: process.versions.node,
    }),
    one('process_cpu_seconds_total', 'CPU time of the worker.', 'counter', (user + system) / 1e6),
    one('process_resident_memory_bytes', 'Memory.', 'gauge', process.memoryUsage.rss()),
    one('process_start_time_seconds', 'When it began, since 1970.', 'gauge', startedAt),
  ]
}

/** Makes a meter that has counted nothing. */
export function createMeter(): Meter {
  const values = new Map<Counter, Map<string, { labels: Labels; value: number }>>()
  const timed = new Map<Histogram, Map<string, Timed>>()
  const running = new Map<string, number>()
  return {
    add(counter, labels, by = 1) {
      const series = values.get(counter) ?? new Map<string, { labels: Labels; value: number }>()
      values.set(counter, series)
      const key = JSON.stringify(labels)
      series.set(key, { labels, value: (series.get(key)?.value ?? 0) + by })
    },
    time(histogram, labels, seconds) {
      const series = timed.get(histogram) ?? new Map<string, Timed>()
      timed.set(histogram, series)
      const key = JSON.stringify(labels)
      const one = series.get(key) ?? { labels, buckets: bounds.map(() => 0), sum: 0, count: 0 }
      series.set(key, one)
      one.sum += seconds
      one.count += 1
      for (const [index, bound] of bounds.entries()) if (seconds <= bound) one.buckets[index]! += 1
    },
    running: (kind, change) => void running.set(kind, (running.get(kind) ?? 0) + change),
    read: () => [
      ...[...values].flatMap(([counter, series]) => {
        const [name, help] = counters[counter]
        return [...series.values()].map((one) => ({ name, help, type: 'counter', ...one }))
      }),
      ...[...timed].flatMap(([histogram, series]) => {
        const [name, help] = histograms[histogram]
        return [...series.values()].flatMap((one) => ofHistogram(name, help, one))
      }),
      ...[...running].map(([kind, value]) => ({
        name: 'howdah_worker_running_claims',
        help: 'Claims that are being worked on.',
        type: 'gauge',
        labels: { kind },
        value,
      })),
      ...ofProcess(),
    ],
  }
}
