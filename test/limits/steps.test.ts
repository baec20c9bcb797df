import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRandom, newSeed, type Random } from '../support/random.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

const clients = 12
const seconds = 6
const models = ['a', 'b', 'c']
const users = ['ann', 'bob', 'cid']
const seed = newSeed('steps')

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase({ client: { max: clients } })
})
afterAll(() => database.drop())

/** An answer on its way, in the hands of one client: the call that is admitted for it now. */
type Answer = { user: string; model: string; call: string | null }

/*
 * What a step of an answer does in one transaction. With ended_model the call of that model is settled and the next one
 * admitted; without it, the next one takes the place of what is held.
 */
const next = `
  create function public.next(
    payer text, call uuid, ended_model text, next_model text, input integer, output integer, requests integer,
    lasts interval
  ) returns uuid language plpgsql as $$
  declare
    v_id uuid := gen_random_uuid();
    v_next integer := howdah_internal.find_model(next_model, null);
    v_held howdah_internal.reservations;
  begin
    delete from howdah_internal.reservations as r where r.tenant_id = 'acme' and r.id = call returning r.* into v_held;
    if ended_model is not null then
      if v_held.id is null then
        v_held.model_id := howdah_internal.find_model(ended_model, null);
        v_held.feature := 'answer';
        v_held.created_at := howdah.clock();
      end if;
      perform howdah_internal.lock_holds('acme', payer, v_next, 'answer', v_held);
      perform howdah_internal.write_usage('acme', payer, gen_random_uuid(), 1, howdah.clock(), v_held.model_id,
        jsonb_build_object('input_tokens', input, 'output_tokens', output), 'answer', held => v_held);
      v_held := null;
    end if;
    return (
      select case when a.admitted then v_id end
        from howdah_internal.admit_call('acme', payer, v_next, 'answer', input, output, v_id, howdah.clock() + lasts,
               replaced => v_held, request_count => requests) as a);
  end $$`

/** Limits and budgets of all kinds, made in any order: which comes first decides which is locked first. */
async function setLimits(sql: Sql, random: Random) {
  const budgets = [
    ...['tenant/*', 'global/*', 'feature/answer', 'feature/chat', 'plan/*'],
    ...models.map((model) => `model/p/${model}`),
    ...['user/*', 'user/ann', 'model/p/e'],
  ]
  const rates = [
    ...['user', 'tenant', 'global'].flatMap((scope) => [
      `${scope}/*/concurrent`,
      `${scope}/*/input_tokens`,
    ]),
    ...models.flatMap((model) => [`model/p/${model}/requests`, `model/p/${model}/output_tokens`]),
  ]
  const shuffled = [...budgets, ...rates]
    .map((name) => ({ name, at: random.share() }))
    .sort((a, b) => a.at - b.at)
  for (const { name } of shuffled) {
    const [scope, ...rest] = name.split('/') as [string, ...string[]]
    if (rates.includes(name)) {
      const unit = rest.pop()!
      const period = unit === 'concurrent' ? 'now' : random.pick(['minute', 'hour', 'day'])
      const value = unit === 'concurrent' ? 40 : 100_000_000
      await sql`select howdah.set_rate_limit(${scope}, ${value}, ${unit}, ${period}, ${rest.join('/')}) from as_acme`
    } else {
      await sql`select howdah.set_budget(${scope}, ${random.int(3000, 9000)},
        ${random.pick(['day', 'week', 'month', 'total'])}, ${rest.join('/')}, ${random.chance(0.7)}) from as_acme`
    }
  }
}

/** One thing that happens, in a transaction of its own. */
async function act(sql: Sql, random: Random, mine: Answer[], client: number): Promise<void> {
  const answer = random.pick(mine)
  const input = random.int(0, 90)
  const output = random.int(0, 20)
  const lasts = random.pick(['1 second', '1 hour'])
  const what = random.weighted({ step: 6, replace: 5, end: 1, own: 3, embed: 2, sweep: 1 })
  if (what === 'step' || what === 'replace') {
    const ended = what === 'step' ? `p/${answer.model}` : null
    if (random.chance(0.4)) answer.model = random.pick(models)
    const [row] = await sql<{ call: string | null }[]>`
      select public.next(${answer.user}, ${answer.call}, ${ended}, ${`p/${answer.model}`}, ${input}, ${output},
        ${random.int(0, 1)}, ${lasts}) as call`
    answer.call = row!.call
  } else if (what === 'end') {
    await sql`
      with held as (delete from howdah_internal.reservations where id = ${answer.call} and status = 'held' returning *)
      select howdah_internal.release_holds(array(select h::howdah_internal.reservations from held as h))`
    answer.call = null
  } else if (what === 'own') {
    const [call] = await sql<{ id: string | null }[]>`
      select a.reservation_id as id from as_acme,
        lateral howdah.admit(${`p/${answer.model}`}, ${input}, ${output}, user_id => ${answer.user},
          expires_in => ${lasts}) as a`
    if (call?.id && random.chance(0.5)) {
      await sql`select howdah.settle(${call.id}, ${sql.json({ input_tokens: 9, output_tokens: 3 })}) from as_acme`
    } else if (call?.id) {
      await sql`select howdah.cancel_reservation(${call.id}) from as_acme`
    }
  } else if (what === 'embed') {
    const jobs = await sql<{ id: string; token: string }[]>`
      select job_id as id, token from howdah.claim_jobs(${`w${client}`}, '{p/e/bulk}', ${random.int(1, 9)})`
    for (const { id, token } of random.chance(0.98) ? jobs : [])
      await sql`select howdah.release_jobs(${`{${id}}`}::text::bigint[], ${token})`
  } else {
    await sql`select howdah_internal.expire_reservations()`
  }
}

