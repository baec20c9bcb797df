import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCommand } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

let folder: string
let database: TestDatabase
beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'howdah-scope-')))
  database = await createDatabase()
})
afterEach(async () => {
  await database?.drop()
  rmSync(folder, { recursive: true, force: true })
})

const write = (files: Record<string, string>) => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}
const ingest = (args: string[], cwd = '.') =>
  runCommand(['ingest', ...args, '--no-wait'], { DATABASE_URL: database.url }, join(folder, cwd))
const sources = async (collection = 'default') =>
  (
    await database.sql<{ source: string }[]>`
      select source from howdah.documents where collection = ${collection} order by source`
  ).map(({ source }) => source)

describe('what ingest took', () => {
  it('is one document a file, from wherever and however it is named', async () => {
    write({ 'docs/refunds.md': 'Refunds.', 'docs/api/call.md': 'Calls.', 'other/x.md': 'X.' })
    await ingest(['docs'])
    await ingest(['.'], 'docs')
    await ingest(['../docs'], 'other')
    await ingest(['docs/api', join(folder, 'docs/refunds.md')])
    await ingest(['.'])
    expect(await sources()).toEqual(['api/call.md', 'other/x.md', 'refunds.md'])
  })

  it('keeps apart files of two folders that have the same name, and says which texts are the same', async () => {
    write({ 'a/index.md': 'One.', 'b/index.md': 'Two.', 'c/index.md': 'One.' })
    expect((await ingest(['a'])).out).toBe('1 documents added or changed, 0 unchanged\n')
    expect((await ingest(['b', 'c'])).out).toBe(
      'the same text stands under two sources: c/index.md, index.md\n2 documents added or changed, 0 unchanged\n',
    )
    expect(await sources()).toEqual(['b/index.md', 'c/index.md', 'index.md'])
    expect((await ingest(['c', 'a', 'b'])).out).toBe('0 documents added or changed, 3 unchanged\n')
    await ingest(['a', '--prefix', 'handbook/', '--collection', 'named'])
    expect(await sources('named')).toEqual(['handbook/index.md'])
  })

  it('is for the readers that are named, and stays theirs until others are', async () => {
    const readers = async () =>
      (
        await database.sql<{ name: string }[]>`
          select r.name from howdah.documents as d, lateral howdah.document_readers(d.id) as r`
      ).map(({ name }) => name)
    write({ 'docs/plan.md': 'The plan.' })
    expect((await ingest(['docs', '--readers', 'board'])).err).toContain('no group and no user')
    await database.sql`select howdah.set_group('board', '{ann}')`
    const added = '1 documents added or changed, 0 unchanged\n'
    expect((await ingest(['docs', '--readers', 'board, user:bob'])).out).toBe(added)
    expect((await ingest(['docs'])).out).toBe('0 documents added or changed, 1 unchanged\n')
    expect(await readers()).toEqual(['board', 'bob'])
    expect((await ingest(['docs', '--readers', 'board'])).out).toBe(added)
    expect(await readers()).toEqual(['board'])
    await ingest(['docs', '--readers', '*'])
    expect(await readers()).toEqual([null])
  })

  it('is found again where its folder was moved, as on another machine', async () => {
    write({ 'checkout-1/docs/a.md': 'One.', 'checkout-1/docs/b.md': 'Two.' })
    await ingest(['docs'], 'checkout-1')
    renameSync(join(folder, 'checkout-1'), join(folder, 'checkout-2'))
    expect((await ingest(['checkout-2/docs'])).out).toBe(
      '0 documents added or changed, 2 unchanged\n',
    )
    expect(await sources()).toEqual(['a.md', 'b.md'])
  })

  it('of before documents had a mark is recognised by the path from where it ran', async () => {
    write({ 'docs/a.md': 'One.', 'docs/b.md': 'Two.' })
    await database.sql`
      select howdah.add_document('One.', 'docs/a.md', 'a.md'), howdah.add_document('Two.', 'docs/b.md', 'b.md')`
    await database.sql`update howdah.documents set origin = null`
    const jobs = await database.sql`select id from howdah_internal.jobs order by id`
    expect((await ingest(['docs'])).out).toBe('0 documents added or changed, 2 unchanged\n')
    expect(await sources()).toEqual(['a.md', 'b.md'])
    expect(await database.sql`select id from howdah_internal.jobs order by id`).toEqual(jobs)
  })

  it('is all that --delete-missing deletes, even from the folder itself', async () => {
    write({ 'docs/refunds.md': 'Refunds.', 'docs/api/call.md': 'Calls.', 'more/m.md': 'More.' })
    await database.sql`select howdah.add_document('Added by the application', 'app-doc-1')`
    await database.sql`select howdah.add_document('Ours', 'refunds.md')`
    await database.sql`create table art (id integer primary key, body text)`
    await database.sql`insert into art values (1, 'one'), (2, 'two')`
    await database.sql`select howdah.watch_table('art', '{body}')`
    await database.sql`select howdah.sync_watched()`
    expect((await ingest(['docs', 'more'])).code).toBe(0)
    const all = await sources()
    expect(all).toContain('docs/refunds.md')
    expect((await ingest(['.', '--delete-missing'], 'docs')).out).toContain('0 documents deleted')
    expect(await sources()).toEqual(all)
    rmSync(join(folder, 'docs/refunds.md'))
    rmSync(join(folder, 'more/m.md'))
    expect((await ingest(['.', '--delete-missing'], 'docs')).out).toContain('1 documents deleted')
    expect(await sources()).toEqual(all.filter((source) => source !== 'docs/refunds.md'))
    // A folder without files deletes nothing.
    rmSync(join(folder, 'docs/api/call.md'))
    const empty = await ingest(['docs', '--delete-missing'])
    expect([empty.code, await sources()]).toEqual([
      1,
      all.filter((one) => one !== 'docs/refunds.md'),
    ])
  })
})

describe('what ingest waits for', () => {
  it('are its own chunks, and it says within five seconds why nothing moves', async () => {
    write({ 'one/a.md': 'Own text.', 'two/b.md': 'Other text.' })
    const env = { DATABASE_URL: database.url }
    await database.sql`select howdah.create_collection('broken')`
    await database.sql`
      select howdah.add_document('Text ' || n, 'x' || n, collection => 'broken') from generate_series(1, 50) as n`
    await database.sql`update howdah_internal.jobs set state = 'dead', error_code = 'too_large' where id % 2 = 0`
    await ingest(['two', '--collection', 'clean'])
    const startedAt = Date.now()
    const waiting = await runCommand(['ingest', 'one', '--collection', 'clean'], env, folder)
    expect(waiting.err).toMatch(/^howdah: 1 chunks wait: jobs wait and no worker/m)
    expect(waiting.code).toBe(0)
    expect(Date.now() - startedAt).toBeLessThan(30_000)
    await database.sql`
      update howdah_internal.jobs set state = 'dead', error_code = 'too_large' where tenant_id = 'default'
        and chunk_id in (select id from howdah.chunks where content = 'Other text.')`
    await runCommand(['worker', '--drain'], env)
    const done = await runCommand(['ingest', 'one', '--collection', 'clean'], env, folder)
    expect([done.code, done.err]).toEqual([0, ''])
    expect(done.out).toContain('1 of 1 chunks embedded')
  }, 120_000)
})
