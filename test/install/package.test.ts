import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { help, type CommandName } from '../../worker/commands/help.ts'
import { helpOf } from '../../worker/commands/show-help.ts'
import { until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { asStranger, makeProject, type Project } from './packed.ts'

let project: Project
let db: TestDatabase
let env: Record<string, string>
beforeAll(async () => {
  project = makeProject()
  db = await createDatabase({ template: 'empty' })
  env = { DATABASE_URL: db.url }
  writeFileSync(join(project.data, 'refunds.md'), '# Refunds\n\nWe refund within 30 days.\n')
  writeFileSync(join(project.data, 'leave.html'), '<h1>Leave</h1><p>Twenty days a year.</p>')
})
afterAll(async () => {
  await db?.drop()
  project?.remove()
})

const run = (args: string[], variables: Record<string, string> = {}) =>
  asStranger(project, args, variables).finished

/** What files take on the disk, in whole blocks. */
const bytesIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, info) => sum + info.blocks * 512, 0)

it('holds what runs, its types and maps, and no source', () => {
  const { files } = project
  expect(files.filter((path) => /\.[cm]?ts$/.test(path) && !path.endsWith('.d.ts'))).toEqual([])
  for (const end of ['.js', '.js.map', '.d.ts']) expect(files).toContain(`dist/client/index${end}`)
  expect(files).toContain('functions/index.sql')
  expect(files).toContain('worker/README.md')
  expect(files.filter((path) => /^(test|node_modules|\.)/.test(path))).toEqual([])
})

it('needs nothing at run time that compiles, and at most 30 MB', () => {
  const { dependencies, optionalDependencies } = project.manifest
  const names = Object.keys({ ...dependencies, ...optionalDependencies })
  expect(names.filter((name) => /tsx|esbuild|typescript|swc/.test(name))).toEqual([])
  const megabytes = bytesIn(join(project.folder, 'node_modules')) / 1e6
  console.log(`installed: ${megabytes.toFixed(1)} MB without optional packages`)
  expect(megabytes).toBeLessThan(30)
})

it('cannot be written to by who runs it', async () => {
  const script = `require('fs').writeFileSync('${project.folder}/x', '')`
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  expect(() => execFileSync(process.execPath, ['-e', script], { stdio: 'pipe', ...user })).toThrow(
    /EACCES/,
  )
})

it('says its version, and of every command what it does', async () => {
  expect(await run(['--version'])).toEqual({
    code: 0,
    out: `${project.manifest.version}\n`,
    err: '',
  })
  for (const name of Object.keys(help) as CommandName[])
    expect(await run([name, '--help'])).toEqual({ code: 0, out: `${helpOf(name)}\n`, err: '' })
})

it.each(['up', 'demo'])('%s says what to install where PGlite is missing', async (name) => {
  const { code, err } = await run([name], { HOWDAH_FOLDER: project.data })
  expect(code).toBe(1)
  expect(err).toMatch(/^howdah: the embedded PostgreSQL is not installed: it is optional\n/m)
  expect(err).toMatch(
    /hint: npm install @electric-sql\/pglite@\S+ @electric-sql\/pglite-pgvector@\S+/,
  )
})

it('installs, ingests, embeds, answers and tells how it is', async () => {
  const installed = await run(['install'], env)
  expect(installed).toMatchObject({ code: 0, out: expect.stringMatching(/^laid \d+ migrations/m) })
  const page = await run(['ingest', join(project.data, 'leave.html'), '--no-wait'], env)
  expect(page.code).toBe(1)
  expect(page.err).toMatch(
    /web pages need the optional package htmlparser2[\s\S]*npm install htmlparser2@/,
  )
  project.add('htmlparser2')
  const ingested = await run(['ingest', project.data, '--no-wait'], env)
  expect(ingested).toMatchObject({ code: 0, out: expect.stringContaining('2 documents added') })
  const drained = await run(['worker', '--drain'], env)
  expect(drained).toMatchObject({ code: 0, err: expect.stringContaining('worker stopped') })
  const worker = asStranger(project, ['worker'], env)
  const asked = await run(['ask', 'Within how many days do you refund?'], env)
  worker.child.kill('SIGTERM')
  expect(await worker.finished).toMatchObject({ code: 0 })
  expect(asked).toMatchObject({ code: 0, out: expect.stringContaining('30 days') })
  const status = await run(['status'], env)
  expect(status).toMatchObject({ code: 0, out: expect.stringContaining('2 documents in 2 chunks') })
  const { code, out, err } = await run(['doctor', '--json'], env)
  expect([code! <= 1, err]).toEqual([true, ''])
  expect(Array.isArray(JSON.parse(out))).toBe(true)
})

