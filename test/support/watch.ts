import { spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { keepOne } from '../server/server.ts'
import type { Asked } from './arguments.ts'
import { testFiles } from './files.ts'
import { importsOf, touchedBy, type Project } from './touched.ts'

const folders = ['test', 'functions', 'db', 'worker']
const driver = fileURLToPath(new URL('../run.ts', import.meta.url))

/** When each file was last written. Asking beats being told: it works on every file system. */
function written(): Map<string, number> {
  const times = new Map<string, number>()
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const stat = statSync(join(folder, name), { throwIfNoEntry: false })
      const isSource = /\.(sql|ts|mjs|psql|md|json)$/.test(name) && !name.endsWith('kept.json')
      if (isSource && stat?.isFile()) times.set(join(folder, name), stat.mtimeMs)
    }
  }
  return times
}

function readProject(paths: Iterable<string>): Project {
  const imports = new Map<string, string[]>()
  for (const path of paths) {
    if (path.endsWith('.ts')) imports.set(path, importsOf(path, readFileSync(path, 'utf8')))
  }
  return { tests: testFiles(), imports }
}

/**
 * Runs the named paths, then what each saved file touches, until it is interrupted. Each run is a process of its
 * own on a server that stands as long as we watch, so that nothing old is remembered.
 */
export async function watch({ paths, flags }: Asked): Promise<number> {
  const server = await keepOne(console.log, 'for us')
  const passed = [...flags].filter((flag) => flag.endsWith('pglite'))
  let child: ChildProcess | undefined
  let end = 0
  for (const [signal, number] of Object.entries({ SIGINT: 2, SIGTERM: 15, SIGHUP: 1 })) {
    process.on(signal, () => {
      end = 128 + number
      child?.kill(signal as NodeJS.Signals)
    })
  }
  const run = async (tests: string[]) => {
    child = spawn(process.execPath, ['--import', 'tsx', driver, ...tests, ...passed], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    await new Promise((resolve) => child?.once('close', resolve))
    child = undefined
    if (end === 0) console.log('\nWatching. Ctrl-C ends it.')
  }

  let before = written()
  if (paths.length > 0) await run(paths)
  else console.log('Watching: a saved file runs the tests that it touches. Ctrl-C ends it.')
  while (end === 0) {
    await sleep(300)
    const now = written()
    const saved = [...now].filter(([path, at]) => before.get(path) !== at).map(([path]) => path)
    before = now
    if (saved.length === 0 || end !== 0) continue
    const project = readProject(now.keys())
    const touched = new Set(saved.flatMap((path) => touchedBy(path, project)))
    const isLaid = saved.some((path) => /^db\/|^test\/support\/.*\.sql$/.test(path))
    const tests = touched.size === 0 && isLaid ? paths : [...touched]
    console.log(`\nSaved: ${saved.join(', ')}`)
    if (tests.length > 0) await run(tests)
    else console.log('No test bears its name or imports it.')
  }
  await server.stop()
  return end
}
