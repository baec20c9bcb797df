begin;
select plan(6);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 1000000, "output": 1000000}]');
select howdah.set_budget('tenant', 100000, 'day'), howdah.set_rate_limit('user', 1, 'concurrent');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
create temp table j as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select howdah.next_step(job_id, token) from j;
create function pg_temp.release() returns void language sql as $$
  select howdah_internal.release_step_hold(s) from howdah_internal.message_steps as s $$;
create function pg_temp.held() returns text language sql as $$
  select format('%s cents %s calls', (select (sum(w.reserved_cents)
  > 0)::text from howdah_internal.budget_windows as w),
    (select sum(r.reserved) from howdah_internal.rate_state as r)) $$;

select is(pg_temp.held(), 'true cents 1 calls', 'a call holds its money and its place');
select pg_temp.release();
select is(pg_temp.held(), 'false cents 0 calls', 'and gives both back when it was not made');
select is_empty('select from howdah_internal.reservations', 'for good');
select lives_ok('select pg_temp.release()', 'once');
select is(pg_temp.held(), 'false cents 0 calls', 'indeed');
set local role howdah_app;
select throws_ok('select howdah_internal.release_step_hold(null)', '42501', null, 'an application may not');
select * from finish();
rollback;
