import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { environment } from '../../worker/environment.ts'
import { asStranger, makeProject, type Project } from '../install/packed.ts'
import { until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

// There is no container engine here: what the files say is read, and run without one.
const read = (name: string) => readFileSync(join('worker/deploy', name), 'utf8')
const image = read('Dockerfile')
/** Arguments of an instruction in the form of a list. */
const list = (instruction: string) =>
  JSON.parse(new RegExp(`^ *${instruction} (\\[.*\\])$`, 'm').exec(image)![1]!) as string[]
const imageVariables = Object.fromEntries(
  /^ENV (.*)$/m
    .exec(image)![1]!
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
)
const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return String(port)
}

let project: Project
let db: TestDatabase
beforeAll(async () => {
  project = makeProject()
  db = await createDatabase({ template: 'empty' })
})
afterAll(async () => {
  await db?.drop()
  project?.remove()
})

it('names only variables that howdah or the image reads', () => {
  const known = new Set<string>(environment.map(({ name }) => name))
  for (const name of ['POSTGRES_DB', 'POSTGRES_PASSWORD', 'NODE_ENV']) known.add(name)
  for (const file of ['Dockerfile', 'compose.yaml', 'howdah-worker.service', 'kubernetes.yaml']) {
    const named =
      read(file).match(/\b(HOWDAH|OPENAI|POSTGRES|DATABASE|PG|NODE)_?[A-Z]+(_[A-Z]+)*\b/g) ?? []
    expect(named.length, file).toBeGreaterThan(0)
    expect(
      [...new Set(named)].filter((name) => !known.has(name)),
      file,
    ).toEqual([])
  }
})

it('gives the worker the time that it takes to end its calls', () => {
  const seconds = [
    /stop_grace_period: (\d+)s/.exec(read('compose.yaml')),
    /TimeoutStopSec=(\d+)/.exec(read('howdah-worker.service')),
    /terminationGracePeriodSeconds: (\d+)/.exec(read('kubernetes.yaml')),
  ].map((found) => Number(found?.[1]))
  const grace = /graceMs \?\? ([\d_]+)/.exec(readFileSync('worker/loop/index.ts', 'utf8'))!
  const needed = Number(grace[1]!.replace('_', '')) / 1000
  for (const one of seconds) expect(one).toBeGreaterThan(needed)
})

it('copies into the image what npm packs, and starts what is in it', () => {
  expect(image).toContain('COPY howdah-*.tgz')
  const entry = list('ENTRYPOINT')[1]!
  expect(existsSync(join(project.folder, entry.replace('/howdah/', '')))).toBe(true)
  for (const name of ['howdah-worker.service', 'kubernetes.yaml'])
    expect(project.files).toContain(`worker/deploy/${name}`)
})

it('lays the schema, runs, is healthy by its own check, and ends when it is told', async () => {
  const port = await freePort()
  const variables = { ...imageVariables, DATABASE_URL: db.url, HOWDAH_PORT: port }
  const installed = await asStranger(project, ['install'], variables).finished
  expect([installed.code, installed.err]).toEqual([0, ''])
  const [, ...check] = list('CMD')
  expect(check[0]).toBe('-e')
  const health = () =>
    spawnSync(process.execPath, check, { env: { HOWDAH_PORT: port } }).status === 0
  expect(health()).toBe(false)
  const start = image.trim().split('\n').at(-1)!.replace(/^CMD /, '')
  const worker = asStranger(project, JSON.parse(start) as string[], variables)
  try {
    await until('it is healthy', () => Promise.resolve(health()))
    worker.child.kill('SIGTERM')
    const { code, err } = await worker.finished
    expect([code, JSON.parse(err.trim().split('\n').at(-1)!)]).toMatchObject([0, { level: 'info' }])
    expect(health()).toBe(false)
  } finally {
    worker.child.kill('SIGKILL')
  }
})

it('has one port, whatever runs it, and probes what answers there', () => {
  const port = imageVariables['HOWDAH_PORT']!
  expect(image).toContain(`EXPOSE ${port}`)
  expect(read('kubernetes.yaml')).toContain(`containerPort: ${port}`)
  expect(read('kubernetes.yaml')).toContain(`prometheus.io/port: '${port}'`)
  expect(read('kubernetes.yaml')).toMatch(/readinessProbe:\n +httpGet:\n +path: \/healthz/)
})

const systemd = spawnSync('systemd-analyze', ['--version']).status === 0
it.runIf(systemd)('is a unit that systemd takes, and little is exposed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'howdah-unit-'))
  try {
    const unit = join(folder, 'howdah-worker.service')
    const text = read(basename(unit))
    expect(text).toMatch(
      /^ExecStart=\/usr\/bin\/node \/opt\/howdah\/node_modules\/howdah\/worker\/bin\/howdah.mjs worker$/m,
    )
    writeFileSync(unit, text.replace('/usr/bin/node', process.execPath))
    const verified = spawnSync('systemd-analyze', ['verify', '--man=no', unit], {
      encoding: 'utf8',
    })
    expect(verified.stderr.split('\n').filter((line) => line.includes('howdah'))).toEqual([])
    const said = execFileSync('systemd-analyze', ['security', '--offline=true', unit], {
      encoding: 'utf8',
    })
    expect(Number(/exposure level for .*: ([\d.]+)/.exec(said)?.[1])).toBeLessThan(2)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
