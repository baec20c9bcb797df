import type { Found } from './find.ts'

/** What a person can do when there is no server to test on. */
export function advice(found: Found[]): string {
  const here = found.map((one) => `  ${one.bin} (${one.version}) lacks ${one.missing.join(', ')}`)
  return [
    'The tests need PostgreSQL 15 or newer with pgvector 0.8, pg_cron and pgTAP.',
    here.length > 0 ? `Found here:\n${here.join('\n')}` : 'Found none here.',
    'One of these helps:',
    '  Docker:    docker compose -f test/server/compose.yaml up -d --build --wait',
    '             DATABASE_URL=postgres://postgres:howdah@127.0.0.1:54329/postgres npm test',
    '  Debian 12 or 13, Ubuntu 25.04 or newer:',
    '             run npm test once as root; it installs the packages and says which',
    '  macOS:     brew install postgresql@17 pgvector pgtap, and pg_cron from its source',
    '             (github.com/citusdata/pg_cron), with this pg_config first on the PATH',
    '  a server:  DATABASE_URL=postgres://superuser@host/postgres npm test',
  ].join('\n')
}
