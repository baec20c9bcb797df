import { readConfig } from '../../worker/config.ts'
import { createLog } from '../../worker/log.ts'
import { startTestWorker } from '../worker/in-process.ts'

// As `howdah worker`, but with a short lease and a quick poll, so that faults are over soon.
const config = readConfig(process.env)
const worker = await startTestWorker(config.databaseUrl ?? '', process.env, {
  log: createLog(config),
  concurrency: config.concurrency,
  isListening: true,
  pollMs: 100,
  leaseSeconds: Number(process.env['TEST_LEASE_SECONDS'] ?? 2),
})
process.once('SIGTERM', () => void worker.stop())
await worker.finished
await worker.end()
