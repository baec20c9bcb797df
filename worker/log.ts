import type { Config } from './config.ts'
import { redact } from './redact.ts'

export type Level = Config['logLevel']

/** Writes one event with its fields. */
export type Log = (level: Level, event: string, fields?: Record<string, unknown>) => void

const order: Level[] = ['debug', 'info', 'warn', 'error']

type Rules = { secrets: string[]; isDebug: boolean }

/** A value that JSON can hold, without secrets: errors are flattened, deep or circular ones cut off. */
function plain(value: unknown, rules: Rules, depth = 0): unknown {
  if (typeof value === 'string') return redact(value, rules.secrets)
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (depth >= 4) return '...'
  if (Array.isArray(value)) return value.map((item) => plain(item, rules, depth + 1))
  const { code, message, stack } = value as NodeJS.ErrnoException
  const entries =
    value instanceof Error
      ? Object.entries({ message, code, ...(rules.isDebug ? { stack } : {}) })
      : Object.entries(value)
  return Object.fromEntries(
    entries.map(([name, item]) => [redact(name, rules.secrets), plain(item, rules, depth + 1)]),
  )
}

/** A value on one line: quoted where it would break the line or hide where it ends. */
function shown(value: unknown): string {
  if (typeof value === 'object') return JSON.stringify(value)
  if (typeof value !== 'string') return String(value)
  return /^[^\s"=\p{C}]+$/u.test(value) ? value : JSON.stringify(value)
}

/** A log to standard error: JSON lines, or aligned text on a terminal; secrets are blacked out. */
export function createLog(
  config: Pick<Config, 'logFormat' | 'logLevel' | 'secrets' | 'isDebug'>,
  write: (line: string) => void = (line) => void process.stderr.write(line),
): Log {
  return (level, event, fields = {}) => {
    if (order.indexOf(level) < order.indexOf(config.logLevel)) return
    const at = new Date().toISOString()
    const safe = plain({ event, ...fields }, config) as Record<string, unknown>
    if (config.logFormat === 'json') return write(`${JSON.stringify({ at, level, ...safe })}\n`)
    const parts = Object.entries(safe)
      .filter(([name, value]) => name !== 'event' && value !== null && value !== undefined)
      .map(([name, value]) => `${name}=${shown(value)}`)
    const head = `${at.slice(11, 19)} ${level.padEnd(5)} ${String(safe.event)}`
    write(`${[head, ...parts].join(' ')}\n`)
  }
}
