import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install } from '../../worker/install/index.ts'
import type { Argument } from '../arguments/world.ts'
import { withClient } from '../server/client.ts'
import { withDatabase } from '../server/templates.ts'
import { makeJobs, type Job } from './jobs.ts'
import { nodeDrivers, runJobs } from './node.ts'

/*
 * npm run test:drivers [-- pg,prisma,jdbc]
 * Every public function through the drivers that people use, with null for each optional argument and each number in
 * each type. The drivers are fetched into a temporary folder; one that cannot be is named and left out. DATABASE_URL is
 * a superuser's; a database is made there and dropped again.
 */
const server = process.env['DATABASE_URL']
if (!server) throw new Error('DATABASE_URL is not set: the connection string of a superuser')
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const support = (name: string) => readFileSync(here(`../support/${name}`), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'howdah-drivers-'))
const database = `howdah_drivers_${process.pid}`
const url = withDatabase(server, database)

type Answers = Map<number, string>
type Runner = (jobs: Job[]) => Answers | Promise<Answers>

const quietly = (command: string, args: string[]) =>
  execFileSync(command, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Prisma fetches the engine that migrates, though nothing here does: one that is named is not fetched.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
  })
const npm = (...packages: string[]) =>
  quietly('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages])
/** Unpacks Debian packages beside the system, which stays as it is. */
const debian = (...packages: string[]) => {
  quietly('apt-get', ['download', ...packages])
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb')))
    quietly('dpkg-deb', ['-x', file, folder])
}

function generatePrisma(): void {
  npm('prisma@7', '@prisma/client@7', '@prisma/adapter-pg@7')
  const schema =
    'generator client {\n  provider = "prisma-client-js"\n}\ndatasource db {\n  provider = "postgresql"\n}\n'
  writeFileSync(join(folder, 'schema.prisma'), schema)
  quietly('npx', ['--no', 'prisma', 'generate', '--schema', 'schema.prisma'])
}

const node =
  (name: string, prepare: () => void): Runner =>
  async (jobs) => {
    prepare()
    const driver = nodeDrivers[name]!(url, folder)
    try {
      return await runJobs(driver, jobs)
    } finally {
      await driver.end()
    }
  }

const output = (command: string, args: string[], input = '', env: NodeJS.ProcessEnv = {}) => {
  const run = spawnSync(command, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, ...env },
  })
  if (run.status !== 0) throw new Error(run.stderr || `${command} is not there`)
  return run.stdout.trim().split('\n')
}

const runners: Record<string, Runner> = {
  'postgres.js': node('postgres.js', () => {}),
  'postgres.js, unprepared': node('postgres.js, unprepared', () => {}),
  pg: node('pg', () => npm('pg@8')),
  kysely: node('kysely', () => npm('pg@8', 'kysely')),
  prisma: node('prisma', generatePrisma),
  psycopg: (jobs) => {
    debian('python3-psycopg')
    writeFileSync(join(folder, 'jobs.json'), JSON.stringify(jobs))
    const args = [here('with_psycopg.py'), url, join(folder, 'jobs.json')]
    const lines = output('python3', args, '', {
      PYTHONPATH: join(folder, 'usr/lib/python3/dist-packages'),
    })
    return new Map(
      lines
        .map((line) => JSON.parse(line) as { id: number; answer: string })
        .map((a) => [a.id, a.answer]),
    )
  },
  jdbc: (jobs) => {
    debian('libpostgresql-jdbc-java')
    const base64 = (text: string) => Buffer.from(text).toString('base64')
    const input = jobs.map((job) =>
      [job.id, job.form, job.value ?? '', job.user ?? '', base64(job.sql)].join('\t'),
    )
    const { hostname, port, pathname, username, password } = new URL(url)
    const address = `jdbc:postgresql://${hostname}:${port || 5432}${pathname}?user=${username}&password=${password}`
    const args = ['-cp', join(folder, 'usr/share/java/postgresql.jar'), here('Jdbc.java'), address]
    const lines = output('java', args, input.join('\n') + '\n').map((line) => line.split('\t'))
    return new Map(
      lines.map(([id, answer]) => [Number(id), Buffer.from(answer!, 'base64').toString()]),
    )
  },
}

const plain = (text: string | undefined) =>
  text?.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'uuid')

async function main(): Promise<boolean> {
  await withClient(url, async (sql) => {
    await sql`create extension vector schema public`
  })
  await install(url)
  const all = await withClient(url, async (sql) => {
    for (const file of ['clock.sql', 'world.sql', 'state.sql'])
      await sql.unsafe(support(file)).simple()
    return [...(await sql<Argument[]>`select * from public.arguments`)]
  })
  const jobs = makeJobs(all)
  const literal = jobs.map((job) => ({
    ...job,
    sql: job.literal ?? job.sql,
    form: 'nothing' as const,
  }))
  const right = await node('postgres.js', () => {})(literal)
  const refused = jobs.filter(({ id }) => right.get(id)!.startsWith('ERROR'))
  if (refused.length > 0)
    throw new Error(`refused without parameters: ${refused.map(({ what }) => what).join(', ')}`)
  const named = (process.argv[2] ?? '').split(',').filter(Boolean)
  let isGood = true
  for (const [name, run] of Object.entries(runners)) {
    if (named.length > 0 && !named.includes(name)) continue
    let answers: Answers
    try {
      answers = await run(jobs)
    } catch (error) {
      console.log(`${name}: left out, ${(error as Error).message.trim().split('\n').at(-1)}`)
      isGood &&= named.length === 0
      continue
    }
    const wrong = jobs.filter(({ id, literal: one }) => {
      const answer = answers.get(id)
      return one === null
        ? (answer ?? 'ERROR').startsWith('ERROR')
        : plain(answer) !== plain(right.get(id))
    })
    for (const job of wrong)
      console.log(`  ${job.what}: ${answers.get(job.id)} instead of ${right.get(job.id)}`)
    console.log(
      `${name}: ${jobs.length - wrong.length} calls as without parameters, ${wrong.length} not`,
    )
    isGood &&= wrong.length === 0
  }
  return isGood
}

await withClient(server, (sql) => sql`create database ${sql(database)}`)
try {
  process.exitCode = (await main()) ? 0 : 1
} finally {
  await withClient(server, (sql) => sql`drop database if exists ${sql(database)} with (force)`)
  rmSync(folder, { recursive: true, force: true })
}
