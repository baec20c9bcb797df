import { isAdvice, openServer, type Server } from './server/server.ts'
import { makeTemplates } from './server/templates.ts'
import { tapFiles } from './support/files.ts'
import { runOnPglite } from './support/pglite.ts'
import { runOnServer, type OnFile } from './support/pgtap.ts'
import { describeError } from './support/tap.ts'
import { runVitest } from './support/vitest.ts'

/*
 * npm test [-- part-of-a-path] [--update-api] [--no-pglite]
 * Real PostgreSQL (server/), pgTAP there and in PGlite, vitest; last line `N passed, N failed`.
 */
const args = process.argv.slice(2)
const updatesApi = args.includes('--update-api')
const skipsPglite = args.includes('--no-pglite')
const filter = updatesApi ? 'test/catalog/api' : (args.find((arg) => !arg.startsWith('-')) ?? '')
const total = { passed: 0, failed: 0 }
const running: (() => void)[] = []
let server: Server | undefined

async function cleanUp(): Promise<void> {
  for (const kill of running.splice(0)) kill()
  const open = server
  server = undefined
  await open?.stop()
}

let isInterrupted = false
for (const [signal, number] of Object.entries({ SIGINT: 2, SIGTERM: 15, SIGHUP: 1 })) {
  process.on(signal, () => {
    if (isInterrupted) return
    isInterrupted = true
    void cleanUp().finally(() => process.exit(128 + number))
  })
}

/** Prints failures at once and one line for each file. */
function reporter(where: string): OnFile {
  return (path, { passed, failed, problems }) => {
    if (isInterrupted) return
    total.passed += passed
    total.failed += failed
    console.log(` ${failed === 0 ? '✓' : '✗'} ${path} [${where}] ${passed}/${passed + failed}`)
    for (const problem of problems) console.log(problem.replace(/^/gm, '     '))
  }
}

/** An error of the server says enough in a few lines; one of ours needs its stack. */
function readable(error: unknown): unknown {
  if (isAdvice(error)) return error.message
  return error instanceof Error && 'code' in error ? describeError(error, '') : error
}

async function runAll(): Promise<void> {
  server = await openServer((line) => console.log(line))
  await makeTemplates(server.url, server.run)
  process.env['HOWDAH_TEST_SERVER'] = server.url
  process.env['HOWDAH_TEST_RUN'] = server.run
  if (isInterrupted) return
  const pglite = skipsPglite ? undefined : runOnPglite(filter, reporter('pglite'))
  if (pglite) running.push(pglite.kill)
  await Promise.all([runOnServer(tapFiles(filter), reporter('postgres')), pglite?.done])
  if (isInterrupted) return
  const vitest = runVitest(filter, updatesApi ? { HOWDAH_UPDATE_API: '1' } : {})
  running.push(vitest.kill)
  const counts = await vitest.done
  total.passed += counts.passed
  total.failed += counts.failed
}

try {
  await runAll()
} catch (error) {
  if (!isInterrupted) {
    total.failed += 1
    console.error(readable(error))
  }
}
if (!isInterrupted) {
  await cleanUp()
  if (total.passed + total.failed === 0)
    console.log(`No test has ${filter || 'a name'} in its path`)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)
}
