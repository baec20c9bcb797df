begin;
select plan(38);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'm', 'chat');
select howdah.register_model('p', 'free', 'chat');
select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 1000000, "output": 1000000}]');
select howdah.act_as('ann', 'acme');
select howdah.set_budget('tenant', 100, 'day');
select howdah.set_rate_limit('user', 600, 'output_tokens', 'minute');
select howdah.set_rate_limit('user', 2, 'concurrent');
create temp table call (n integer, id uuid);
create function pg_temp.begin_call(n integer, model text default 'p/m') returns void language sql as $$
  insert into call select begin_call.n, a.reservation_id from howdah.admit(model, 10, 20, 'summary') as a
    where a.admitted $$;
create function pg_temp.money() returns text language sql as $$
  select format('%s %s', trim_scale(spent_cents), trim_scale(reserved_cents)) from howdah_internal.budget_windows
    order by starts_at desc limit 1 $$;

select pg_temp.begin_call(1);
select is(pg_temp.money(), '0 30', 'admission holds what the call may cost');
select is(howdah.settle((select id from call where n = 1), '{"input_tokens": 8, "output_tokens": 5}'), 13::numeric,
  'settling returns what it cost');
select is(pg_temp.money(), '13 0', 'that is spent, the rest is free again');
select is((select (kind, feature, user_id, attempt, cost_cents, created_at)::text from howdah.llm_usage),
  format('(chat,summary,ann,1,13.0000000000,"%s")', '2026-03-01 12:00Z'::timestamptz), 'its usage is written');
select is_empty('select from howdah_internal.reservations', 'nothing is held');
select is((select in_bucket from howdah.rate_status where unit = 'output_tokens'), 5::numeric,
  'the rate has the tokens that were used, not the estimate');
select is((select reserved from howdah.rate_status where unit = 'concurrent'), 0::bigint, 'the slot is free');

select is(howdah.settle((select id from call where n = 1), '{"input_tokens": 8, "output_tokens": 5}'), 13::numeric,
  'settling again says the same');
select is(pg_temp.money(), '13 0', 'and counts nothing twice');

select pg_temp.begin_call(2);
select howdah_test.set_time('2026-03-02 00:01Z');
select howdah.settle((select id from call where n = 2), '{"input_tokens": 8, "output_tokens": 2}');
select is((select array_agg(format('%s %s', trim_scale(spent_cents), trim_scale(reserved_cents)) order by starts_at)
  from howdah_internal.budget_windows),
  '{"23 0"}', 'a call across midnight counts on the day it was admitted');

select pg_temp.begin_call(3);
select howdah_test.set_time('2026-03-02 01:00Z');
select is(howdah_internal.expire_reservations(), 1, 'a call that never ended expires');
select is(pg_temp.money(), '0 0', 'and holds nothing');
select howdah.settle((select id from call where n = 3), '{"input_tokens": 8, "output_tokens": 6}');
select is(pg_temp.money(), '14 0', 'settled late it is counted all the same');
select is((select in_bucket from howdah.rate_status where unit = 'output_tokens'), 6::numeric, 'in rates too');

select pg_temp.begin_call(4);
select howdah.cancel_reservation((select id from call where n = 4));
select is(howdah.settle((select id from call where n = 4), '{"input_tokens": 1, "output_tokens": 0}'), 1::numeric,
  'a cancelled call that was made after all is counted');
select is(pg_temp.money(), '15 0', 'once');

select howdah.set_setting('unpriced_calls', 'estimate');
select pg_temp.begin_call(5, 'p/free');
select is(howdah.settle((select id from call where n = 5), '{"input_tokens": 2, "output_tokens": 0}'), null,
  'a call without a price costs nobody knows what');
select is(pg_temp.money(), '17 0', 'with the setting estimate the budget counts the dearest price');

select pg_temp.begin_call(6);
select howdah.set_budget('tenant', 30, 'day');
select howdah.settle((select id from call where n = 6), '{"input_tokens": 8, "output_tokens": 2}');
select is((select array_agg(spent_cents) from howdah.budget_alerts where starts_at = '2026-03-02 00:00Z'), '{27}',
  'a budget that was lowered during a call is an alert');
select howdah.set_budget('tenant', 100, 'day');

