import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { install } from '../../worker/install/index.ts'
import { until } from '../support/command.ts'
import { connect, type TestDatabase } from '../support/database.ts'
import { catalogFacts, difference } from './facts.ts'
import { emptyDatabase, psql } from './world.ts'

// Constraints and indexes that somebody or a restore has lost: told by doctor, made again by an install.
const folder = mkdtempSync(join(tmpdir(), 'howdah-keys-'))
const open: TestDatabase[] = []
const empty = async () => {
  const database = await emptyDatabase()
  open.push(database)
  return database
}
const filled = async () => {
  const database = await empty()
  await install(database.url)
  psql(database.url, { file: 'data.psql' })
  // On the first days of a month some of its calls are of the last one.
  psql(database.url, { text: 'select howdah_internal.make_partitions()' })
  return database
}
afterAll(async () => {
  for (const database of open) await database.drop()
  rmSync(folder, { recursive: true })
})

/** What an install said, without what it says of the server, where logins of other tests come and go. */
async function said(url: string, patience?: number): Promise<string[]> {
  const lines: string[] = []
  await install(url, {
    log: (line) => lines.push(line),
    ...(patience === undefined ? {} : { patience }),
  })
  return lines.filter((line) => !/pgvector|every login of the server/.test(line))
}

const told = async ({ sql }: TestDatabase) => {
  const rows = await sql<{ subject: string }[]>`
    select d.subject from howdah.doctor() as d where d.finding ~ 'not those of an install'`
  return rows[0]?.subject ?? ''
}

it('all of them at once, the ones of the ledger too, are as in a fresh install afterwards', async () => {
  const database = await filled()
  const { sql, url } = database
  const wanted = await catalogFacts(sql)
  await sql`
    do $$
    declare
      v_drop text;
    begin
      for v_drop in
        select format('alter table %s drop constraint if exists %I cascade', t.oid::regclass, c.conname)
          from pg_constraint as c
          join pg_class as t on t.oid = c.conrelid
         where t.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and not t.relispartition
           and c.contype != 't'
        union all
        select format('drop index if exists %s cascade', x.indexrelid::regclass)
          from pg_index as x
          join pg_class as t on t.oid = x.indrelid
          join pg_class as i on i.oid = x.indexrelid
         where t.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
           and not i.relispartition
         order by 1
      loop
        execute v_drop;
      end loop;
    end
    $$`
  expect(difference(wanted, await catalogFacts(sql)).length).toBeGreaterThan(250)
  await install(url)
  expect(difference(wanted, await catalogFacts(sql))).toEqual([])
  expect(await told(database)).toBe('')
  expect(await said(url)).toEqual(['howdah is up to date'])
  expect(await sql`select * from howdah.verify()`).toEqual([])
})

it('what a restore could not make is made by an install', async () => {
  const source = await filled()
  const wanted = await catalogFacts(source.sql)
  const whole = join(folder, 'whole')
  const run = (program: string, args: string[]) => spawnSync(program, args, { encoding: 'utf8' })
  expect(run('pg_dump', ['-Fc', '-f', whole, '-d', source.url]).stderr).toBe('')
  // As when memory or the disk ran out in the middle.
  const list = run('pg_restore', ['-l', whole]).stdout
  const lost =
    / (INDEX howdah embeddings_\d+_hnsw_idx|INDEX howdah chunks_tsv_idx|FK CONSTRAINT howdah chunks chunks_\w+) /
  const left = list.split('\n').filter((line) => !lost.test(line))
  expect(left.length).toBeLessThan(list.split('\n').length - 2)
  writeFileSync(join(folder, 'list'), left.join('\n'))
  const restored = await empty()
  run('pg_restore', ['-L', join(folder, 'list'), '-d', restored.url, whole])
  expect(await told(restored)).toMatch(/chunks_tsv_idx.*embeddings_\d+_hnsw_idx/)
  const lines = await said(restored.url)
  expect(lines.join('\n')).toMatch(/making the index howdah\.embeddings_\d+_hnsw_idx on howdah/)
  expect(difference(wanted, await catalogFacts(restored.sql))).toEqual([])
  expect(await told(restored)).toBe('')
})

it('rows that break a rule keep neither the install nor new rows from being right', async () => {
  const database = await filled()
  const { sql, url } = database
  const wanted = await catalogFacts(sql)
  await sql`alter table howdah.documents drop constraint documents_collection_fkey`
  await sql`update howdah.documents set collection = 'nowhere' where source = 'leave.md'`
  await sql`alter table howdah.model_aliases drop constraint model_aliases_pkey`
  await sql`insert into howdah.model_aliases (alias, model_id) select 'twice', m.id from howdah.models as m limit 2`
  const lines = await said(url)
  expect(lines.join('\n')).toMatch(
    /warning: constraint documents_collection_fkey on howdah\.documents holds for new rows only: /,
  )
  expect(lines.join('\n')).toMatch(
    /warning: constraint model_aliases_pkey on howdah\.model_aliases could not be mended: could not create unique/,
  )
  expect(await told(database)).toMatch(/documents_collection_fkey.*model_aliases_pkey/)
  await expect(
    sql`update howdah.documents set collection = 'elsewhere' where source = 'leave.md'`,
  ).rejects.toMatchObject({ code: '23503' })
  await sql`update howdah.documents set collection = 'handbook' where source = 'leave.md'`
  await sql`delete from howdah.model_aliases where alias = 'twice'`
  await install(url)
  expect(difference(wanted, await catalogFacts(sql))).toEqual([])
})

it('an index is made beside readers and writers, and one that cannot be is said and made later', async () => {
  const database = await filled()
  const { sql, url } = database
  const wanted = await catalogFacts(sql)
  await sql`drop index howdah.chunks_tsv_idx`
  const writer = connect(url, { max: 1 })
  let laying: Promise<string[]> | undefined
  await writer.begin(async (tx) => {
    await tx`update howdah.chunks set token_count = token_count`
    expect((await said(url, 1)).join('\n')).toMatch(
      /warning: howdah\.chunks_tsv_idx on howdah\.chunks could not be made: canceling statement due to lock timeout/,
    )
    expect(await told(database)).toContain('chunks_tsv_idx')
    laying = said(url)
    laying.catch(() => {})
    await until('it waits for the writer', async () => {
      const rows = await sql`
        select from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock' and query ~ 'index concurrently'`
      return rows.length > 0
    })
    // Others read and write meanwhile.
    await sql`select howdah.add_document('Slate is a rock.', 'slate.md')`
    expect(await sql`select from howdah.search('slate')`).not.toEqual([])
  })
  expect(await laying).toEqual([
    'howdah is up to date',
    'making the index howdah.chunks_tsv_idx on howdah.chunks',
  ])
  await writer.end()
  expect(difference(wanted, await catalogFacts(sql))).toEqual([])
})
