begin;
select plan(24);
select howdah_test.set_time('2026-03-02 00:30Z');
select howdah.register_model('p', 'm', 'chat'), howdah.register_model('p', 'free', 'chat');
select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 1000000, "cached_input": 500000, "output": 1000000}]');
select howdah.act_as('ann', 'acme');
select howdah.set_budget('tenant', 1000, 'day'), howdah.set_budget('user', 1000, 'total'),
  howdah.set_budget('model', 1000, 'day', 'p/free');
select howdah_test.set_time('2026-03-02 00:31Z');
create function pg_temp.id(n integer) returns uuid language sql as $$ select lpad(n::text, 32, '0')::uuid $$;
create function pg_temp.write(n integer, usage jsonb, attempt integer default 1, at timestamptz default null,
  model text default 'p/m', held howdah_internal.reservations default null) returns numeric language sql as $$
  select trim_scale(howdah_internal.write_usage('acme', 'ann', pg_temp.id(n), attempt, coalesce(at, howdah.now()),
    howdah_internal.find_model(model, null), usage, 'answer', held => held)) $$;
create function pg_temp.crash(n integer, input integer, output integer, code text default 'crashed',
  model text default 'p/m') returns numeric language sql as $$
  select pg_temp.write(n, jsonb_build_object('estimated_input_tokens', input, 'estimated_output_tokens', output,
    'error_code', code, 'status', 'failed', 'has_begun', true, 'is_estimated', true), model => model) $$;
create function pg_temp.call(n integer) returns text language sql as $$
  select concat_ws(' ', status, error_code, coalesce(input_tokens::text, '-'), coalesce(output_tokens::text, '-'),
    case when is_estimated then 'estimated' end, coalesce(trim_scale(cost_cents)::text, '-'))
    from howdah.llm_usage where call_id = pg_temp.id(n) $$;
create function pg_temp.spent() returns text language sql as $$
  select string_agg(format('%s %s', w.starts_at::date, trim_scale(w.spent_cents)), ', '
           order by w.budget_id, w.starts_at)
    from howdah_internal.budget_windows as w $$;

select is(pg_temp.crash(1, 100, 20), 120::numeric, 'a call whose worker died is written as an estimate');
select is(pg_temp.spent(), '2026-03-02 120, -infinity 120', 'and counted');
select howdah_test.set_time('2026-03-03 12:00Z');
create temp table report as select '{"usage": {"prompt_tokens": 90, "completion_tokens": 50,
  "prompt_tokens_details": {"cached_tokens": 10}}, "model": "m-2026", "response_id": "r1", "latency_ms": 900,
  "first_token_ms": 30}'::jsonb as facts;
select is(pg_temp.write(1, (select facts from report), at => '2026-03-02 00:31Z'), 135::numeric,
  'what the worker reports late costs what it says');
select is(pg_temp.call(1), 'ok 90 50 135', 'and takes the place of the estimate');
select is((select (response_model, response_id, cached_input_tokens, latency_ms, first_token_ms, tokens_used,
  is_unpriced, price_id is not null)::text from howdah.llm_usage), '(m-2026,r1,10,900,30,140,f,t)',
  'with all that it says');
select is(pg_temp.spent(), '2026-03-02 135, -infinity 135',
  'budgets have the difference in the windows of its start');
select is(pg_temp.write(1, '{"input_tokens": 1, "output_tokens": 1}', at => '2026-03-02 00:31Z'), 135::numeric,
  'a second report changes nothing');
select howdah_test.set_time('2026-03-02 00:31Z');
select is(pg_temp.crash(1, 1, 1), 135::numeric, 'nor does an estimate after it');
select is((pg_temp.call(1), pg_temp.spent())::text, '("ok 90 50 135","2026-03-02 135, -infinity 135")', 'at all');

select pg_temp.crash(2, 100, 20);
select pg_temp.crash(2, 1, 1, 'cancelled');
select is(pg_temp.call(2), 'failed crashed 100 20 estimated 120', 'an estimate is no report of another');
select is(pg_temp.write(2, '{"error_code": "aborted", "input_tokens": 7, "output_tokens": 3}'), 10::numeric,
  'less than was estimated');
select is(pg_temp.call(2), 'cancelled aborted 7 3 10', 'with the status of the report');
select is(pg_temp.spent(), '2026-03-02 145, -infinity 145', 'is given back');

select pg_temp.crash(3, 100, 20, 'cancelled');
select pg_temp.write(3, '{"error_code": "cancelled", "input_tokens": 100, "estimated_output_tokens": 2}');
select is(pg_temp.call(3), 'failed cancelled 100 20 estimated 120', 'what is estimated in the same words is no report');
select pg_temp.write(3, '{"error_code": "cancelled", "input_tokens": 100, "output_tokens": 1}');
select is(pg_temp.call(3), 'failed cancelled 100 1 101', 'what is counted is one');

select pg_temp.crash(4, 100, 20);
select pg_temp.write(4, '{"output_tokens": 30}');
select is(pg_temp.call(4), 'ok 100 30 estimated 130', 'what the report does not say stays as it was estimated');
select pg_temp.crash(5, 100, 20);
select pg_temp.write(5, '{"error_code": "connection"}');
select is(pg_temp.call(5), 'failed connection 0 0 0', 'a call that never began cost nothing');
select pg_temp.write(6, '{"estimated_input_tokens": 5, "estimated_output_tokens": 5, "error_code": "timeout"}');
select pg_temp.write(6, '{"input_tokens": 9, "output_tokens": 9}');
select is(pg_temp.call(6), 'timeout timeout 5 5 estimated 10', 'an estimate of the worker itself stays');
select is(pg_temp.spent(), '2026-03-02 386, -infinity 386', 'all of it is counted once');

select howdah.set_setting('unpriced_calls', 'estimate');
select pg_temp.crash(7, 0, 0, model => 'p/free');
select pg_temp.write(7, '{"input_tokens": 2, "output_tokens": 1}', model => 'p/free');
select is(pg_temp.call(7), 'ok 2 1 -', 'what it costs may be unknown');
select is(pg_temp.spent(), '2026-03-02 389, -infinity 389, 2026-03-02 3', 'then budgets have what they count for it');

select pg_temp.crash(8, 100, 20);
select is((
  select pg_temp.write(8, '{"input_tokens": 70, "output_tokens": 20}', held => row(
    'acme', pg_temp.id(8), 'ann', m.id, 'answer', 500,
    array(select a from howdah_internal.applicable_budgets('acme', 'ann', m.id, 'answer', howdah.now()) as a),
    '{}', false, 'held', 'infinity', howdah.now(), 400, 100)::howdah_internal.reservations)
    from howdah.models as m where m.name = 'm'
), 90::numeric, 'with a hold that is still there');
select is(pg_temp.spent(), '2026-03-02 479, -infinity 479, 2026-03-02 3', 'the difference is counted once');

select howdah.forget_user('ann', dry_run => false);
select pg_temp.crash(9, 100, 20);
update howdah.llm_usage set user_id = null where call_id = pg_temp.id(9);
select pg_temp.write(9, '{"input_tokens": 1, "output_tokens": 1}');
select is((select coalesce(user_id, 'nobody') from howdah.llm_usage where call_id = pg_temp.id(9)), 'nobody',
  'the call of a forgotten user stays nobody''s');
select * from finish();
rollback;
