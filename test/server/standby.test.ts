import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sql } from 'postgres'
import { install } from '../../worker/install/index.ts'
import { psql } from '../install/world.ts'
import { runCommand, until } from '../support/command.ts'
import { connect } from '../support/database.ts'
import { startCluster, startStandby, type Cluster } from './cluster.ts'
import { findComplete } from './find.ts'
import { withDatabase } from './templates.ts'

const found = findComplete()
const question = 'What has a vector?'
const database = 'copied'
let primary: Cluster
let standby: Cluster
let first: Sql
let second: Sql

const asApplication = (sql: Sql, what: string) =>
  sql.begin('read only', async (tx) => {
    await tx`set local role howdah_app`
    await tx`select howdah.act_as('ann')`
    return [...(await tx.unsafe(what))]
  })

// With DATABASE_URL alone there may be no PostgreSQL on this machine.
describe.skipIf(!found)('a physical standby', () => {
  beforeAll(async () => {
    primary = await startCluster(found!)
    const server = connect(primary.url, { max: 1 })
    await server.unsafe(`create database ${database}`)
    await server.end()
    const url = withDatabase(primary.url, database)
    await install(url)
    psql(url, { file: 'data.psql' })
    first = connect(url)
    await first`select howdah.store_query_embedding(${question},
      (select array_agg(0.1 + n * 0.001)::halfvec from generate_series(1, 384) as n))`
    await first`select howdah.add_document_chunks('more.md', 
      jsonb_build_array(jsonb_build_object('content', 'Another one.',
      'embedding', (select array_to_json(array_agg(0.4 - n * 0.001)) from generate_series(1, 384) as n))))`
    standby = await startStandby(found!, primary)
    second = connect(withDatabase(standby.url, database))
    // What is written after the copy was made comes too.
    await first`select howdah.add_document('Granite is a rock that cools slowly.', 'granite.md')`
    await until('the standby has it', async () => {
      const [row] =
        await second`select count(*)::int as n from howdah.documents where source = 'granite.md'`
      return row?.['n'] === 1
    })
  })
  afterAll(async () => {
    await first?.end()
    await second?.end()
    await standby?.stop()
    await primary?.stop()
  })

  it.each(['hybrid', 'semantic', 'keyword'])('serves %s search to an application', async (mode) => {
    const search = `select source, rank, score, mode from howdah.search('${question}', 5, mode => '${mode}')`
    const rows = await asApplication(second, search)
    expect(rows[0]).toMatchObject({ source: 'vectors.md', mode })
    expect(rows).toEqual(await asApplication(first, search))
  })

  it('serves what is near, what stands beside, and how a conversation goes', async () => {
    for (const what of [
      `select s.* from howdah.documents as d, lateral howdah.similar_documents(d.id, 3) as s
        where d.source = 'vectors.md'`,
      `select n.* from howdah.neighbouring_chunks(array(
        select chunk_id from howdah.search('leave', 3, 'handbook'))) as n`,
      `select r.* from howdah.messages as m, lateral howdah.read_message(m.id) as r
        where m.role = 'assistant' order by m.id`,
      `select howdah.active_prompt('helper'), howdah.render_prompt('helper', '{"tone": "kindly"}')`,
      `select scope, unit, period, limit_value, is_hard from howdah.limit_status() order by 1, 2, 3`,
    ]) {
      const rows = await asApplication(second, what)
      expect(rows.length, what).toBeGreaterThan(0)
      expect(rows, what).toEqual(await asApplication(first, what))
    }
  })

  it('serves every view, with the rows that the primary has', async () => {
    const views = await second<{ name: string }[]>`
      select oid::regclass::text as name from pg_class
       where relnamespace = 'howdah'::regnamespace and relkind = 'v' order by 1`
    let filled = 0
    for (const { name } of views) {
      const count = `select count(*)::int as n from (select * from ${name}) as v`
      const [here] = await second.unsafe(count)
      expect(here, name).toEqual((await first.unsafe(count))[0])
      if (here?.['n'] > 0) filled += 1
    }
    expect(filled).toBeGreaterThan(views.length / 2)
  })

  it('says how it is: doctor, verify, status', async () => {
    expect([...(await second`select * from howdah.verify()`)]).toEqual([])
    const findings = `select severity, subject, finding from howdah.doctor()`
    expect([...(await second.unsafe(findings))]).toEqual([...(await first.unsafe(findings))])
    const env = { DATABASE_URL: withDatabase(standby.url, database) }
    const status = await runCommand(['status'], env)
    expect([status.code, status.err]).toEqual([0, ''])
    expect(status.out).toContain('documents')
  })

  it('refuses what writes, and says why', async () => {
    const write = second`select howdah.add_document('Not here.', 'no.md')`
    await expect(write).rejects.toMatchObject({ code: '25006' })
  })
})