select pg_temp.begin_call(7);
insert into howdah.llm_usage (tenant_id, call_id, created_at, kind, provider, model, cost_cents)
select r.tenant_id, r.id, r.created_at, 'chat', 'p', 'm', 3 from howdah_internal.reservations as r
  where r.status = 'held';
select is(howdah.settle((select id from call where n = 7), '{"input_tokens": 8, "output_tokens": 2}'), 3::numeric,
  'a call whose usage is there costs what that says');
select is(pg_temp.money(), '27 0', 'counts nothing once more, and what it held is free');

select pg_temp.begin_call(8);
select howdah.forget_user('ann', dry_run => false);
select howdah.act_as('bob', 'acme');
select howdah.settle((select id from call where n = 8), '{"input_tokens": 4, "output_tokens": 2}');
select is(pg_temp.money(), '33 0', 'a call of a user who was forgotten is still counted in the tenant''s budget');

-- K: what nobody says is what was held.
select howdah.act_as('cid', 'kilo');
select howdah.register_model('p', 'k', 'chat'), howdah.register_model('p', 'e', 'embedding', 3);
select howdah.set_price('p', 'k', '2026-01-01Z', '[{"input": 100, "output": 1000}]');
select howdah.set_price('p', 'e', '2026-01-01Z', '[{"input": 100}]');
select howdah.set_budget('user', 20, 'month');
select howdah.set_rate_limit('user', 100000, 'output_tokens', 'day');
create function pg_temp.k(usage jsonb, model text default 'p/k') returns numeric language sql as $$
  select trim_scale(howdah.settle(a.reservation_id, usage)) from howdah.admit(model, 10000, 5000, 'k') as a $$;
create function pg_temp.last() returns text language sql as $$
  select concat_ws(' ', status, coalesce(input_tokens::text, '-'), coalesce(output_tokens::text, '-'),
    case when is_estimated then 'estimated' end)
    from howdah.llm_usage where tenant_id = 'kilo' order by cmin::text::bigint desc limit 1 $$;
create function pg_temp.spent() returns text language sql as $$
  select format('%s %s', trim_scale(spent_cents), trim_scale(reserved_cents)) from howdah.budget_status as b
    where b.tenant_id = 'kilo' $$;
insert into call select 10, a.reservation_id from howdah.admit('p/k', 10000, 5000, 'k') as a;
select throws_ok($$select howdah.settle((select id from call where n = 10), '{}')$$, '22023',
  'usage has no count of tokens', 'a call of which nothing is said is not settled');
select throws_ok($$select howdah.settle((select id from call where n = 10), '{"input_tokens": "many", "output": 3}')$$,
  '22023', 'usage has no count of tokens', 'nor one of which nothing is understood');
select is(pg_temp.spent(), '0 6', 'its hold stays');
select is(trim_scale(howdah.settle((select id from call where n = 10), '{"prompt_tokens": 10000}')), 6.0,
  'an output that is not said is what was held');
select is((pg_temp.last(), pg_temp.spent())::text, '("ok 10000 5000 estimated","6 0")',
  'it is counted, as an estimate');
select is((select used::text from howdah.rate_status where tenant_id = 'kilo'), '5000', 'in rates too');
select is(pg_temp.k('{"output_tokens": 100}'), 1.1, 'so is an input');
select is(pg_temp.k('{"status": "timeout"}'), 6.0, 'a call that was too slow may have used all');
select is(pg_temp.k('{"status": "failed", "error_code": "rate_limited"}'), 0::numeric,
  'one that was refused used nothing');
select is(pg_temp.spent(), '13.1 0', 'all of it is counted');
select is(pg_temp.k('{"input_tokens": 1000}', 'p/e'), 0.1, 'an embedding has no output');
select is(pg_temp.last(), 'ok 1000 -', 'and is no estimate without one');

select howdah.act_as('bob', 'acme');
select throws_ok('select howdah.settle(null, ''{}'')', '22004', null, 'an id is needed');
select throws_ok('select howdah.settle(gen_random_uuid(), ''[]'')', '22023', null, 'usage is an object');
select throws_ok('select howdah.settle(gen_random_uuid(), ''{}'')', 'PT404', null, 'an unknown reservation is refused');
set local role howdah_worker;
select throws_ok('select howdah.settle(gen_random_uuid(), ''{}'')', '42501', null, 'a worker may not');
select * from finish();
rollback;
