import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
const heard: string[] = []
beforeAll(async () => {
  database = await createDatabase({ template: 'plain' })
  await database.sql.listen('howdah_jobs', (lane) => void heard.push(lane))
})
afterAll(() => database.drop())

it('tells only of lanes in whose class a worker waits', async () => {
  const { sql } = database
  await sql`insert into howdah.lanes (name, class) values ('slow', 'bulk'), ('quick', 'interactive')`
  const enqueueBoth = async () => {
    await sql`select howdah.enqueue('report', lane => 'slow')`
    await sql`select howdah.enqueue('report', lane => 'quick')`
    await sql`select pg_notify('howdah_jobs', 'end')`
    await until('what was told has come', async () => heard.at(-1) === 'end')
    return heard.splice(0).slice(0, -1)
  }
  expect(await enqueueBoth()).toEqual([])
  await sql`insert into howdah_internal.workers (name, version, schema_version, idle_classes)
    values ('w', '1', 1, '{interactive}')`
  expect(await enqueueBoth()).toEqual(['quick'])
  await sql`update howdah_internal.workers set idle_classes = '{bulk,interactive}'`
  expect(await enqueueBoth()).toEqual(['slow', 'quick'])
  await sql`update howdah_internal.workers set seen_at = howdah.now() - interval '2 minutes'`
  expect(await enqueueBoth()).toEqual([])
})
