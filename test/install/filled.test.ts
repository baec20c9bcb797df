import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { install } from '../../worker/install/index.ts'
import { emptyDatabase, psql } from './world.ts'

it('names of models and versions, percentages and flags are filled in for the rows that are there', async () => {
  const database = await emptyDatabase()
  const { sql, url } = database
  const frozen = gunzipSync(readFileSync(join(import.meta.dirname, 'frozen.sql.gz'))).toString()
  psql(url, { text: frozen })
  psql(url, { file: 'data.psql' })
  await sql`
    insert into howdah.daily_summaries (date, total_queries, total_tokens, total_cost, cache_hit_rate)
    values ('2026-01-01', 4, 44, 1, 0.25), ('2026-01-02', 0, 0, 0, null)`
  await sql`
    insert into howdah.system_flags (key, value) values
      ('llm_calls', '"off"'), ('reembedding_status', '{"status": "drift", "collections": [{"tenant": "a"}]}'),
      ('maintenance_errors', '{"reap": "no"}'), ('mine', '7'), ('yours', '{"a": 1}'), ('nothing', 'null')
    on conflict (key) do update set value = excluded.value`
  // answer has one conversation of version 1 and one of version 2; helper has an experiment.
  await sql`update howdah.conversations set created_at = now() - interval '1 hour'`
  await sql`select howdah.create_prompt_version('answer', 'Answer in another way.')`
  await sql`select howdah.activate_prompt('answer', 2)`
  await sql`insert into howdah.conversations (prompt, created_at) values ('answer', now() + interval '1 hour')`
  const conversations = await sql`
    select c.id, coalesce(m.prompt_version_id, v.id) as version
      from howdah.conversations as c
      join howdah.prompt_versions as v
        on v.tenant_id = c.tenant_id and v.prompt = c.prompt
       and v.version = case when c.created_at > now() then 2 else 1 end
      left join howdah.messages as m on m.conversation_id = c.id and m.experiment_id is not null
     order by c.id`
  expect(conversations).toHaveLength(3)

  await install(url)
  expect(
    await sql`select id, system_prompt_id as version from howdah.conversations order by id`,
  ).toEqual(conversations)
  expect(
    await sql`
      select from howdah.messages as m left join howdah.models as o on o.id = m.model_id
       where m.model is distinct from o.name
       union all
      select from howdah.conversations as c where c.model is distinct from coalesce(
        (select o.name from howdah.models as o where o.id = c.model_id),
        (select m.model from howdah.messages as m where m.conversation_id = c.id and m.model is not null
          order by m.seq limit 1))`,
  ).toEqual([])
  expect(await sql`select from howdah.messages where model is not null`).not.toEqual([])
  expect(
    await sql`select date::text, cache_hit_rate from howdah.daily_summaries where date < '2026-01-03' order by 1`,
  ).toEqual([
    { date: '2026-01-01', cache_hit_rate: 25 },
    { date: '2026-01-02', cache_hit_rate: null },
  ])
  expect(await sql`select key, value, details from howdah.system_flags order by key`).toEqual([
    { key: 'llm_calls', value: 'off', details: {} },
    { key: 'maintenance_errors', value: 'failing', details: { reap: 'no' } },
    { key: 'mine', value: '7', details: {} },
    { key: 'nothing', value: 'null', details: {} },
    { key: 'reembedding_status', value: 'drift', details: { collections: [{ tenant: 'a' }] } },
    { key: 'yours', value: '{"a": 1}', details: { a: 1 } },
  ])
  expect(await sql`select * from howdah.verify()`).toEqual([])
  await database.drop()
})
