import { stopKept } from './server/kept.ts'
import { isAdvice, openAndKeep, openKept, openServer, type Server } from './server/server.ts'
import { makeTemplates } from './server/templates.ts'
import { help, readArguments, type Asked } from './support/arguments.ts'
import { containing, readTapFiles, testFiles } from './support/files.ts'
import { runOnPglite } from './support/pglite.ts'
import { runOnServer, type OnFile } from './support/pgtap.ts'
import { describeError } from './support/tap.ts'
import { runVitest } from './support/vitest.ts'
import { watch } from './support/watch.ts'

// npm test: `npm test -- --help` says what it takes, test/README.md how to work with it.
const total = { passed: 0, failed: 0 }
const running: (() => void)[] = []
let server: Server | undefined
let isInterrupted = false

async function cleanUp(): Promise<void> {
  for (const kill of running.splice(0)) kill()
  const open = server
  server = undefined
  await open?.stop()
}

function cleanUpOnSignals(): void {
  for (const [signal, number] of Object.entries({ SIGINT: 2, SIGTERM: 15, SIGHUP: 1 })) {
    process.on(signal, () => {
      if (isInterrupted) return
      isInterrupted = true
      // Connections break now because their databases go.
      process.on('unhandledRejection', () => {})
      void cleanUp().finally(() => process.exit(128 + number))
    })
  }
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

async function runAll(paths: string[], { flags, paths: named }: Asked): Promise<void> {
  const open = flags.has('--fresh') ? openServer : flags.has('--keep') ? openAndKeep : openKept
  server = await open(console.log)
  await makeTemplates(server.url, server.run, named.length === 0)
  process.env['HOWDAH_TEST_SERVER'] = server.url
  process.env['HOWDAH_TEST_RUN'] = server.run
  if (isInterrupted) return
  const tap = paths.filter((path) => path.endsWith('.sql'))
  const isQuick = server.isKept && named.length > 0 && !flags.has('--pglite')
  const skipsPglite = isQuick || flags.has('--no-pglite') || tap.length === 0
  if (isQuick && tap.length > 0) console.log('Without PGlite, to be quick; --pglite takes it in')
  const pglite = skipsPglite ? undefined : runOnPglite(tap, reporter('pglite'))
  if (pglite) running.push(pglite.kill)
  await Promise.all([runOnServer(readTapFiles(tap), reporter('postgres')), pglite?.done])
  const rest = paths.filter((path) => !path.endsWith('.sql'))
  if (isInterrupted || rest.length === 0) return
  const isApi = flags.has('--update-api')
  const vitest = runVitest(
    named.length > 0 || isApi ? rest : [],
    isApi ? { HOWDAH_UPDATE_API: '1' } : {},
  )
  running.push(vitest.kill)
  const counts = await vitest.done
  total.passed += counts.passed
  total.failed += counts.failed
}

/** Runs what is asked for and prints the last line; the status to exit with. */
async function run(asked: Asked): Promise<number> {
  cleanUpOnSignals()
  const all = testFiles()
  const strangers = asked.paths.filter((part) => containing(all, [part]).length === 0)
  for (const part of strangers) console.log(`No test has ${part} in its path`)
  try {
    const parts = asked.flags.has('--update-api') ? ['test/catalog/api'] : asked.paths
    if (strangers.length === 0) await runAll(containing(all, parts), asked)
  } catch (error) {
    if (!isInterrupted) {
      total.failed += 1
      console.error(readable(error))
    }
  }
  // The handler of the signal ends us.
  if (isInterrupted) return new Promise(() => {})
  await cleanUp()
  console.log(`${total.passed} passed, ${total.failed} failed`)
  return total.failed > 0 || total.passed === 0 ? 1 : 0
}

async function main(args: string[]): Promise<number> {
  const asked = readArguments(args)
  if (typeof asked === 'string') {
    console.error(asked)
    return 2
  }
  if (asked.flags.has('--help')) {
    console.log(help)
    return 0
  }
  if (asked.flags.has('--stop')) {
    console.log((await stopKept()) ? 'The kept server is stopped.' : 'No server is kept.')
    return 0
  }
  return asked.flags.has('--watch') ? watch(asked) : run(asked)
}

process.exit(await main(process.argv.slice(2)))