it('brings a client that runs and has types', async () => {
  const source = `import postgres from 'postgres'
    import { createClient, type Found } from 'howdah/client'
    const sql = postgres(process.env.DATABASE_URL!, { fetch_types: false })
    const found: Found[] = await createClient(sql, { user: 'ann' }).search('refund')
    console.log(found[0]?.source)
    await sql.end()`
  const cwd = project.folder
  execFileSync('chmod', ['u+w', cwd])
  writeFileSync(join(cwd, 'application.mts'), source)
  const types = ['--types', 'node', '--typeRoots', resolve('node_modules/@types')]
  const options = ['--strict', '--module', 'nodenext', '--target', 'es2023', ...types]
  const tsc = resolve('node_modules/typescript/bin/tsc')
  const compiled = spawnSync(process.execPath, [tsc, ...options, 'application.mts'], { cwd })
  expect(String(compiled.stdout)).toBe('')
  const out = execFileSync(process.execPath, ['application.mjs'], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  })
  expect(out).toMatch(/refunds\.md/)
})

it('shows the demo in the embedded server', async () => {
  for (const name of Object.keys(project.manifest.optionalDependencies)) project.add(name)
  const { code, out } = await run(['demo', '--exit'])
  expect([code, out]).toEqual([0, expect.stringContaining('[1]')])
}, 300_000)

it('brings up the embedded server, where its data can be kept', async () => {
  const refused = await run(['up', '--port', '0'])
  expect(refused.code).toBe(1)
  expect(refused.err).toBe(
    'howdah: starting PostgreSQL ...\n' +
      `howdah: cannot keep data in ${join(project.folder, '.howdah')}: this user may not write there\n` +
      '  hint: set HOWDAH_FOLDER to a folder that can be written, or keep nothing:  howdah up --memory\n',
  )
  const up = asStranger(project, ['up', '--port', '0'], { HOWDAH_FOLDER: join(project.data, 'up') })
  let isOver = false
  void up.finished.then(() => (isOver = true))
  try {
    await until('howdah is up', async () => isOver || up.out().includes('stop with Ctrl-C'), 150)
    const url = /psql "([^"]+)"/.exec(up.out())?.[1] ?? ''
    const asked = await run(['ask', 'Is anybody there?'], { DATABASE_URL: url })
    expect(asked).toMatchObject({ code: 0, out: expect.stringContaining('local') })
    up.child.kill('SIGTERM')
    expect(await up.finished).toMatchObject({ code: 0 })
  } finally {
    up.child.kill('SIGKILL')
  }
}, 300_000)

it('never runs what was compiled in a clone', () => {
  const clone = mkdtempSync(join(tmpdir(), 'howdah-clone-'))
  mkdirSync(join(clone, 'dist/worker'), { recursive: true })
  cpSync('worker', join(clone, 'worker'), { recursive: true })
  cpSync('package.json', join(clone, 'package.json'))
  writeFileSync(join(clone, 'dist/worker/cli.js'), 'console.log("stale")')
  const bin = join(clone, 'worker/bin/howdah.mjs')
  const start = () => execFileSync(process.execPath, [bin, '--version'], { stdio: 'pipe' })
  expect(start).toThrow(/a clone runs its TypeScript with tsx, which is not installed/)
  rmSync(clone, { recursive: true })
})
