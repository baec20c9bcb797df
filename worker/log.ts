import type { Config } from './config.ts'
import { redact } from './redact.ts'

export type Level = Config['logLevel']

/** Writes one event with its fields. */
export type Log = (level: Level, event: string, fields?: Record<string, unknown>) => void

const order: Level[] = ['debug', 'info', 'warn', 'error']

/** A log to standard error: JSON lines, or aligned text on a terminal; secrets are blacked out. */
export function createLog(
  config: Pick<Config, 'logFormat' | 'logLevel' | 'secrets'>,
  write: (line: string) => void = (line) => void process.stderr.write(line),
): Log {
  return (level, event, fields = {}) => {
    if (order.indexOf(level) < order.indexOf(config.logLevel)) return
    const at = new Date().toISOString()
    const line =
      config.logFormat === 'json'
        ? JSON.stringify({ at, level, event, ...fields })
        : `${at.slice(11, 19)} ${level.padEnd(5)} ${event} ${Object.entries(fields)
            .filter(([, value]) => value !== null && value !== undefined)
            .map(([name, value]) => `${name}=${String(value)}`)
            .join(' ')}`.trimEnd()
    write(`${redact(line, config.secrets)}\n`)
  }
}
