import type { Health } from '../loop/index.ts'
import { redact } from '../redact.ts'

/** Seconds without an answer of the database after which a worker is not healthy. */
const silence = 15

/** What /healthz says; `reason` only when something is wrong. */
export type Report = {
  isHealthy: boolean
  status: 'ok' | 'starting' | 'stopping' | 'failing'
  reason?: string
  database_seconds?: number
  uptime_seconds: number
}

/** Whether a worker is able to work: it has started, is not stopping, its database answers. No secrets. */
export function report(health: Health | null, secrets: string[]): Report {
  const uptime = { uptime_seconds: Math.round(process.uptime()) }
  if (!health) {
    return { isHealthy: false, status: 'starting', reason: 'not registered yet', ...uptime }
  }
  const { seconds, reason } = health.database()
  const facts = { database_seconds: Math.round(seconds * 10) / 10, ...uptime }
  if (health.isStopping()) {
    return { isHealthy: false, status: 'stopping', reason: 'the worker is stopping', ...facts }
  }
  if (seconds > silence) {
    const why = reason ?? `the database has not answered for ${Math.floor(seconds)} s`
    return { isHealthy: false, status: 'failing', reason: redact(why, secrets), ...facts }
  }
  return { isHealthy: true, status: 'ok', ...facts }
}
