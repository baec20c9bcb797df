import { expect, test } from 'vitest'
import { until } from '../support/command.ts'
import { connect, createDatabase } from '../support/database.ts'

test('workers and applications that start together register the same models', async () => {
  const database = await createDatabase()
  const clients = Array.from({ length: 6 }, () => connect(database.url, { max: 1 }))
  try {
    for (let round = 0; round < 12; round++) {
      const register = (sql: typeof database.sql) =>
        sql.begin(async (sql) => {
          await sql`select howdah.register_model('stub', ${`e${round}`}, 'embedding', 16)`
          await sql`select howdah.register_model('stub', ${`c${round}`}, 'chat')`
        })
      await Promise.all(clients.map(register))
    }
    const [row] = await database.sql`
      select count(*)::int as models, count(distinct name)::int as names from howdah.models where provider = 'stub'`
    expect(row).toEqual({ models: 24, names: 24 })
  } finally {
    await Promise.all(clients.map((client) => client.end()))
    await database.drop()
  }
})

test('a claim and a change of the document prefix wait for each other', async () => {
  const database = await createDatabase()
  const { sql } = database
  const worker = connect(database.url, { max: 1 })
  const change = (prefix: string) =>
    sql`select howdah.register_model('stub', 'e', 'embedding', 3, document_prefix => ${prefix})`
  try {
    await change('one: ')
    await sql`select howdah.create_collection('c', 'stub/e')`
    await sql`select howdah.add_document('Twenty days.', 'a.md', collection => 'c')`
    let refusal: unknown
    await worker.begin(async (tx) => {
      await tx`select * from howdah.claim_jobs('w', '{stub/e/bulk}')`
      const changed = change('two: ').then(
        () => 'changed',
        (error: { code: string }) => error.code,
      )
      await until('the change waits for the claim', async () => {
        const [row] = await database.sql`
          select count(*)::int as waiting from pg_catalog.pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock' and query like '%register_model%'`
        return row!.waiting === 1
      })
      refusal = changed
    })
    expect(await refusal).toBe('PT409')
    await worker`
      select howdah.release_jobs(array[c.job_id], c.token)
        from (select id as job_id, token from howdah_internal.jobs) as c`
    await change('two: ')
    const [job] = await worker`select content from howdah.claim_jobs('w', '{stub/e/bulk}')`
    expect(job!.content).toBe('two: Twenty days.')
  } finally {
    await worker.end()
    await database.drop()
  }
})
