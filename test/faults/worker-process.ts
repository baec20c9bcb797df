import { connect } from '../../worker/database.ts'
import { readConfig } from '../../worker/config.ts'
import { packageSchemaVersion, readSources } from '../../worker/install/sources.ts'
import { createLog } from '../../worker/log.ts'
import { startWorker } from '../../worker/loop/index.ts'
import { packageVersion } from '../../worker/package-version.ts'
import { providersFrom } from '../../worker/providers/index.ts'

// As `howdah worker`, but with a short lease and a quick poll, so that faults are over soon.
const config = readConfig(process.env)
const url = config.databaseUrl ?? ''
const sql = connect(url, { max: config.concurrency * 2 + 2 })
const listen = connect(url, { max: 1 })
const worker = await startWorker({
  sql,
  listen,
  providers: providersFrom(config),
  log: createLog(config),
  version: packageVersion,
  schemaVersion: packageSchemaVersion(readSources()),
  concurrency: config.concurrency,
  pollMs: 100,
  leaseSeconds: 2,
})
process.once('SIGTERM', () => void worker.stop())
await worker.finished
await sql.end({ timeout: 5 })
await listen.end({ timeout: 5 })
