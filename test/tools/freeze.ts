// Keeps the install as it is now for the test of upgrades: what is committed in db/ may not change any more.
// usage: npm run db:freeze
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { printInstall } from '../../worker/install/print.ts'

const path = join(import.meta.dirname, '..', 'install', 'frozen.sql.gz')
writeFileSync(path, gzipSync(printInstall(), { level: 9 }))