const held = (sql: Sql) => sql<Record<string, string>[]>`
  select coalesce(sum(w.reserved_cents), 0)::text as cents,
         (select coalesce(sum(r.amount_cents * cardinality(r.holds)), 0)::numeric(20, 10)::text
            from howdah_internal.reservations as r where r.status = 'held') as held_cents,
         (select sum(s.reserved)::text from howdah_internal.rate_state as s
            join howdah.rate_limits as l on l.id = s.rate_limit_id where l.unit = 'concurrent') as slots,
         (select count(*)::text from howdah_internal.reservations as r cross join unnest(r.rates) as h
           where r.status = 'held' and h.unit = 'concurrent') as held_slots
    from howdah_internal.budget_windows as w`

it('settles a call and admits the next at once, holds grow and shrink, and nothing deadlocks', async () => {
  const { sql } = database
  const setUp = createRandom(seed)
  await sql.unsafe(next)
  await sql`create view as_acme as select from howdah.act_as('ann', 'acme') as me where me`
  await sql`select howdah.register_model('p', 'e', 'embedding', 3), howdah.set_price('p', 'e', '2026-01-01Z',
    '[{"input": 100}]')`
  for (const model of models) {
    await sql`select howdah.register_model('p', ${model}, 'chat')`
    await sql`select howdah.set_price('p', ${model}, '2026-01-01Z', '[{"input": 10000, "output": 60000}]')`
  }
  for (const user of users)
    await sql`select howdah.set_user(${user}, plan => ${setUp.pick(['free', 'paid'])}) from as_acme`
  await setLimits(sql, setUp)
  await sql`select howdah.create_collection('docs', embedding_model => 'p/e') from as_acme`
  for (let n = 0; n < 60; n += 1) {
    await sql`select howdah.add_document(${`Text ${n}`}, ${`${n}.md`}, collection => case when me then 'docs' end)
      from howdah.act_as(${setUp.pick(users)}, 'acme') as me`
  }
  const failures: string[] = []
  const done = { all: 0, admitted: 0 }
  const end = Date.now() + seconds * 1000
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      const random = createRandom(seed + client)
      const mine: Answer[] = Array.from({ length: 3 }, () => ({
        user: random.pick(users),
        model: random.pick(models),
        call: null,
      }))
      while (Date.now() < end) {
        await act(sql, random, mine, client).catch((error: Error) => failures.push(error.message))
        done.all += 1
        done.admitted += mine.filter(({ call }) => call).length / mine.length
      }
    }),
  )
  console.log(`steps: ${done.all}, with a call admitted ${Math.round(done.admitted)}`)
  expect(failures.slice(0, 3), `seed ${seed}, ${failures.length} failures`).toEqual([])
  expect(done.admitted).toBeGreaterThan(done.all / 5)
  const [now] = await held(sql)
  expect(now!['cents'], `seed ${seed}`).toBe(now!['held_cents'])
  expect(now!['slots'], `seed ${seed}`).toBe(now!['held_slots'])

  await sql`update howdah_internal.jobs set lease_until = '-infinity', crash_count = 9 where state = 'running'`
  await sql`select howdah.reap_jobs()`
  await sql`update howdah_internal.reservations set expires_at = howdah.clock() where status = 'held'`
  await sql`select howdah_internal.expire_reservations()`
  expect((await held(sql))[0]).toEqual({
    cents: '0.0000000000',
    held_cents: '0.0000000000',
    slots: '0',
    held_slots: '0',
  })
  const [sums] = await sql<Record<string, string>[]>`
    select (select sum(s.reserved)::text from howdah_internal.rate_state as s) as reserved,
           (select deadlocks::text from pg_stat_database where datname = current_database()) as deadlocks,
           (select sum(u.cost_cents)::text from howdah.llm_usage as u) as usage,
           (select sum(w.spent_cents)::text from howdah_internal.budget_windows as w
              join howdah.budgets as b on b.id = w.budget_id where b.scope = 'tenant') as spent`
  expect(sums, `seed ${seed}`).toMatchObject({
    reserved: '0',
    deadlocks: '0',
    spent: sums!['usage'],
  })
}, 60_000)
