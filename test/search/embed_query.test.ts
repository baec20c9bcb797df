import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'

// embed_query commits while it waits, so it needs a worker on another connection.
let db: TestDatabase
beforeAll(async () => {
  db = await createDatabase({ template: 'plain' })
  await db.sql`select howdah.register_model('p', 'm', 'embedding', 3)`
  await db.sql`select howdah.set_setting('default_embedding_model', 'p/m')`
})
afterAll(() => db.drop())

/** Embeds the next query as a worker would. */
async function embedNext(): Promise<void> {
  for (;;) {
    const [job] = await db.sql`select * from howdah.claim_jobs('w', '{p/m/interactive}')`
    if (!job) continue
    await db.sql`select howdah.complete_embeddings(array[${job['job_id']}::bigint], ${job['token']},
      array['[1,2,3]'::halfvec], ${job['tenant_id']}, ${job['user_id']}, ${job['payload'].model_id},
      gen_random_uuid(), now(), '{"input_tokens": 5}')`
    return
  }
}

test('embed_query returns when search can use the vector, at once the second time', async () => {
  const call = () => db.sql.unsafe(`call howdah.embed_query('how long')`).simple()
  await Promise.all([call(), embedNext()])
  const [row] = await db.sql`select howdah.request_query_embedding('how long') as status`
  expect(row!['status']).toBe('ready')
  await call()
  expect(await db.sql`select from howdah_internal.jobs`).toHaveLength(0)
})

test('embed_query takes parameters', async () => {
  const call = () => db.sql`call howdah.embed_query(${'how wide'}, ${null}, ${null})`
  await Promise.all([call(), embedNext()])
  const block = db.sql.begin((sql) => sql`call howdah.embed_query(${'how wide'})`)
  await expect(block).rejects.toMatchObject({ code: '25001' })
})

test('embed_query gives up after its timeout, refuses a transaction block and an unknown collection', async () => {
  const call = (args: string) => `call howdah.embed_query(${args})`
  await expect(db.sql.unsafe(call(`'x', timeout => '10 ms'`)).simple()).rejects.toMatchObject({
    code: '57014',
  })
  await expect(db.sql.begin((sql) => sql.unsafe(call(`'x'`)).simple())).rejects.toMatchObject({
    code: '25001',
  })
  await expect(db.sql.unsafe(call(`'x', 'nowhere'`)).simple()).rejects.toMatchObject({
    code: 'PT404',
  })
})

test('a worker may not wait for one', async () => {
  const client = await db.sql.reserve()
  try {
    await client`set role howdah_worker`
    const asked = client.unsafe(`call howdah.embed_query('x')`).simple()
    await expect(asked).rejects.toMatchObject({ code: '42501' })
    await client`reset role`
  } finally {
    client.release()
  }
})
