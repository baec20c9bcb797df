import type { TestDatabase } from '../../support/database.ts'

/** Calls of a user that the application reports. */
const record = ({ sql }: TestDatabase, usage: string, times: number) =>
  sql.begin(async (sql) => {
    await sql`select howdah.act_as('ann')`
    await sql`
      select howdah.record_usage('openai/gpt-4o-mini', ${usage}::text::jsonb, feature => 'titles')
        from generate_series(1, ${times}::int)`
  })

/** What every system of these tests has: a model with a price, some documents, some calls. */
async function furnish(database: TestDatabase): Promise<void> {
  const { sql } = database
  // The template may be older than a schedule waits.
  await sql`update howdah.schedules set next_run_at = howdah.now() + interval '1 hour'`
  await sql`select howdah.register_model('openai', 'text-embedding-3-small', 'embedding', 1536)`
  await sql`select howdah.register_model('openai', 'gpt-4o-mini', 'chat')`
  await sql`select howdah.set_setting('default_embedding_model', 'openai/text-embedding-3-small')`
  await sql`select howdah.set_setting('default_chat_model', 'openai/gpt-4o-mini')`
  await record(database, '{"input_tokens": 90000, "output_tokens": 12000, "latency_ms": 820}', 40)
}

const register = ({ sql }: TestDatabase) =>
  sql`select howdah.register_worker('host-1234-abcdef', '0.1.0', (select version from howdah.schema_version()),
        '{openai,local}', '{bulk,interactive}')`

const addDocuments = ({ sql }: TestDatabase, count: number) => sql`
  select howdah.add_document('Text number ' || n || ' on granite and slate.', n || '.md')
    from generate_series(1, ${count}::int) as n`

/** Systems that an operator may find, each made by what makes them. */
export const states: Record<string, (database: TestDatabase) => Promise<void>> = {
  async idle(database) {
    await furnish(database)
    await register(database)
  },
  async busy(database) {
    await furnish(database)
    await register(database)
    await addDocuments(database, 2000)
    const { sql } = database
    await sql`select howdah.enqueue('report', lane => 'reports') from generate_series(1, 300)`
    for (let claim = 0; claim < 20; claim++) {
      const jobs = await sql`select job_id, token from howdah.claim_jobs('mine', '{reports}', 10)`
      const ids = `{${jobs.map((job) => job['job_id']).join(',')}}`
      await sql`select howdah.complete_jobs(${ids}::bigint[], ${jobs[0]!['token']})`
    }
    await sql`select count(*) from howdah.claim_jobs('host-1234-abcdef', '{bulk}', 96)`
  },
  async stuck(database) {
    await furnish(database)
    await addDocuments(database, 50)
    const { sql } = database
    await sql`
      select howdah.pause_lane('openai/text-embedding-3-small/bulk', howdah.now() + interval '5 minutes',
        'authentication')`
    await sql`select howdah.enqueue('report', lane => 'reports') from generate_series(1, 3)`
    const jobs = await sql`select job_id, token from howdah.claim_jobs('mine', '{reports}', 3)`
    await sql`
      select howdah.fail_jobs(array[${jobs[0]!['job_id']}]::bigint[], ${jobs[0]!['token']},
        'bad_response', 'not what was asked for')`
  },
  async 'over budget'(database) {
    await furnish(database)
    await register(database)
    const { sql } = database
    await sql`select howdah.set_budget('tenant', 500, 'month')`
    await sql`select howdah.set_budget('user', 100, 'day')`
    await sql`select howdah.set_budget('feature', 80, 'week', 'titles', is_hard => false)`
    await record(database, '{"input_tokens": 9000000, "output_tokens": 6200000}', 1)
    await addDocuments(database, 20)
  },
}
