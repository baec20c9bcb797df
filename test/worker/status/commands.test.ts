import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCommand, startCommand, until } from '../../support/command.ts'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { states } from './states.ts'

let idle: TestDatabase
let stuck: TestDatabase
beforeAll(async () => {
  idle = await createDatabase()
  // The template may be older than a schedule waits.
  await idle.sql`update howdah.schedules set next_run_at = howdah.now() + interval '1 hour'`
  stuck = await createDatabase()
  await states['stuck']!(stuck)
})
afterAll(async () => {
  await idle.drop()
  await stuck.drop()
})
const env = ({ url }: TestDatabase) => ({ DATABASE_URL: url })
/** Where nothing listens. */
const nowhere = { DATABASE_URL: 'postgres://localhost:1/nothing' }

it('prints plain lines where nobody looks on', async () => {
  const { code, out, err } = await runCommand(['status'], env(stuck))
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/^STUCK: /)
  expect(out).not.toContain('\u001b')
})

it('prints JSON when asked to', async () => {
  const { code, out } = await runCommand(['status', '--json'], env(stuck))
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ state: 'stuck', workers: [] })
})

it('goes on with one JSON a line, until it is told to stop', async () => {
  const { child, finished } = startCommand(
    ['status', '--watch', '--interval', '1', '--json'],
    env(idle),
  )
  let out = ''
  child.stdout!.on('data', (data: Buffer) => (out += data.toString()))
  await until('two lines', async () => out.split('\n').length > 2)
  child.kill('SIGINT')
  expect((await finished).code).toBe(0)
  for (const line of out.trim().split('\n'))
    expect(JSON.parse(line)).toMatchObject({ state: 'idle' })
})

it('doctor prints the findings in the order of howdah.doctor()', async () => {
  // The cause is younger here than what it is said before.
  await stuck.sql`update howdah.lanes set paused_until = now() + interval '1 hour', pause_reason = 'authentication',
    last_error_at = now() - interval '1 day' where provider is not null`
  const wanted = await stuck.sql<{ subject: string }[]>`select d.subject from howdah.doctor() as d`
  const { out } = await runCommand(['doctor', '--json'], env(stuck))
  await stuck.sql`update howdah.lanes set paused_until = null`
  const subjects = (JSON.parse(out) as { subject: string }[]).map(({ subject }) => subject)
  expect(subjects[0]).toBe('worker')
  expect(subjects.length).toBeGreaterThan(1)
  expect(subjects).toEqual(wanted.map(({ subject }) => subject))
})

it('ends with a status for monitors', async () => {
  const well = await runCommand(['doctor'], env(idle))
  expect([well.code, well.out]).toEqual([0, 'all is well\n'])
  const bad = await runCommand(['doctor'], env(stuck))
  expect(bad.code).toBe(2)
  expect(bad.out).toContain('error     worker: jobs wait and no worker has been seen for a minute')
  expect(bad.out).toContain('-> start one with  howdah worker')
  const json = await runCommand(['doctor', '--json'], env(stuck))
  expect(JSON.parse(json.out)[0]).toMatchObject({ severity: 'error', subject: 'worker' })
  await idle.sql`select howdah.set_lane('reports')`
  await idle.sql`select howdah.pause_lane('reports', howdah.now() + interval '1 hour', 'rate_limited')`
  expect((await runCommand(['doctor'], env(idle))).code).toBe(1)
  await idle.sql`select howdah.resume_lane('reports')`
  const away = await runCommand(['doctor'], nowhere)
  expect([away.code, away.out]).toEqual([3, ''])
  expect(away.err).toMatch(/^howdah: not known: cannot reach the database/)
})

it('says what is wrong with what was typed', async () => {
  const off = await runCommand(['status', '--interval', '0'], env(idle))
  expect(off.code).toBe(2)
  expect(off.err).toContain('--interval is not a whole number from 1 to 3600')
  const gone = await runCommand(['status', '--watch'], nowhere)
  expect([gone.code, gone.out]).toEqual([1, ''])
})

it('takes over a terminal of 80 columns and gives it back', async () => {
  const command = join(import.meta.dirname, '../../../worker/bin/howdah.mjs')
  const typed = `stty cols 80 rows 30; exec ${process.execPath} ${command} status --watch --interval 1`
  const child = spawn('script', ['-qefc', typed, '/dev/null'], {
    env: { ...process.env, ...env(stuck), NO_COLOR: '' },
  })
  let out = ''
  child.stdout.on('data', (data: Buffer) => (out += data.toString()))
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const screens = () => out.split('\u001b[H').slice(1)
  await until('two screens', async () => screens().length > 1)
  // A session that is cut: the screen says so, and the next one is whole again.
  await stuck.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid != pg_backend_pid()`
  const before = screens().length
  await until('another screen after the cut', async () =>
    screens()
      .slice(before)
      .some((screen) => screen.includes('STUCK') && !screen.includes('no answer')),
  )
  child.stdin.write('\u0003')
  expect(await ended).toBe(0)
  expect(out.startsWith('\u001b[?1049h\u001b[?25l')).toBe(true)
  expect(out.trimEnd().endsWith('\u001b[?25h\u001b[?1049l')).toBe(true)
  // eslint-disable-next-line no-control-regex
  const lines = screens()[0]!
    .replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
    .split(/\r?\n/)
  expect(lines[0]).toMatch(/^STUCK: /)
  expect(lines.filter((line) => line.length > 80)).toEqual([])
  expect(lines.length).toBeLessThan(30)
})
