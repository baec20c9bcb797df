import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What a person can do when the tests with PgBouncer are skipped. */
export const pgbouncerAdvice =
  'No PgBouncer here: its tests are skipped. apt-get install pgbouncer, or brew install pgbouncer, brings it.'

/** Path of the program; Debian keeps it where only root's PATH leads. */
export function findPgbouncer(): string | undefined {
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
    ...['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'],
  ]
  return folders.map((folder) => join(folder, 'pgbouncer')).find((path) => existsSync(path))
}
