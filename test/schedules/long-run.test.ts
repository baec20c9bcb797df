import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createRandom, newSeed } from '../support/random.ts'

// 450 days in a minute, with five weeks of silence and an hour in which the clock is ten years ahead.
const random = createRandom(newSeed('long run'))
const days = 450
const start = Date.parse('2027-01-01T12:00:00Z')
const silence = { from: 200, to: 235 }
const wrongDay = 300
let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase({ client: { max: 1 } })
  const { sql } = database
  await sql.unsafe(`
    create function public.keep(at timestamptz) returns void language plpgsql as $$
    begin
      perform howdah_test.set_time(at);
      perform howdah.tick();
      perform howdah.maintain_queue();
    end $$;
    -- What comes in a day: people who look and leave, jobs in lanes of their own, dead ones, calls.
    create function public.live(day integer, seed integer) returns void language plpgsql as $$
    declare
      v_job bigint;
    begin
      perform howdah.act_as('guest-' || day || '-' || n), howdah.request_query_embedding('question ' || day || ' ' || n)
         from generate_series(1, 3) as n;
      insert into howdah_internal.query_embeddings (tenant_id, model_id, query_hash, embedding)
      select 'default', min(m.id), sha256((day || ' ' || seed)::text::bytea), '[1]' from howdah.models as m;
      for n in 1..4 loop
        v_job := howdah.enqueue('report', '{}', 'lane-' || day || '-' || n);
        if n = 1 then
          update howdah_internal.jobs set state = 'dead', failed_at = howdah.now() where id = v_job;
        else
          perform howdah.cancel_job(v_job);
        end if;
      end loop;
      delete from howdah_internal.jobs where kind = 'embed_query';
      insert into howdah.llm_usage (call_id, created_at, kind, provider, model, user_id, cost_cents)
      select gen_random_uuid(), howdah.now(), 'chat', 'p', 'm', 'guest-' || day || '-1', 1 from generate_series(1, 2);
      perform howdah_internal.note_usage(u.tenant_id, u.call_id, u.attempt, u.created_at)
         from howdah.llm_usage as u where u.created_at = howdah.now();
      insert into howdah_internal.rate_state (tenant_id, rate_limit_id, subject, level_at)
      select r.tenant_id, r.id, 'guest-' || day, howdah.now() from howdah.rate_limits as r;
      insert into howdah_internal.llm_cache (key, model_id, response, expires_at)
      select sha256(('answer ' || day)::bytea), min(m.id), 'a', howdah.now() + interval '1 day' from howdah.models as m;
    end $$;`)
  await sql`select howdah_test.set_time(${new Date(start)})`
  await sql`select howdah_internal.make_partitions()`
  await sql`select howdah_internal.trust_clock(task) from howdah_internal.clock_looks`
  await sql`update howdah.schedules set next_run_at = howdah.next_run(schedule)`
  await sql`update howdah_internal.usage_rollups set done_until = ${new Date(start)}`
  await sql`select howdah.set_setting('usage_months', '3')`
  await sql`select howdah.set_setting('log_days', '60')`
  await sql`select howdah.set_setting('conversation_days', '300')`
  await sql`select howdah.set_rate_limit('user', 5, 'requests', 'minute')`
})
afterAll(() => database.drop())

/** Rows of each table, and how many tables there are. */
async function sizes(): Promise<Record<string, number>> {
  const rows = await database.sql<{ name: string; n: number }[]>`
    select c.relname as name, (xpath('/row/n/text()', query_to_xml(
             format('select count(*) as n from %s', c.oid::regclass), false, true, '')))[1]::text::int as n
      from pg_class as c
     where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
       and c.relkind in ('r', 'p') and not c.relispartition
    union all
    select 'tables', count(*)::int from pg_class as c
     where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and c.relkind = 'r'`
  return Object.fromEntries(rows.map((row) => [row.name, row.n]))
}

test(
  'nothing grows without bound, and nothing goes that should stay',
  { timeout: 300_000 },
  async () => {
    const { sql } = database
    const at = (day: number, minutes = 0) => new Date(start + day * 86_400_000 + minutes * 60_000)
    const keep = (when: Date) => sql`select public.keep(${when})`
    const seen = new Map<number, Record<string, number>>()
    for (let day = 0; day < days; day += 1) {
      await sql`select howdah_test.set_time(${at(day)})`
      if (day === 250) {
        await sql`select howdah.act_as('author'), howdah.add_document('Kept for good.', 'kept.md')`
        await sql`select howdah_internal.ensure_default_prompt()`
        await sql`insert into howdah.conversations (prompt) select min(name) from howdah.prompts`
      }
      if (day >= silence.from && day < silence.to) continue
      await sql`select public.live(${day}, ${random.int(1, 1_000_000)})`
      // Every other day is enough for what runs nightly, and half the time.
      if (day % 2 === 0 || day === days - 1) await keep(at(day, 5))
      if (day === wrongDay) {
        const before = await sizes()
        for (let minute = 10; minute < 70; minute += 5) await keep(new Date(at(3650 + day, minute)))
        const after = await sizes()
        for (const name of [
          'llm_usage',
          'jobs_done',
          'jobs',
          'users',
          'lanes',
          'conversations',
          'documents',
          'query_embeddings',
          'llm_cache',
          'access_log',
          'change_log',
          'rate_state',
          'daily_summaries',
        ]) {
          expect([name, after[name]]).toEqual([name, Math.max(after[name]!, before[name]!)])
        }
        await keep(at(day, 75))
        const [late] =
          await sql`select count(*)::int as n from howdah.schedule_health where is_overdue`
        expect(late).toEqual({ n: 0 })
      }
      if (day === 190 || day === days - 1) seen.set(day, await sizes())
    }
    const [early, late] = [seen.get(190)!, seen.get(days - 1)!]
    // A row a day, or a user and month, is what these are for; a wrong hour leaves a few tables of its time.
    const lasting = /^(daily_summaries|usage_(daily|hourly|latency|monthly).*|pseudonyms|log_.+)$/
    const grown = Object.keys(late)
      .filter((name) => !lasting.test(name) && late[name]! > early[name]! * 1.3 + 25)
      .map((name) => [name, early[name], late[name]])
    expect(grown).toEqual([])
    // All that was paid is in the sums, though the calls are gone.
    const lived = days - (silence.to - silence.from)
    const [paid] =
      await sql`select sum(cost_cents)::int as cents from howdah_internal.usage_day_parts`
    expect(paid).toEqual({ cents: 2 * lived })
    expect(late).toMatchObject({ documents: 1, conversations: 1 })
    const [kept] =
      await sql`select count(*)::int as n from howdah.llm_usage where created_at > howdah.now() - interval '80 days'`
    expect(kept!['n']).toBe(2 * 80)
    const findings = await sql`select code, finding from howdah_internal.findings()
    where code in ('clock_leapt', 'schedules_overdue', 'schedule_failed', 'maintenance_fails', 'rows_in_default')`
    expect(findings).toEqual([])
  },
)
