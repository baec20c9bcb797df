import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { install } from '../../worker/install/index.ts'
import { cleanEnvironment } from '../support/command.ts'
import type { TestDatabase } from '../support/database.ts'
import { expectAlive } from './alive.ts'
import { bareDatabase, countRows, dumpSchema, emptyDatabase, psql } from './world.ts'

const page = readFileSync('worker/deploy/README.md', 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'howdah-running-'))
const open: TestDatabase[] = []
let source: TestDatabase
let restored: TestDatabase

beforeAll(async () => {
  source = await emptyDatabase('superuser')
  restored = await bareDatabase()
  open.push(source, restored)
  await install(source.url)
  psql(source.url, { file: 'data.psql' })
  // On the first days of a month some of its calls are of the last one.
  psql(source.url, { text: 'select howdah_internal.make_partitions()' })
  // npx finds the howdah of this clone.
  const npx = join(folder, 'npx')
  const bin = join(process.cwd(), 'worker/bin/howdah.mjs')
  writeFileSync(npx, `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${bin}" "$@"\n`)
  chmodSync(npx, 0o755)
})
afterAll(async () => {
  for (const database of open) await database.drop()
  rmSync(folder, { recursive: true })
})

/** Runs the commands below a heading of the page, one after the other. */
function follow(heading: string, leave: RegExp = /^$/): string {
  const part = page.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!
  const commands = part.split('\n').filter((line) => /^ {4}\S/.test(line) && !leave.test(line))
  expect(commands.length).toBeGreaterThan(0)
  const { status, stdout, stderr } = spawnSync('bash', ['-euc', commands.join('\n')], {
    cwd: folder,
    encoding: 'utf8',
    env: cleanEnvironment({
      PATH: `${folder}:${process.env['PATH']}`,
      DATABASE_URL: source.url,
      RESTORED_URL: restored.url,
    }),
  })
  expect([status, stderr]).toEqual([0, expect.not.stringContaining('error')])
  return stdout
}

it('a backup is restored without rights, and all is as it was', async () => {
  follow('Back up')
  // Where jobs wait and no worker runs, doctor ends with another status.
  follow('Restore', /doctor/)
  expect(dumpSchema(restored.url)).toBe(dumpSchema(source.url))
  // What an install has laid it notes: functions of watched tables are among it the second time.
  const counted = async (database: TestDatabase) => ({
    ...(await countRows(database)),
    'howdah_internal.installed_objects': 0,
  })
  expect(await counted(restored)).toEqual(await counted(source))
  await expectAlive(restored)
})

it('an upgrade to what is there says so', () => {
  expect(follow('Upgrade', /npm install/)).toContain('howdah is up to date')
})

it('after an uninstall nothing is left', async () => {
  follow('Uninstall')
  const left = await source.sql`select from pg_namespace where nspname ~ '^howdah'`
  expect(left).toHaveLength(0)
})
