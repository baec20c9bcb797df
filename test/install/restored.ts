import { expect } from 'vitest'
import { install } from '../../worker/install/index.ts'
import type { TestDatabase } from '../support/database.ts'
import { expectAlive } from './alive.ts'
import { catalogFacts, difference } from './facts.ts'

/**
 * Installs over what a restore has left, and expects the catalog of a fresh install with the rows of data.psql, where
 * questions, search, worker, watched tables and schedules work.
 */
export async function expectRestored(database: TestDatabase, wanted: string[]): Promise<void> {
  const { sql, url } = database
  await install(url)
  expect(difference(wanted, await catalogFacts(sql))).toEqual([])
  expect(await sql`select * from howdah_internal.install_differences()`).toEqual([])
  const said: string[] = []
  await install(url, { log: (line) => said.push(line) })
  expect(said.at(-1)).toBe('howdah is up to date')
  await expectAlive(database)
  await sql`insert into public.articles values (99, 'New', 'A new article about basalt.')`
  await sql`select howdah.sync_watched(1000)`
  const [found] =
    await sql`select count(*)::int as n from howdah.documents where source like '%99%'`
  expect(found!['n']).toBe(1)
  await sql`update howdah.schedules set next_run_at = howdah.now() where name = 'cache-cleanup'`
  await sql`select howdah.tick()`
  const [schedule] = await sql`
    select outcome from howdah.schedule_runs where schedule = 'cache-cleanup' order by started_at desc limit 1`
  expect(schedule!['outcome']).toBe('done')
}
