import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { debian13Environment } from './debian13.ts'

/*
 * npm run test:matrix [-- run,run] [part-of-a-path ...]
 * The suite once for each kind of server, one after the other; the last lines say how each went.
 */
type Run = { what: string; isNew?: boolean; isHosted?: boolean; onPglite?: boolean }

const runs: Record<string, Run> = {
  own: { what: "this machine's PostgreSQL, and pgTAP in PGlite", onPglite: true },
  17: { what: "Debian 13's PostgreSQL 17", isNew: true },
  hosted: { what: 'installed by an owner who is no superuser', isHosted: true },
  'hosted-17': { what: 'the same on PostgreSQL 17', isHosted: true, isNew: true },
}

const [first = '', ...rest] = process.argv.slice(2)
const named = first.split(',').filter((name) => name in runs)
const paths = named.length > 0 ? rest : process.argv.slice(2)
const bin = fileURLToPath(new URL('../run.ts', import.meta.url))
let current: ChildProcess | undefined
const results: { name: string; line: string; isGood: boolean }[] = []

async function environment({ isNew, isHosted }: Run): Promise<NodeJS.ProcessEnv> {
  const env = { ...process.env }
  delete env['DATABASE_URL']
  delete env['HOWDAH_TEST_HOSTED']
  if (isNew) Object.assign(env, await debian13Environment())
  if (isHosted) env['HOWDAH_TEST_HOSTED'] = '1'
  return env
}

/** Runs the tests in a process of their own, shows what they print, and keeps the first and last line. */
async function runTests(name: string, run: Run): Promise<void> {
  console.log(`\n== ${name}: ${run.what}`)
  const args = [
    ...['--import', import.meta.resolve('tsx'), bin, '--fresh'],
    ...paths,
    ...(run.onPglite ? [] : ['--no-pglite']),
  ]
  const env = await environment(run)
  const child = spawn(process.execPath, args, { env, stdio: ['inherit', 'pipe', 'inherit'] })
  current = child
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk)
    text += chunk.toString()
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  const version = text.match(/^PostgreSQL [\d.]+/m)?.[0] ?? 'no server'
  const line = `${version}: ${text.trim().split('\n').at(-1)}`
  results.push({ name, line, isGood: code === 0 })
}

let isInterrupted = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    isInterrupted = true
    current?.kill(signal)
  })
}
for (const name of named.length > 0 ? named : Object.keys(runs)) {
  if (isInterrupted) break
  try {
    await runTests(name, runs[name] as Run)
  } catch (error) {
    results.push({ name, line: error instanceof Error ? error.message : '', isGood: false })
  }
}
console.log()
for (const { name, line, isGood } of results) {
  console.log(`${isGood ? '✓' : '✗'} ${name.padEnd(10)} ${line}`)
}
process.exit(isInterrupted || results.some((one) => !one.isGood) ? 1 : 0)
