begin;
select plan(24);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'm', 'embedding', 3);
-- A cent for a token.
select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 1000000}]');
select howdah.act_as('ann', 'acme');
select howdah.create_collection('docs', embedding_model => 'p/m');
select howdah.set_budget('tenant', 25, 'day');
create temp table chunks as
  select n, howdah.add_document(repeat('word ', 8) || n, n || '.md', collection => 'docs') as id
    from generate_series(1, 4) as n;
update howdah_internal.jobs set estimated_tokens = 10;
select howdah.act_as('bob', 'other');
select howdah.create_collection('docs', embedding_model => 'p/m');
select howdah.add_document('Of another tenant', '1.md', collection => 'docs');
create temp table first as select * from howdah.claim_jobs('w', '{p/m/bulk}');

select is((select count(*) from first where tenant_id = 'acme'), 2::bigint,
  'of four jobs at 10 cents two fit in 25 cents');
select is((select (spent_cents, reserved_cents)::text from howdah_internal.budget_windows),
  '(0.0000000000,20.0000000000)',
  'their price is held');
create temp table second as select * from howdah.claim_jobs('w', '{p/m/bulk}');
select is((select array_agg(distinct tenant_id) from second), '{other}', 'the next claim goes to another tenant');
select is_empty($$select * from howdah.claim_jobs('w', '{p/m/bulk}')$$, 'then there is nothing to claim');
select is((select max(blocked_until) from howdah_internal.queue_heads where tenant_id = 'acme'), '2026-03-01 12:01Z',
  'the tenant is looked at again in a minute');
select matches((select finding from howdah.doctor() where subject = 'tenant acme'),
  '^budget exhausted: 0 of 25 cents spent in the day of tenant acme$', 'doctor says why nothing moves');

select howdah.complete_embeddings(
  array[job_id], token, array['[1,2,3]'::halfvec], 'acme', 'ann', (payload ->> 'model_id')::integer,
  gen_random_uuid(), howdah.clock(), '{"input_tokens": 4}') from (select * from first limit 1) as f;
select is((select (spent_cents, reserved_cents)::text from howdah_internal.budget_windows),
  '(4.0000000000,10.0000000000)',
  'a call that is done counts with what it cost; only the other one is held');
select howdah.release_jobs(array[job_id], token) from first offset 1;
select is((select reserved_cents from howdah_internal.budget_windows), 0::numeric,
  'a job that goes back gives its hold back');
select is_empty('select from howdah_internal.reservations', 'nothing of the reservation is left');
select is_empty('select from howdah_internal.jobs where reservation_id is not null and state = ''ready''',
  'no job points to it');

select howdah_test.set_time('2026-03-01 12:01Z');
create temp table third as select * from howdah.claim_jobs('w', '{p/m/bulk}');
select is((select count(*) from third), 2::bigint, 'a minute later what fits is claimed');
select howdah.set_budget('tenant', 100, 'day') is not null from howdah.act_as('ann', 'acme');
select is_empty($$select from howdah.doctor() where subject = 'tenant acme'$$, 'a raised budget is no finding');
create temp table fourth as select * from howdah.claim_jobs('w', '{p/m/bulk}');
select is((select count(*) from fourth), 1::bigint, 'and the rest is claimed at once');

-- Leases that end give back what they hold.
select howdah_test.set_time('2026-03-01 13:00Z');
select howdah.reap_jobs();
select is((select reserved_cents from howdah_internal.budget_windows where starts_at = '2026-03-01 00:00Z'), 0::numeric,
  'of a worker that died too');
-- A late worker's money counts all the same, in the window of its call.
select howdah.complete_embeddings(
  array[job_id], token, array['[1,2,3]'::halfvec], 'acme', 'ann', (payload ->> 'model_id')::integer,
  gen_random_uuid(), '2026-03-01 12:01Z', '{"input_tokens": 7}') from fourth;
select is((select spent_cents from howdah_internal.budget_windows), 11::numeric, 'what a late worker spent is counted');

select howdah.register_model('q', 'free', 'embedding', 3);
select howdah.act_as('ann', 'acme');
select howdah.create_collection('free', embedding_model => 'q/free');
select howdah.add_document('Of no price', 'f.md', collection => 'free');
select is_empty($$select * from howdah.claim_jobs('w', '{q/free/bulk}')$$,
  'without a price a job with a hard budget waits');
select is((select finding from howdah.doctor() where subject = 'lane q/free/bulk'),
  'jobs wait: the model has no price and a hard budget applies', 'doctor says why');
select howdah.set_setting('unpriced_calls', 'estimate');
select howdah_test.set_time('2026-03-01 13:02Z');
create temp table fifth as select * from howdah.claim_jobs('w', '{q/free/bulk}');
select is((select count(*) from fifth), 1::bigint, 'with the setting estimate it is claimed');
select cmp_ok((select reserved_cents from howdah_internal.jobs as j join fifth as f on j.id = f.job_id), '>',
  0::numeric,
  'at the dearest price');

-- The query of a search is paid for as well.
select howdah.act_as('ann', 'acme');
select howdah.set_budget('tenant', 0, 'day');
select howdah.request_query_embedding('how long do refunds take', 'docs');
select is_empty($$select * from howdah.claim_jobs('w', '{p/m/interactive}')$$, 'a query waits for money too');
select howdah.set_budget('tenant', 1000, 'day');
create temp table query as select * from howdah.claim_jobs('w', '{p/m/interactive}');
select is((select count(*) from query), 1::bigint, 'and goes on when there is some');
select is((select reserved_cents > 0 from howdah_internal.jobs where kind = 'embed_query'), true, 'its price is held');

set local role howdah_worker;
select throws_ok('select howdah_internal.hold_job_budget(1, null)', '42501', null,
  'a worker may not hold money itself');
set local role howdah_app;
select throws_ok('select howdah_internal.hold_job_budget(1, null)', '42501', null, 'nor may an application');
select * from finish();
rollback;
